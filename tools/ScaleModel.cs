// The tables of docs/scale.md: what data-parallel training costs on 1 to 1,024 machines, computed from what was measured on one.
//   dotnet run tools/ScaleModel.cs
#:property PublishAot=false
#:property NoWarn=$(NoWarn);MA0047

using System.Globalization;

// Measured by benchmarks/mpi/run.sh on two cores of an AMD EPYC (Zen 5), Open MPI, batches of 1,024: samples a second of one rank and of two, and what adding up took two.
Net[] nets =
[
    new("784-100-10", 79_510, One: 875_934, Two: 1_548_526, SumMicroseconds: 36.0),
    new("784-512-512-10", 669_706, One: 78_204, Two: 141_893, SumMicroseconds: 488.2),
];
const int cores = 16; // of a machine
const double coresUsed = 0.9; // what its threads make of them

// Usual figures of such networks, not measured here.
Wire[] wires = [new("Ethernet, 10 Gbit/s", 1.18e9, 25e-6), new("InfiniBand, 100 Gbit/s", 12e9, 1.5e-6)];
int[] machines = [1, 2, 4, 8, 16, 64, 256, 1024];

foreach (Wire wire in wires)
{
    Table($"{wire.Name}: how many times one machine's speed, batches of 1,024 in all (the same training)", wire, _ => 1024);
    Table($"{wire.Name}: how many times one machine's speed, batches of 1,024 on each machine (another training)", wire, n => 1024 * n);
}

foreach (Wire wire in wires)
    Console.WriteLine($"{wire.Name}: samples of a batch that each machine needs to compute as long as it adds up: {string.Join(", ", nets.Select(net => $"{net.Name} {2 * 4.0 * net.Parameters / wire.BytesPerSecond / (net.SecondsOfSample / (cores * coresUsed)):#,##0}"))}");

void Table(string title, Wire wire, Func<int, int> batch)
{
    Console.WriteLine($"{title}\n");
    Console.WriteLine($"| machines | {string.Join(" | ", machines.Select(n => n.ToString("#,##0", CultureInfo.InvariantCulture)))} |");
    Console.WriteLine($"| --- |{string.Concat(machines.Select(_ => " ---: |"))}");
    foreach (Net net in nets)
    {
        double alone = batch(1) / Step(net, wire, 1, batch(1));
        Console.WriteLine($"| {net.Name} | {string.Join(" | ", machines.Select(n => Text(batch(n) / Step(net, wire, n, batch(n)) / alone)))} |");
    }

    Console.WriteLine();
}

// t = batch · s / (machines · cores) + u / cores + all-reduce; the last after Thakur, Rabenseifner and Gropp (2005): 2 (n−1)/n of the bytes over the wire, 2 log₂ n messages one after the other.
double Step(Net net, Wire wire, int n, int batch)
{
    double compute = net.SecondsOfSample * batch / (n * cores * coresUsed);
    double update = net.SecondsAlone / (cores * coresUsed);
    double reduce = n == 1 ? 0 : (2.0 * (n - 1) / n * 4 * net.Parameters / wire.BytesPerSecond) + (2 * Math.Ceiling(Math.Log2(n)) * wire.Latency);
    return compute + update + reduce;
}

static string Text(double number) => number.ToString(number < 10 ? "0.0#" : "#,##0", CultureInfo.InvariantCulture);

internal sealed record Net(string Name, int Parameters, double One, double Two, double SumMicroseconds)
{
    private const int Measured = 1024;

    // One rank takes c + u for a step, two take c/2 + u and the sum: u is what each does whole, c what is shared.
    public double SecondsAlone => (2 * ((Measured / Two) - (SumMicroseconds * 1e-6))) - (Measured / One);

    public double SecondsOfSample => ((Measured / One) - SecondsAlone) / Measured;
}

internal sealed record Wire(string Name, double BytesPerSecond, double Latency);
