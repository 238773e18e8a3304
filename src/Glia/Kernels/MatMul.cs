namespace Glia.Kernels;

/// <summary>
/// The one matrix product that everything rests on: C = init + A·B, where A may be read along rows or along columns, so that the same
/// code makes the forward pass (X·W), the weight gradient (Xᵀ·dZ) and the input gradient (dZ·Wᵀ). Work is split by output tile only:
/// each result is one chain of fused multiply-adds in the order of k, whatever the thread and the width.
/// </summary>
internal sealed class MatMul : IParallelWork
{
    private const long WorthSharing = 1_000_000; // multiply-adds below which waking another thread costs more than it brings

    private readonly SimdWidth _width;
    private readonly WorkerPool _pool;

    private Matrix _a, _b, _c;
    private FloatBuffer _init = null!;
    private int _initAt, _rows, _depth;
    private int _vectors, _panels, _tiles, _tilesPerPart, _partsPerPanel;

    public MatMul(SimdWidth width, WorkerPool pool)
    {
        _width = width;
        _pool = pool;
    }

    /// <summary>Where a matrix lies: element (i, j) is at <c>At + i·Row + j·Step</c> of the buffer.</summary>
    internal readonly record struct Matrix(FloatBuffer Buffer, int At, int Row, int Step = 1);

    /// <summary>
    /// <c>C[i, j] = init[j] + Σₖ A[i, k] · B[k, j]</c>, shapes A <c>(rows, depth)</c>, B <c>(depth, columns)</c>, C <c>(rows, columns)</c>.
    /// <paramref name="columns"/> is a multiple of 16, and so are the rows of B and C.
    /// </summary>
    public void Run(Matrix a, Matrix b, FloatBuffer init, int initAt, Matrix c, int rows, int columns, int depth)
    {
        (_a, _b, _c, _init, _initAt, _rows, _depth) = (a, b, c, init, initAt, rows, depth);
        _vectors = columns / (int)_width;
        _panels = CeilingDivide(_vectors, MaxVectors);
        _tiles = CeilingDivide(rows, MaxRows(CeilingDivide(_vectors, _panels)));

        bool share = (long)rows * columns * depth >= WorthSharing && _pool.Threads > 1;
        _tilesPerPart = share ? CeilingDivide(_tiles * _panels, _pool.Threads * 8) : _tiles;
        _partsPerPanel = CeilingDivide(_tiles, _tilesPerPart);
        int parts = _panels * _partsPerPanel;
        if (share) _pool.Run(this, parts);
        else for (int part = 0; part < parts; part++) Run(part);
    }

    /// <inheritdoc/>
    public void Run(int part)
    {
        switch (_width)
        {
            case SimdWidth.Lanes16: Run<V16>(part); break;
            case SimdWidth.Lanes8: Run<V8>(part); break;
            case SimdWidth.Lanes4: Run<V4>(part); break;
            default: Run<F32>(part); break;
        }
    }

    private void Run<V>(int part)
        where V : struct, ILanes<V>
    {
        int panel = part / _partsPerPanel, first = part % _partsPerPanel * _tilesPerPart;
        int last = Math.Min(first + _tilesPerPart, _tiles);
        int from = (int)((long)panel * _vectors / _panels), to = (int)((long)(panel + 1) * _vectors / _panels);
        int column = from * V.Count;
        for (int tile = first; tile < last; tile++)
        {
            int top = (int)((long)tile * _rows / _tiles), bottom = (int)((long)(tile + 1) * _rows / _tiles);
            Tiles<V>.Run(
                bottom - top, to - from,
                ref _a.Buffer[_a.At + (top * _a.Row)], _a.Row, _a.Step,
                ref _b.Buffer[_b.At + column], _b.Row,
                ref _init[_initAt + column],
                ref _c.Buffer[_c.At + (top * _c.Row) + column], _c.Row,
                _depth);
        }
    }

    // 32 vector registers with AVX-512 and on Arm, 16 with AVX2: accumulators, one row of B and one value of A must fit.
    private int Registers => _width is SimdWidth.Lanes16 or SimdWidth.Lanes4 ? 32 : 16;

    private int MaxVectors => Registers == 32 ? 4 : 2;

    private int MaxRows(int vectors) => Math.Min(Tiles<F32>.MaxRows(vectors), (Registers - vectors - 1) / vectors);

    private static int CeilingDivide(int a, int b) => (a + b - 1) / b;
}
