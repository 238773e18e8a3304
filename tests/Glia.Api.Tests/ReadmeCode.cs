using Glia;
using Glia.Datasets;
using static Glia.Activation;

namespace Stranger;

// The code of the README, between the marks, to the letter. ReadmeTests runs it and compares it with the README.
public static class ReadmeCode
{
    public static double TrainSaveAndUse(string file)
    {
        // <train>
        Dataset train = HandwrittenDigits.Generate(60_000, seed: 1);
        Dataset test = HandwrittenDigits.Generate(10_000, seed: 2);

        var net = new Network(784, seed: 42, new Dense(128, ReLU), new Dense(10, Softmax));
        net.Fit(train, new Adam(0.001f), new CrossEntropy(), epochs: 3, batchSize: 64, progress: Console.WriteLine);
        Console.WriteLine($"test accuracy {net.Evaluate(test).Accuracy:P2}");
        net.Save(file);

        Network loaded = Network.Load(file);
        float[] tenOutputs = loaded.Predict(test.Features(0));
        // </train>
        Assert.Equal(net.Predict(test.Features(0)), tenOutputs);
        return net.Evaluate(test).Accuracy;
    }

    public static double OwnLoop(Dataset train)
    {
        // <loop>
        var net = new Network(784, seed: 42, new Dense(30, Sigmoid), new Dense(10, Softmax));
        var options = new TrainingOptions { Epochs = 5, BatchSize = 10 };
        var trainer = new Trainer(net, train, new Sgd(0.1f, momentum: 0.9f), new CrossEntropy(), options);
        while (!trainer.IsDone)
        {
            double loss = trainer.Step();
            if (trainer.StepCount % 1000 == 0) Console.WriteLine($"step {trainer.StepCount}: {loss:F4}");
        }
        // </loop>
        return net.Evaluate(train).Accuracy;
    }

    public static float OwnActivation()
    {
        // <use>
        var net = new Network(2, seed: 1, new Dense(8, Of<Bump>()), new Dense(1, Identity));
        // </use>
        Dataset data = Dataset.ForRegression([0, 0, 0, 1, 1, 0, 1, 1], 2, [0, 1, 1, 0], 1);
        net.Fit(data, new Adam(0.05f), new MeanSquaredError(), epochs: 500, batchSize: 0);
        return net.Predict([1, 0])[0];
    }

    // <own>
    public readonly struct Bump : IActivation
    {
        public static string Name => "bump";

        public static T F<T>(T z)
            where T : struct, IReal<T> => T.Exp(-(z * z));

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(-2) * z * a;
    }
    // </own>
}
