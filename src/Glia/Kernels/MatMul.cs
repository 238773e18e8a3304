using System.Runtime.CompilerServices;

namespace Glia.Kernels;

/// <summary>
/// The one matrix product that everything rests on: C = init + A·B, where A may be read along rows or along columns, so that the same
/// code makes the forward pass (X·W), the weight gradient (Xᵀ·dZ) and the input gradient (dZ·Wᵀ). Work is split by output only: each result is one
/// chain of fused multiply-adds in the order of k, whatever the thread and the width, and whether or not the zeros of A are left out.
/// </summary>
internal abstract class MatMul : IParallelWork
{
    /// <summary>Multiply-adds below which waking another thread costs more than it brings.</summary>
    public const long WorthSharing = 1_000_000;

    private const int StripRows = 32; // rows that are made before an activation or the optimiser sees them
    private const int PartsPerThread = 8; // so that a thread that lost its core for a while leaves little behind
    private const int FirstCache = 32 * 1024; // bytes of B that stay near while rows of A go by

    private readonly WorkerPool _pool;
    private readonly FloatBuffer[] _scratch;
    private readonly int _lanes, _maxVectors;

    private Product _shared;
    private Split _split;

    private MatMul(SimdWidth width, WorkerPool pool)
    {
        _pool = pool;
        _lanes = (int)width;
        _maxVectors = Registers == 32 ? 4 : 2;
        _scratch = [.. Enumerable.Range(0, pool.Threads).Select(_ => new FloatBuffer(StripRows * SparseRows<F32>.MaxVectors * _lanes))];
    }

    /// <summary>How a product is cut: into panels of columns, and those into parts of rows, one after another or each for some thread.</summary>
    private readonly struct Split(bool skips, int panels, int partsPerPanel, int tileRows)
    {
        public readonly bool Skips = skips;
        public readonly int Panels = panels, PartsPerPanel = partsPerPanel, TileRows = tileRows, MostRows = StripRows / tileRows * tileRows;
    }

    /// <summary>Whether large products may be shared.</summary>
    public bool MayShare { get; set; } = true;

    // 32 vector registers with AVX-512 and on Arm, 16 with AVX2: accumulators, one row of B and one value of A must fit.
    private int Registers => _lanes == 8 ? 16 : 32;

    public static MatMul Create(SimdWidth width, WorkerPool pool) => width.Create(new Factory(width, pool));

    /// <summary>Computes the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(in Product p)
    {
        bool skips = p.A.NonZeros is { HasBits: true } && PaysToSkip(p);
        if (skips && p.A.Step != 1) p.A.NonZeros!.MarkColumns();
        bool share = MayShare && _pool.Threads > 1 && Work(p, skips) >= WorthSharing;
        int vectors = p.Columns / _lanes, panels = CeilingDivide(vectors, skips ? SparseRows<F32>.MaxVectors : _maxVectors);
        if (share && vectors >= 2 * _pool.Threads) panels = Math.Max(panels, _pool.Threads); // so that a core keeps its columns of the weights
        int partsPerPanel = share ? Math.Min(CeilingDivide(p.Rows, StripRows), CeilingDivide(_pool.Threads * PartsPerThread, panels)) : 1;
        var split = new Split(skips, panels, partsPerPanel, skips ? StripRows : MaxRows(CeilingDivide(vectors, panels)));
        if (!share)
        {
            for (int panel = 0; panel < panels; panel++) Run(p, split, panel, worker: 0);
            return;
        }

        (_shared, _split) = (p, split);
        _pool.Run(this, panels * split.PartsPerPanel);
    }

    /// <inheritdoc/>
    void IParallelWork.Run(int part, int worker) => Run(_shared.For(worker), _split, part, worker);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(in Product p, in Split split, int part, int worker)
    {
        int panel = part / split.PartsPerPanel, index = part % split.PartsPerPanel, vectors = p.Columns / _lanes;
        int from = panel * vectors / split.Panels, to = (panel + 1) * vectors / split.Panels;
        int top = Share(p.Rows, index, split.PartsPerPanel), bottom = Share(p.Rows, index + 1, split.PartsPerPanel);
        bool ignoresZeros = p.Then is { IgnoresZeros: true } && p.A.Step != 1 && p.A.NonZeros is { HasBits: true };
        if (!ignoresZeros)
        {
            RunStrips(p, split, top, bottom, areUsed: false, from * _lanes, to - from, ref _scratch[worker][0]);
            return;
        }

        // Rows that no sample uses need not even be looked at where the optimiser ignores zeros.
        foreach ((int first, int end) in p.A.NonZeros!.Stretches)
            if (first < bottom && end > top) RunStrips(p, split, Math.Max(first, top), Math.Min(end, bottom), areUsed: true, from * _lanes, to - from, ref _scratch[worker][0]);
    }

    /// <summary>Strips of rows that fit into the scratch, each followed by what happens to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunStrips(in Product p, in Split split, int top, int bottom, bool areUsed, int column, int vectors, ref float scratch)
    {
        bool isScratch = p.C.Buffer is null;
        int columns = vectors * _lanes, rows = bottom - top, strips = rows <= split.MostRows ? 1 : CeilingDivide(rows, split.MostRows);
        nint cRow = isScratch ? columns : p.C.Row;
        for (int strip = 0; strip < strips; strip++)
        {
            int from = top + Share(rows, strip, strips), to = top + Share(rows, strip + 1, strips);
            ref float c = ref isScratch ? ref scratch : ref p.C.Buffer![p.C.At + (from * p.C.Row) + column];
            if (split.Skips) RunSparse(p, from, to - from, column, vectors, ref c, cRow);
            else if (areUsed || p.A.NonZeros is not { HasBits: true }) RunDense(p, from, to, CeilingDivide(to - from, split.TileRows), column, vectors, ref c, cRow);
            else RunUsed(p, from, to, CeilingDivide(to - from, split.TileRows), column, vectors, ref c, cRow);
            p.Then?.Run(from, to - from, column, columns, ref c, cRow);
        }
    }

    /// <summary>Where share <paramref name="index"/> of <paramref name="count"/> begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Share(int rows, int index, int count) => index == 0 ? 0 : index == count ? rows : (int)((uint)index * (ulong)(uint)rows / (uint)count);

    /// <summary>Tiles one below the other: first those that are a row higher, then the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunDense(in Product p, int top, int bottom, int tiles, int column, int vectors, ref float c, nint cRow)
    {
        ref float b = ref p.B.Buffer![p.B.At + column], init = ref p.Init[p.InitAt + column];
        int rows = tiles == 1 ? bottom - top : (bottom - top) / tiles, higher = bottom - top - (rows * tiles);
        if (higher > 0) Tile(rows + 1, vectors, higher, ref p.A.Buffer![p.A.At + (top * p.A.Row)], p.A.Row, p.A.Step, ref b, p.B.Row, ref init, 0, ref c, cRow, p.Depth);
        int done = higher * (rows + 1);
        Tile(rows, vectors, tiles - higher, ref p.A.Buffer![p.A.At + ((top + done) * p.A.Row)], p.A.Row, p.A.Step, ref b, p.B.Row, ref init, 0, ref Unsafe.Add(ref c, done * cRow), cRow, p.Depth);
    }

    /// <summary>Tile by tile, leaving out what is zero in the whole batch: the margin of a picture, for one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunUsed(in Product p, int top, int bottom, int tiles, int column, int vectors, ref float c, nint cRow)
    {
        ref float b = ref p.B.Buffer![p.B.At + column], init = ref p.Init[p.InitAt + column];
        for (int tile = 0; tile < tiles; tile++)
        {
            int from = top + Share(bottom - top, tile, tiles), rows = top + Share(bottom - top, tile + 1, tiles) - from;
            ref float a = ref p.A.Buffer![p.A.At + (from * p.A.Row)];
            if (p.A.Step == 1) RunStretches(p, rows, vectors, ref a, ref b, ref init, ref c, cRow);
            else Tile(rows, vectors, 1, ref a, p.A.Row, p.A.Step, ref b, p.B.Row, ref init, 0, ref c, cRow, p.A.NonZeros!.AreUnused(from, from + rows) ? 0 : p.Depth);
            c = ref Unsafe.Add(ref c, rows * cRow);
        }
    }

    /// <summary>One tile over the stretches of k that some sample uses.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunStretches(in Product p, int rows, int vectors, ref float a, ref float b, ref float init, ref float c, nint cRow)
    {
        nint initRow = 0;
        ReadOnlySpan<(int From, int To)> stretches = p.A.NonZeros!.Stretches;
        if (stretches.IsEmpty) Tile(rows, vectors, 1, ref a, p.A.Row, 1, ref b, p.B.Row, ref init, initRow, ref c, cRow, 0);
        foreach ((int from, int to) in stretches)
        {
            Tile(rows, vectors, 1, ref Unsafe.Add(ref a, from), p.A.Row, 1, ref Unsafe.Add(ref b, from * p.B.Row), p.B.Row, ref init, initRow, ref c, cRow, to - from);
            init = ref c;
            initRow = cRow;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunSparse(in Product p, int top, int rows, int column, int vectors, ref float c, nint cRow)
    {
        SparseMarks marks = Marks(p, out ulong[] bits);
        int panelBytes = NonZeros.Word * vectors * _lanes * sizeof(float);

        // A large B goes by in blocks of 64 rows that stay in the first cache while all rows of this tile use them.
        int wordsAtOnce = marks.Words * panelBytes <= FirstCache ? marks.Words : Math.Max(1, FirstCache / panelBytes);
        for (int word = 0; word < marks.Words; word += wordsAtOnce)
        {
            int k = word * NonZeros.Word;
            bool isFirst = word == 0;
            MarkedRows(
                vectors, Together(p, vectors, Registers - 6), rows,
                ref bits[(top * marks.Row) + (word * marks.Step)], new SparseMarks(marks.Row, marks.Step, Math.Min(wordsAtOnce, marks.Words - word)),
                ref p.A.Buffer![p.A.At + (top * p.A.Row) + (k * p.A.Step)], p.A.Row, p.A.Step,
                ref p.B.Buffer![p.B.At + column + (k * p.B.Row)], p.B.Row,
                ref isFirst ? ref p.Init[p.InitAt + column] : ref c, isFirst ? 0 : cRow,
                ref c, cRow);
        }
    }

    private protected abstract void Tile(int rows, int vectors, int tiles, ref float a, nint aRow, nint aStep, ref float b, nint bRow, ref float init, nint initRow, ref float c, nint cRow, int depth);

    private protected abstract void MarkedRows(int vectors, int together, int rows, ref ulong bits, SparseMarks marks, ref float a, nint aRow, nint aStep, ref float b, nint bRow, ref float init, nint initRow, ref float c, nint cRow);

    /// <summary>The bits of A, which are those of the rows where it is read along rows, else those of the columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SparseMarks Marks(in Product p, out ulong[] bits)
    {
        NonZeros nonZeros = p.A.NonZeros!;
        bool byRow = p.A.Step == 1;
        if (!byRow) nonZeros.MarkColumns(); // a thread's own copy may not be
        bits = byRow ? nonZeros.ByRow : nonZeros.ByColumn;
        return byRow ? new SparseMarks(nonZeros.RowWords, 1, nonZeros.RowWords) : new SparseMarks(1, nonZeros.Columns, CeilingDivide(p.Depth, NonZeros.Word));
    }

    /// <summary>
    /// Compares cycles. A dense row keeps two multipliers busy. Sparse rows also load a row of B for each value, wait for their few chains, and stumble at the end of each word;
    /// those that go together have more values than each alone. Cycles are those of 16 lanes at every width, so that the answer is the same at every width: where a weight
    /// is infinite, it could be seen.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool PaysToSkip(in Product p)
    {
        const int Lanes = 16, Accumulators = 26;
        const float Latency = 4, Stumble = 20;
        NonZeros nonZeros = p.A.NonZeros!;
        bool isForward = p.A.Step == 1;
        int vectors = Math.Min(p.Columns / Lanes, SparseRows<F32>.MaxVectors), together = Together(p, vectors, Accumulators);
        float rows = isForward ? p.Rows : nonZeros.UsedColumns, depth = isForward ? nonZeros.UsedColumns : p.Depth;
        float more = 1 + ((together - 1) * (isForward ? 0.4f : 0.15f)); // measured on handwritten digits
        float dense = rows * depth * vectors / 2;
        float sparse = nonZeros.Count * more / together * MathF.Max(Latency, MathF.Max(together * vectors / 2f, (together + vectors) / 2f));
        return sparse + (rows / together * CeilingDivide(p.Depth, NonZeros.Word) * Stumble) < dense;
    }

    /// <summary>How many rows share the way through the marks: neighbouring inputs are mostly used by the same samples, samples less so by the same inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Together(in Product p, int vectors, int accumulators)
    {
        int most = SparseRows<F32>.MaxTogether(vectors, accumulators);
        return p.A.Step != 1 || vectors < 4 ? most : vectors < 7 ? Math.Min(most, 2) : 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Work(in Product p, bool skips) => skips ? 2L * p.A.NonZeros!.Count * p.Columns : (long)p.Rows * p.Columns * p.Depth;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int MaxRows(int vectors) => Math.Min(Tiles<F32>.MaxRows(vectors), (Registers - vectors - 1) / vectors);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CeilingDivide(int a, int b) => (a + b - 1) / b;

    private readonly struct Factory(SimdWidth width, WorkerPool pool) : IPerWidth<MatMul>
    {
        public MatMul Create<V>()
            where V : struct, ILanes<V> => new Wide<V>(width, pool);
    }

    private sealed class Wide<V>(SimdWidth width, WorkerPool pool) : MatMul(width, pool)
        where V : struct, ILanes<V>
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private protected override void Tile(int rows, int vectors, int tiles, ref float a, nint aRow, nint aStep, ref float b, nint bRow, ref float init, nint initRow, ref float c, nint cRow, int depth) =>
            Tiles<V>.Run(rows, vectors, tiles, ref a, aRow, aStep, ref b, bRow, ref init, initRow, ref c, cRow, depth);

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private protected override void MarkedRows(int vectors, int together, int rows, ref ulong bits, SparseMarks marks, ref float a, nint aRow, nint aStep, ref float b, nint bRow, ref float init, nint initRow, ref float c, nint cRow) =>
            SparseRows<V>.Run(vectors, together, rows, ref bits, marks, ref a, aRow, aStep, ref b, bRow, ref init, initRow, ref c, cRow);
    }
}
