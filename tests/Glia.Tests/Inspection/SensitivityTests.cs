using Glia.Kernels;

namespace Glia.Tests.Inspection;

/// <summary>Slopes along the inputs, against differences in double precision.</summary>
public class SensitivityTests
{
    private static readonly Scaler[] Scalers = [Scaler.None, Scaler.Divide(4), Scaler.Range(-2, 3, 0.01f, 1), Scaler.FromNumbers("own", [2, 0.5f, 1, -1, 0], [0.1f, 0, -1, 2, 0.5f])];

    [Fact]
    public void E8_Slopes_agree_with_differences_for_every_activation_layer_and_scaler()
    {
        int checks = 0;
        foreach (Activation hidden in Activation.All.Where(a => a.HasSlope))
            foreach (Activation output in Activation.All.Where(a => a.HasSlope))
                foreach (Scaler scaler in Scalers)
                {
                    Network network = Create(hidden, output, scaler);
                    foreach (int layer in (int[])[0, 2, 3])
                        for (int unit = 0; unit < 3; unit++) checks += Check(network, layer, unit);
                }

        Assert.True(checks > 10_000, $"only {checks} slopes were checked");
    }

    [Fact]
    public void A_calibrated_outputs_slope_is_that_of_what_it_predicts()
    {
        Network network = Create(Activation.Tanh, Activation.Softmax, Scaler.None);
        network.Temperature = 0.4f;
        float[] x = Inputs(3), slope = Sensitivity.OfOutput(network, x, 3, 1);
        for (int i = 0; i < x.Length; i++)
        {
            float kept = x[i];
            const float step = 0.01f;
            x[i] = kept + step;
            float above = network.Predict(x)[1];
            x[i] = kept - step;
            float below = network.Predict(x)[1];
            x[i] = kept;
            Assert.Equal((above - below) / (2 * step), slope[i], 2e-3f);
        }
    }

    [Fact]
    public void The_slope_of_a_softmax_class_is_that_of_its_log_odds()
    {
        Network network = Create(Activation.Sigmoid, Activation.Softmax, Scaler.None);
        float[] x = Inputs(5), slope = Sensitivity.OfClass(network, x, 2);
        float a = network.Predict(x)[2];
        float[] ofOutput = Sensitivity.OfOutput(network, x, 3, 2); // d ln(a / (1 − a)) = da / (a (1 − a))
        for (int i = 0; i < x.Length; i++) Assert.Equal(ofOutput[i] / (a * (1 - a)), slope[i], 1e-4f);
    }

    [Fact]
    public void Occlusion_is_what_covering_takes_away()
    {
        // One neuron that sums up a picture of 3 × 3: covering one pixel takes away that pixel.
        var network = new Network(9, 1, new Dense(1, Activation.Identity)) { InputShape = new FeatureShape(3, 3) };
        for (int i = 0; i < 9; i++) network.Weights(0)[0, i] = 1;
        float[] picture = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        Assert.Equal(picture, Sensitivity.Occlusion(network, picture, 0, size: 1), (a, b) => MathF.Abs(a - b) < 1e-4f);
        float[] three = Sensitivity.Occlusion(network, picture, 0, size: 3);
        Assert.Equal(45, three[4], 4); // the middle covers all
        Assert.Equal(1 + 2 + 4 + 5, three[0], 4);
        Assert.Equal(5 + 6 + 8 + 9, three[8], 4);
    }

    [Fact]
    public void What_is_not_there_is_told()
    {
        var network = new Network(5, 1, new Dense(4, Activation.Tanh), new Dropout(0.5f), new Dense(2, Activation.Softmax));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sensitivity.OfSum(network, new float[5], 3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sensitivity.OfSum(network, new float[5], 0, 4));
        Assert.Contains("no neurons", Assert.Throws<ArgumentException>(() => Sensitivity.OfSum(network, new float[5], 1, 0)).Message, StringComparison.Ordinal);
        Assert.Contains("5 inputs", Assert.Throws<ArgumentException>(() => Sensitivity.OfSum(network, new float[4], 0, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sensitivity.OfClass(network, new float[5], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Sensitivity.Occlusion(network, new float[5], 0, size: 0));
    }

    private static Network Create(Activation hidden, Activation output, Scaler scaler)
    {
        var network = new Network(5, 17, new Dense(6, hidden), new Dropout(0.3f), new Dense(4, hidden), new Dense(3, output)) { Scaler = scaler };
        for (int unit = 0; unit < 6; unit++) network.Biases(0)[unit] = 0.1f * (unit - 2.5f);
        return network;
    }

    private static float[] Inputs(ulong seed)
    {
        var random = new Xoshiro256(seed);
        return [.. Enumerable.Range(0, 5).Select(_ => (float)random.NextNormal())];
    }

    private static int Check(Network network, int layer, int unit)
    {
        float[] x = Inputs(29), ofSum = Sensitivity.OfSum(network, x, layer, unit), ofOutput = Sensitivity.OfOutput(network, x, layer, unit);
        const double step = 1e-6;
        for (int i = 0; i < x.Length; i++)
        {
            (double zAbove, double aAbove) = Value(network, x, i, step, layer, unit);
            (double zBelow, double aBelow) = Value(network, x, i, -step, layer, unit);
            AssertNear((zAbove - zBelow) / (2 * step), ofSum[i]);
            AssertNear((aAbove - aBelow) / (2 * step), ofOutput[i]);
        }

        return 2 * x.Length;

        void AssertNear(double expected, float actual) =>
            Assert.True(Math.Abs(expected - actual) <= 2e-4 * Math.Max(0.1, Math.Abs(expected)), $"{network.Layers[layer]} of {network.Layers[^1]}, {network.Scaler}: {actual}, by differences {expected}");
    }

    private static (double Z, double A) Value(Network network, float[] raw, int moved, double by, int layer, int unit)
    {
        var x = new F64[raw.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int f = network.Scaler!.IsUniform ? 0 : i;
            x[i] = new F64(((raw[i] + (i == moved ? by : 0)) * network.Scaler.Scale[f]) + network.Scaler.Shift[f]);
        }

        var pass = new ReferencePass<F64>(network, x, 1);
        pass.Forward();
        return (pass.Z(layer, 0)[unit].Value, pass.A(layer, 0)[unit].Value);
    }
}
