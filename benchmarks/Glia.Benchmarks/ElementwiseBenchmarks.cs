using BenchmarkDotNet.Attributes;
using Glia.Kernels;

namespace Glia.Benchmarks;

/// <summary>Activations there and back, over 16,384 numbers that stay in the first two caches. Times are for one number.</summary>
public class ElementwiseBenchmarks
{
    private const int Length = 16384;

    private readonly FloatBuffer _z = Widths.Random(Length, 1, -8, 8), _a = new(Length), _da = Widths.Random(Length, 2), _dz = new(Length);
    private Activation _activation = Activation.Identity;
    private SimdWidth _width;

    [ParamsSource(nameof(Functions))]
    public string Function { get; set; } = "";

    [ParamsSource(nameof(WidthNames))]
    public string Width { get; set; } = "";

    public static IEnumerable<string> Functions => Activation.All.Where(activation => activation.HasSlope).Select(activation => activation.Name);

    public static IEnumerable<string> WidthNames => Widths.Available.Select(width => width.ToString());

    [GlobalSetup]
    public void Setup()
    {
        _activation = Activation.Find(Function)!;
        _width = Enum.Parse<SimdWidth>(Width);
        Forward();
    }

    // Rows of 64: softmax needs rows, and to the others they are all one stretch.
    [Benchmark(OperationsPerInvoke = Length)]
    public void Forward() => _activation.Forward(_width, _z, _a, Length / 64, 64, 64);

    [Benchmark(OperationsPerInvoke = Length)]
    public void Backward() => _activation.Backward(_width, _z, _a, _da, _dz, Length / 64, 64, 64);
}
