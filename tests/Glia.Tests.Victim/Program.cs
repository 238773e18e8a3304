using System.Security.Cryptography;
using Glia;

// Trains a small network with a checkpoint every few steps, or goes on with the one that is there; says "ready" when it begins and, at the end, the hash of
// the last checkpoint, which holds weights, slots and state.
// With "bits N" it trains a network on N threads instead and says the hash of its weights, for a test that starts it with other instruction sets.
if (args[0] == "bits") return SayBits(threads: int.Parse(args[1]));
string path = args[0];
Dataset data = Data();
Trainer trainer = Checkpoint.Exists(path) ? Trainer.Resume(path, data, new ResumeOptions { Threads = 1 }) : New(path, data);
if (trainer.ResumeNotice is { } notice) Console.WriteLine($"notice {notice}");
trainer.SaveCheckpoint(path); // so that even a training killed at once has one
Console.WriteLine($"ready {trainer.StepsDone}");
trainer.Fit();
Console.WriteLine($"hash {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}");
return 0;

static int SayBits(int threads)
{
    // Wide enough for every tile of the kernels and for work to be shared; every function that has no exact formula is among the activations.
    Dataset data = Wide();
    Layer[] layers =
    [
        new Dense(150, Activation.GELU), new Dropout(0.2f), new Dense(67, Activation.Tanh), new Dense(33, Activation.Softplus), new Dense(20, Activation.SiLU), new Dense(10, Activation.Softmax),
    ];
    var network = new Network(300, seed: 3, layers) { Scaler = Scaler.Standardize(data) };
    var optimizer = new AdamW(0.002f) { Schedule = new OneCycle(), ClipNorm = 1, L1 = 1e-5f };
    network.Fit(data, optimizer, new CrossEntropy { LabelSmoothing = 0.1f }, epochs: 2, batchSize: 50, threads: threads);
    var bits = new List<byte>();
    foreach (int layer in new[] { 0, 2, 3, 4, 5 })
    {
        for (int unit = 0; unit < network.Weights(layer).Out; unit++) bits.AddRange(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(network.Weights(layer).Row(unit)));
        bits.AddRange(System.Runtime.InteropServices.MemoryMarshal.AsBytes(network.Biases(layer)));
    }

    bits.AddRange(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(network.Predict(data)));
    Console.WriteLine($"hash {Convert.ToHexString(SHA256.HashData(bits.ToArray()))}");
    return 0;
}

static Dataset Wide()
{
    var random = new Xoshiro256(6);
    var features = new float[200 * 300];
    var labels = new int[200];
    for (int i = 0; i < labels.Length; i++) labels[i] = random.NextInt32(10);
    for (int i = 0; i < features.Length; i++) features[i] = random.NextInt32(4) == 0 ? 0 : (float)random.NextNormal() + (i % 300 % 10 == labels[i / 300] ? 1 : 0);
    return Dataset.FromFloats(features, labels, FeatureShape.Row(300), [.. Enumerable.Range(0, 10).Select(c => $"{c}")]);
}

static Trainer New(string path, Dataset data)
{
    var network = new Network(4, seed: 3, new Dense(12, Activation.Tanh), new Dropout(0.1f), new Dense(3, Activation.Softmax));
    var options = new TrainingOptions { Epochs = 40, BatchSize = 8, Seed = 11, Threads = 1, CheckpointPath = path, CheckpointEverySteps = 2 };
    return new Trainer(network, data, new Adam(0.01f) { Schedule = new CosineDecay() }, new CrossEntropy(), options);
}

static Dataset Data()
{
    var random = new Xoshiro256(5);
    var features = new float[60 * 4];
    var labels = new int[60];
    for (int i = 0; i < features.Length; i++) features[i] = random.NextSingle();
    for (int i = 0; i < labels.Length; i++) labels[i] = random.NextInt32(3);
    return Dataset.FromFloats(features, labels, FeatureShape.Row(4), ["a", "b", "c"]);
}
