using System.Security.Cryptography;
using Glia;

// Trains a small network with a checkpoint every few steps, or goes on with the one that is there; says "ready" when it begins and, at the end, the hash of
// the last checkpoint, which holds weights, slots and state.
string path = args[0];
Dataset data = Data();
Trainer trainer = Checkpoint.Exists(path) ? Trainer.Resume(path, data, new ResumeOptions { Threads = 1 }) : New(path, data);
if (trainer.ResumeNotice is { } notice) Console.WriteLine($"notice {notice}");
trainer.SaveCheckpoint(path); // so that even a training killed at once has one
Console.WriteLine($"ready {trainer.StepCount}");
trainer.Fit();
Console.WriteLine($"hash {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}");

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
