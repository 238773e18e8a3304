namespace Glia.Tests.Training;

/// <summary>Row C3: gradient descent on a curve.</summary>
public class DescentTests
{
    private static double Slope(double w) => (4 * w * w * w) - (8 * w) + 1; // of w⁴ − 4w² + w + 6

    [Fact]
    public void C3_plain_descent_moves_by_rate_times_slope_and_steps_shrink_near_the_minimum()
    {
        IReadOnlyList<DescentPoint> path = Descent.Run(w => 2 * w, 1, new Sgd(0.1f), 20);
        Assert.Equal(21, path.Count);
        for (int i = 0; i < path.Count; i++) Assert.Equal(Math.Pow(0.8, i), path[i].Place, 1e-6);
        for (int i = 2; i < path.Count; i++) Assert.True(Math.Abs(path[i].Place - path[i - 1].Place) < Math.Abs(path[i - 1].Place - path[i - 2].Place));
    }

    [Fact]
    public void C3_a_local_minimum_traps_it_and_momentum_rolls_on()
    {
        Assert.Equal(1.3470, Descent.Run(Slope, 2, new Sgd(0.05f), 30)[^1].Place, 1e-3);
        Assert.Equal(-1.4729, Descent.Run(Slope, -2, new Sgd(0.05f), 30)[^1].Place, 1e-3);
        Assert.Equal(-1.4729, Descent.Run(Slope, 2, new Sgd(0.05f, 0.8f), 100)[^1].Place, 1e-2);
    }

    [Fact]
    public void C3_a_rate_that_bounces_comes_to_rest_with_decay()
    {
        IReadOnlyList<DescentPoint> bounces = Descent.Run(Slope, 2, new Sgd(0.12f), 60), rests = Descent.Run(Slope, 2, new Sgd(0.12f) { Schedule = new ExponentialDecay(0.9) }, 60);
        Assert.True(Math.Abs(bounces[^1].Place - bounces[^2].Place) > 0.3);
        Assert.True(Math.Abs(rests[^1].Place - rests[^2].Place) < 1e-4);
        Assert.Equal(0.12 * 0.9 * 0.9, rests[2].Rate, 1e-7);
    }

    [Fact]
    public void What_blows_up_ends_early_with_finite_numbers()
    {
        IReadOnlyList<DescentPoint> path = Descent.Run(Slope, 2, new Sgd(2), 50);
        Assert.InRange(path.Count, 2, 20);
        Assert.All(path, p => Assert.True(float.IsFinite(p.Place) && float.IsFinite(p.Slope)));
    }

    /// <summary>One weight of a network whose loss is ½w² goes the same way, to the bit.</summary>
    [Fact]
    public void The_rules_are_those_of_training()
    {
        Optimizer[] optimizers = [new Sgd(0.3f), new Sgd(0.1f, 0.9f), new Sgd(0.1f, 0.9f, nesterov: true), new Adam(0.1f), new RmsProp(0.05f), new Sgd(0.2f) { ClipNorm = 0.5f, L2 = 0.1f }, new Sgd(0.3f) { Schedule = new ExponentialDecay(0.9) }];
        foreach (Optimizer optimizer in optimizers)
        {
            var network = new Network(1, 1, new Dense(1, Activation.Identity) { Bias = false });
            network.Weights(0)[0, 0] = 1.5f;
            var trainer = new Trainer(network, Dataset.ForRegression([1], 1, [0], 1), optimizer, new HalfSquaredError(), new TrainingOptions { BatchSize = 1, Epochs = 12 });
            foreach (DescentPoint point in Descent.Run(w => w, 1.5, optimizer, 12))
            {
                Assert.Equal(point.Place, network.Weights(0)[0, 0]);
                if (point.Step < 12) trainer.Step();
            }
        }
    }
}
