using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Glia;
using Glia.Datasets;
using Glia.Peers;

// Glia's side of the comparison, through the public API alone. Takes what the Python peers take, and prints the same line of JSON.
var clock = Stopwatch.StartNew();
Dictionary<string, string> options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
if (options.TryGetValue("--write-digits", out string? folder))
{
    DigitFiles.Write(folder);
    return;
}

int Whole(string name) => int.Parse(options[name], CultureInfo.InvariantCulture);

using JsonDocument json = JsonDocument.Parse(options["--case"]);
var task = new PeerCase(json.RootElement);
(Dataset train, Dataset test) = Mnist.Load(options["--data"]);
train = train.Slice(0, Math.Min(task.Samples, train.Count));
double loadSeconds = clock.Elapsed.TotalSeconds;

Network network = task.CreateNetwork((ulong)Whole("--seed"));
int epochs = Whole("--epochs");
var trainer = new Trainer(network, train, task.Optimizer, task.Loss, new TrainingOptions
{
    Epochs = epochs,
    BatchSize = task.Batch,
    Seed = (ulong)Whole("--seed"),
    Threads = Whole("--threads"),
});

var seconds = new double[epochs];
var cpuSeconds = new double[epochs];
for (int epoch = 0; epoch < epochs; epoch++)
{
    TimeSpan cpuBefore = Environment.CpuUsage.TotalTime;
    clock.Restart();
    trainer.RunEpoch();
    seconds[epoch] = clock.Elapsed.TotalSeconds;
    cpuSeconds[epoch] = (Environment.CpuUsage.TotalTime - cpuBefore).TotalSeconds;
}

string Join(double[] values) => string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
string version = typeof(Network).Assembly.GetName().Version!.ToString(3);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""
    {"versions": {"glia": "{{version}}", "dotnet": "{{RuntimeInformation.FrameworkDescription}}"}, "load_seconds": {{loadSeconds}}, "samples": {{train.Count}}, "epoch_seconds": [{{Join(seconds)}}], "epoch_cpu_seconds": [{{Join(cpuSeconds)}}], "accuracy": {{network.Evaluate(test).Accuracy}}}
    """));
