using BenchmarkDotNet.Attributes;

namespace Glia.Benchmarks;

/// <summary>Predicting one sample in the caller's memory and 1,000 samples in batches.</summary>
[MemoryDiagnoser]
[Config(typeof(WideConfig))]
public class PredictionBenchmarks
{
    private readonly float[] _outputs = new float[10];
    private readonly Dataset _data = Digits.Load().Slice(0, 1000);
    private Network _network = null!;
    private Workspace _workspace = null!;
    private float[] _sample = [];

    [ParamsSource(nameof(Recipes))]
    public Recipe Recipe { get; set; } = Recipe.All[0];

    public static IEnumerable<Recipe> Recipes => Recipe.All;

    [GlobalSetup]
    public void Setup()
    {
        _network = Recipe.CreateNetwork();
        _network.Scaler = _data.Scaler;
        _workspace = _network.CreateWorkspace();
        _sample = _data.Features(0);
    }

    [Benchmark]
    public void OneSample() => _network.Predict(_sample, _outputs, _workspace);

    [Benchmark]
    public float[] Thousand1Thread() => _network.Predict(_data, threads: 1);

    [Benchmark]
    public float[] Thousand2Threads() => _network.Predict(_data, threads: 2);
}
