using BenchmarkDotNet.Attributes;
using Glia.Kernels;

namespace Glia.Benchmarks;

/// <summary>The matrix product, for each shape and each width, on one and two threads. The column GFLOP/s is what to compare.</summary>
[Config(typeof(GflopsConfig))]
public class MatMulBenchmarks
{
    private MatMul _matMul = null!;
    private MatMul.Matrix _a, _b, _c;
    private FloatBuffer _zeros = null!;
    private int _columns;

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
        _columns = FloatBuffer.Pad(Shape.Columns);
        int aRow = FloatBuffer.Pad(Shape.AlongColumns ? Shape.Rows : Shape.Depth);
        FloatBuffer a = Widths.Random((Shape.AlongColumns ? Shape.Depth : Shape.Rows) * aRow, 1);
        _a = Shape.AlongColumns ? new(a, 0, Row: 1, Step: aRow) : new(a, 0, aRow);
        _b = new(Widths.Random(Shape.Depth * _columns, 2), 0, _columns);
        _c = new(new FloatBuffer(Shape.Rows * _columns), 0, _columns);
        _zeros = new FloatBuffer(_columns);
        _matMul = new MatMul(Enum.Parse<SimdWidth>(Width), WorkerPool.Of(Threads));
    }

    [Benchmark]
    public void Product() => _matMul.Run(_a, _b, _zeros, 0, _c, Shape.Rows, _columns, Shape.Depth);
}
