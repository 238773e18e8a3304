namespace Glia.Tests.Inspection;

/// <summary>Row C7: one gradient check for every layer × activation × loss, and a checker that can fail.</summary>
public class GradientCheckTests
{
    private static readonly string[] Kinked = ["relu", "leaky-relu", "hard-sigmoid", "elu"];

    [Fact]
    public void Back_propagation_agrees_with_differences_for_every_activation_and_loss()
    {
        int checks = 0;
        foreach (Activation hidden in Activation.All.Where(a => a.HasSlope))
            foreach (Activation output in Activation.All.Where(a => a.HasSlope))
                foreach (Loss loss in Loss.All)
                {
                    bool needsProbabilities = loss is CrossEntropy or BinaryCrossEntropy;
                    if (needsProbabilities && !output.IsProbability) continue;
                    checks += Check(hidden, output, loss);
                }

        Assert.True(checks >= 10_000, $"only {checks} gradients were checked");
        TestContext.Current.SendDiagnosticMessage($"{checks} gradients checked");
    }

    [Theory]
    [InlineData(0.1f, false)]
    [InlineData(0f, true)]
    [InlineData(0.2f, true)]
    public void Label_smoothing_and_class_weights_have_their_gradients(float smoothing, bool weights) =>
        Check(Activation.Tanh, Activation.Softmax, new CrossEntropy { LabelSmoothing = smoothing, ClassWeights = weights ? [1, 2, 0.5f] : null });

    private static int Check(Activation hidden, Activation output, Loss loss)
    {
        var net = new Network(5, 17, new Dense(6, hidden), new Dense(4, hidden), new Dense(3, output));
        for (int unit = 0; unit < 6; unit++) net.Biases(0)[unit] = 0.1f * (unit - 2.5f);
        Dataset data = Samples.Classes(4, 5, 3, 23);
        IReadOnlyList<CheckedGradient> results = GradientCheck.Run(net, data, loss);
        Assert.Equal(net.ParameterCount, results.Count);

        // A central difference across a kink is half of each side; 1e-6 is asked of smooth functions.
        bool smooth = !Kinked.Contains(hidden.Name) && !Kinked.Contains(output.Name) && loss is not (MeanAbsoluteError or Huber);
        CheckedGradient worst = results.MaxBy(r => r.RelativeError);
        Assert.True(worst.RelativeError <= (smooth ? 1e-6 : 1e-3), $"{hidden} → {output}, {loss.Name}: {worst}, relative error {worst.RelativeError:E2}");
        return results.Count;
    }

    /// <summary>A sigmoid whose derivative forgets the factor a.</summary>
    private readonly struct WrongSlope : IActivation
    {
        public static string Name => "wrong-slope";

        public static T F<T>(T z)
            where T : struct, IReal<T> => T.Sigmoid(z);

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(1) - a;
    }

    [Fact]
    public void The_checker_finds_a_wrong_derivative()
    {
        var net = new Network(5, 17, new Dense(6, Activation.Of<WrongSlope>()), new Dense(3, Activation.Identity));
        IReadOnlyList<CheckedGradient> results = GradientCheck.Run(net, Samples.Classes(4, 5, 3, 23), new MeanSquaredError());
        Assert.Contains(results, r => r.Layer == 0 && r.RelativeError > 0.1);
        Assert.All(results.Where(r => r.Layer == 1), r => Assert.True(r.RelativeError < 1e-6, r.ToString()));
    }

    [Fact]
    public void An_activation_of_ones_own_is_checked_like_the_others()
    {
        var net = new Network(5, 17, new Dense(6, Activation.Of<Bump>()), new Dense(3, Activation.Softmax));
        Assert.All(GradientCheck.Run(net, Samples.Classes(4, 5, 3, 23), new CrossEntropy()), r => Assert.True(r.RelativeError < 1e-6, r.ToString()));
    }

    /// <summary>f(z) = e^−z², a Gaussian bump.</summary>
    private readonly struct Bump : IActivation
    {
        public static string Name => "bump";

        public static T F<T>(T z)
            where T : struct, IReal<T> => T.Exp(-(z * z));

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(-2) * z * a;
    }
}
