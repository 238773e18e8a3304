using BenchmarkDotNet.Attributes;

namespace Glia.Benchmarks;

/// <summary>Whole training steps on digits, each step on the next samples in shuffled order: loading rows, forward, loss, backward, update.</summary>
[MemoryDiagnoser]
[Config(typeof(WideConfig))]
public class StepBenchmarks
{
    private Trainer _trainer = null!;

    [ParamsSource(nameof(Recipes))]
    public Recipe Recipe { get; set; } = Recipe.All[0];

    [Params(1, 2)]
    public int Threads { get; set; }

    public static IEnumerable<Recipe> Recipes => Recipe.All;

    [GlobalSetup]
    public void Setup() => _trainer = new Trainer(Recipe.CreateNetwork(), Digits.Load(), Recipe.Optimizer, Recipe.Loss, new TrainingOptions
    {
        Epochs = 1_000_000, // more than any measurement reaches
        BatchSize = Recipe.Batch,
        Threads = Threads,
    });

    [Benchmark]
    public double Step() => _trainer.Step();
}
