using BenchmarkDotNet.Attributes;
using Glia.Kernels;

namespace Glia.Benchmarks;

/// <summary>The matrix product, for each shape and each width, on one and two threads. The column GFLOP/s is what to compare.</summary>
[Config(typeof(GflopsConfig))]
public class MatMulBenchmarks
{
    private MatMul _matMul = null!;
    private Product _product;

    [ParamsSource(nameof(Shapes))]
    public MatMulShape Shape { get; set; } = MatMulShape.All[0];

    [ParamsSource(nameof(WidthNames))]
    public string Width { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    public static IEnumerable<MatMulShape> Shapes => MatMulShape.All;

    public static IEnumerable<string> WidthNames => Widths.Available.Select(width => width.ToString());

    [GlobalSetup]
    public void Setup()
    {
        int columns = FloatBuffer.Pad(Shape.Columns), stride = FloatBuffer.Stride(Shape.Columns);
        int aRow = FloatBuffer.Stride(Shape.AlongColumns ? Shape.Rows : Shape.Depth);
        FloatBuffer a = Widths.Random((Shape.AlongColumns ? Shape.Depth : Shape.Rows) * aRow, 1);
        Operand left = Shape.AlongColumns ? new(a, 0, row: 1, step: aRow) : new(a, 0, aRow), right = new(Widths.Random(Shape.Depth * stride, 2), 0, stride);
        _product = new(left, right, new FloatBuffer(columns), 0, new(new FloatBuffer(Shape.Rows * stride), 0, stride), Shape.Rows, columns, Shape.Depth);
        _matMul = MatMul.Create(Enum.Parse<SimdWidth>(Width), WorkerPool.Of(Threads));
    }

    [Benchmark]
    public void Product() => _matMul.Run(_product);
}
