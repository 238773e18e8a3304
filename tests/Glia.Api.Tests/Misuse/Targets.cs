using static Glia.Activation;

namespace Glia.Misuse;

internal static class Targets
{
    public static void Regression()
    {
        var net = new Network(1, seed: 1, new Dense(1, Sigmoid));
        net.Fit(Dataset.ForRegression([0, 1], 1, [0, 20], 1), new Sgd(0.1f), new MeanSquaredError()); // GLIA103: target 20 is out of reach
        net.Fit(Dataset.ForRegression([0, 1], 1, new float[] { 0, -0.5f }, 1), new Sgd(0.1f), new MeanSquaredError()); // GLIA103: between 0 and 1
        net.Fit(Dataset.ForRegression([0, 1], 1, [0, 1], 1), new Sgd(0.1f), new MeanSquaredError());
        new Network(1, 1, new Dense(1, Tanh)).Fit(Dataset.ForRegression([0], 1, [-1], 1), new Sgd(0.1f), new MeanSquaredError());
        new Network(1, 1, new Dense(1, Tanh)).Fit(Dataset.ForRegression([0], 1, [-2], 1), new Sgd(0.1f), new MeanSquaredError()); // GLIA103: between -1 and 1
        new Network(1, 1, new Dense(1, Identity)).Fit(Dataset.ForRegression([0], 1, [-2], 1), new Sgd(0.1f), new MeanSquaredError());
    }

    public static void Encoding()
    {
        var net = new Network(1, seed: 1, new Dense(2, Sigmoid)) { Encoding = new OneHot(-1, 1) }; // GLIA103: target -1
        net.Encoding = new BinaryCode(0, 2); // GLIA103
        net.Encoding = new OneHot(0.01f, 0.99f);
        new Network(1, seed: 1, new Dense(2, Tanh)).Encoding = new OneHot(-1, 1);
    }
}
