using BenchmarkDotNet.Attributes;
using Glia.Activations;
using Glia.Kernels;

namespace Glia.Benchmarks;

/// <summary>Activations there and back, over 16,384 numbers that stay in the first two caches. Times are for one number.</summary>
public class ElementwiseBenchmarks
{
    private const int Length = 16384;
    private const int Columns = 64; // softmax needs rows, and to the others they are all one stretch

    private readonly FloatBuffer _z = Widths.Random(Length, 1, -8, 8), _a = new(Length), _da = Widths.Random(Length, 2);
    private ActivationKernel _kernel = null!;

    [ParamsSource(nameof(Functions))]
    public string Function { get; set; } = "";

    [ParamsSource(nameof(WidthNames))]
    public string Width { get; set; } = "";

    public static IEnumerable<string> Functions => Activation.All.Where(activation => activation.HasSlope).Select(activation => activation.Name);

    public static IEnumerable<string> WidthNames => Widths.Available.Select(width => width.ToString());

    [GlobalSetup]
    public void Setup()
    {
        _kernel = Activation.Find(Function)!.CreateKernel(Enum.Parse<SimdWidth>(Width), Columns);
        Forward();
    }

    [Benchmark(OperationsPerInvoke = Length)]
    public void Forward() => _kernel.Forward(ref _z[0], ref _a[0], Length / Columns, Columns, Columns);

    // In place, as a training step does it.
    [Benchmark(OperationsPerInvoke = Length)]
    public void Backward() => _kernel.Backward(ref _z[0], ref _a[0], ref _da[0], Length / Columns, Columns, Columns);
}
