using static Glia.Activation;

namespace Glia.Misuse;

internal static class Losses
{
    public static void Softmax(Dataset data)
    {
        var net = new Network(4, seed: 1, new Dense(3, ReLU), new Dense(2, Glia.Activation.Softmax));
        net.Fit(data, new Sgd(0.1f), new MeanSquaredError()); // GLIA101: with MeanSquaredError it hardly learns
        net.Fit(data, new Sgd(0.1f), loss: new Huber(2)); // GLIA101: with Huber
        _ = new Trainer(net, data, new Sgd(0.1f), new SquaredError(), new TrainingOptions()); // GLIA101
        net.Fit(data, new Sgd(0.1f), new CrossEntropy());
        new Network(4, 1, new Dense(2, Glia.Activation.Softmax)).Fit(data, new Sgd(0.1f), new MeanAbsoluteError()); // GLIA101
    }

    public static void CrossEntropy(Dataset data)
    {
        Network net = new(4, seed: 1, new Dense(2, Identity));
        net.Fit(data, new Sgd(0.1f), new CrossEntropy()); // GLIA102: but the network ends in Identity
        net.Fit(data, new Sgd(0.1f), new BinaryCrossEntropy()); // GLIA102
        net.Fit(data, new Sgd(0.1f), new MeanSquaredError());
        var hidden = new Network(4, 1, new Dense(2, Tanh), new Dense(2, Sigmoid));
        hidden.Fit(data, new Sgd(0.1f), new BinaryCrossEntropy());
        hidden.Fit(data, new Sgd(0.1f), new MeanSquaredError());
    }

    public static void NotKnown(Dataset data, Loss loss, Activation activation, Network given)
    {
        var net = new Network(4, 1, new Dense(2, activation));
        net.Fit(data, new Sgd(0.1f), new CrossEntropy());
        net.Fit(data, new Sgd(0.1f), loss);
        given.Fit(data, new Sgd(0.1f), new MeanSquaredError());
        var changed = new Network(4, 1, new Dense(2, Glia.Activation.Softmax));
        changed = new Network(4, 1, new Dense(2, Identity));
        changed.Fit(data, new Sgd(0.1f), new MeanSquaredError());
        Layer[] layers = [new Dense(2, Glia.Activation.Softmax)];
        new Network(4, 1, layers).Fit(data, new Sgd(0.1f), new MeanSquaredError());
        var last = new Network(4, 1, new Dense(2, Glia.Activation.Softmax), new Dropout(0.5f));
        last.Fit(data, new Sgd(0.1f), new MeanSquaredError());
    }
}
