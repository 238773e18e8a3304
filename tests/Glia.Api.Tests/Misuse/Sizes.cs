using static Glia.Activation;

namespace Glia.Misuse;

internal static class Sizes
{
    private const int Inputs = 3;

    public static void Features(float[] given)
    {
        var net = new Network(Inputs, seed: 1, new Dense(2, Sigmoid));
        net.Predict([1, 2]); // GLIA104: 3 inputs, but here are 2 features
        net.Classify(new float[] { 1, 2, 3, 4 }); // GLIA104: 4 features
        net.Query(new float[2]); // GLIA104
        float[] sample = [1, 2];
        net.TryClassify(sample, out _); // GLIA104
        net.Predict([1, 2, 3]);
        net.Predict(given);
        net.Predict([.. given, 1]);
        net.Predict(new float[given.Length]);
        net.Predict(new float[6], new float[4], net.CreateWorkspace(2));
    }

    public static void Data()
    {
        var net = new Network(2, seed: 1, new Dense(1, Sigmoid));
        var data = Dataset.ForRegression([0, 1, 2], 3, [1], 1); // GLIA104: The network has 2 inputs, but here are 3 features
        net.Fit(data, new Sgd(0.1f), new MeanSquaredError());
        net.Fit(Dataset.ForRegression([0, 1, 2], 3, [1], 1), new Sgd(0.1f), new MeanSquaredError()); // GLIA104
        _ = new Trainer(net, Dataset.ForRegression([0, 1], 2, [1], 1), new Sgd(0.1f), new MeanSquaredError(), new TrainingOptions());
    }
}
