using Glia.Kernels;

namespace Glia.Tests.Kernels;

/// <summary>Products that leave out marked zeros give the bits of the plain twin, and each block of theirs is handed on once.</summary>
public class SparseProductTests
{
    private static readonly double[] Zeros = [0, 0.05, 0.2, 0.5, 0.9, 1];

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 257, 17 }, { 2, 63, 15 }, { 64, 65, 64 }, { 65, 64, 17 }, { 128, 129, 16 }, { 129, 127, 65 }, { 33, 255, 128 }, { 5, 256, 256 }, { 65, 257, 129 }, { 7, 16, 257 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Along_rows_the_bits_are_those_of_the_plain_twin(int samples, int inputs, int outputs)
    {
        foreach (double zeros in Zeros)
        {
            var random = new Xoshiro256((ulong)(samples + inputs + outputs), (ulong)(100 * zeros));
            float[] x = Numbers.Sparse(random, samples, inputs, zeros), w = Numbers.Normal(random, inputs * outputs), b = Numbers.Normal(random, outputs);
            float[] expected = MatMulTests.Plain(x, w, b, samples, outputs, inputs);
            foreach (SimdWidth width in Numbers.Widths)
            {
                Operand a = Marked(width, x, samples, inputs, byColumns: false);
                RunAll(width, a, w, b, samples, outputs, inputs, expected, isUsed: null, $"{zeros:P0} zeros");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Along_columns_the_bits_are_those_of_the_plain_twin(int samples, int inputs, int outputs)
    {
        foreach (double zeros in Zeros)
        {
            var random = new Xoshiro256((ulong)(samples * inputs * outputs), (ulong)(100 * zeros));
            float[] x = Numbers.Sparse(random, samples, inputs, zeros), dz = Numbers.Normal(random, samples * outputs), none = new float[outputs];
            float[] transposed = Numbers.Transposed(x, inputs), expected = MatMulTests.Plain(transposed, dz, none, inputs, outputs, samples);
            bool[] isUsed = [.. Enumerable.Range(0, inputs).Select(input => transposed.AsSpan(input * samples, samples).ContainsAnyExcept(0f))];
            foreach (SimdWidth width in Numbers.Widths)
            {
                Operand a = Marked(width, x, samples, inputs, byColumns: true);
                RunAll(width, a, dz, none, inputs, outputs, samples, expected, isUsed, $"{zeros:P0} zeros");
            }
        }
    }

    /// <summary>Into C and into nothing, on one thread and more. Where <paramref name="isUsed"/> says that a row of A is all zeros, who ignores zeros need not see it.</summary>
    private static void RunAll(SimdWidth width, Operand a, float[] b, float[] init, int rows, int columns, int depth, float[] expected, bool[]? isUsed, string what)
    {
        int stride = FloatBuffer.Stride(columns), padded = FloatBuffer.Pad(columns);
        FloatBuffer right = Numbers.Laid(b, columns, stride), start = Numbers.Laid(init, columns, padded);
        foreach (int threads in new[] { 1, 2, 3 })
        {
            string where = $"{what}, {width}, {threads} threads";
            var matMul = MatMul.Create(width, WorkerPool.Of(threads));
            var c = new FloatBuffer(rows * stride);
            var seen = new Recorder(rows, padded, ignoresZeros: false);
            matMul.Run(new(a, new(right, 0, stride), start, 0, new(c, 0, stride), rows, padded, depth, seen));
            Numbers.Same(expected, Numbers.Taken(c, rows, columns, stride), where);
            Check(seen, isUsed: null, where);

            foreach (bool ignoresZeros in new[] { false, true })
            {
                seen = new Recorder(rows, padded, ignoresZeros);
                matMul.Run(new(a, new(right, 0, stride), start, 0, new(null, 0, stride), rows, padded, depth, seen));
                Check(seen, ignoresZeros ? isUsed : null, $"{where}, C nowhere");
            }
        }

        void Check(Recorder seen, bool[]? isUsed, string where)
        {
            for (int i = 0; i < seen.Times.Length; i++)
            {
                bool mayMiss = isUsed is not null && !isUsed[i / padded];
                Assert.True(seen.Times[i] == 1 || (mayMiss && seen.Times[i] == 0), $"{where}: result ({i / padded}, {i % padded}) came {seen.Times[i]} times");
            }

            Numbers.Same(expected, Numbers.Taken(seen.Values, rows, columns, padded), where); // what was left out is 0, and so is what was never written
        }
    }

    private static Operand Marked(SimdWidth width, float[] x, int samples, int inputs, bool byColumns)
    {
        int stride = FloatBuffer.Stride(inputs);
        FloatBuffer buffer = Numbers.Laid(x, inputs, stride);
        var marks = NonZeros.Create(width, samples, inputs);
        marks.Mark(buffer, samples);
        return byColumns ? new(buffer, 0, 1, stride, marks) : new(buffer, 0, stride, 1, marks);
    }

    /// <summary>How often each result came, and what it was.</summary>
    private sealed class Recorder(int rows, int columns, bool ignoresZeros) : Epilogue
    {
        public int[] Times { get; } = new int[rows * columns];

        public FloatBuffer Values { get; } = new(rows * columns);

        public override bool IgnoresZeros => ignoresZeros;

        public override void Run(int row, int rows, int column, int blockColumns, ref float c, nint cRow)
        {
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < blockColumns; j++)
                {
                    int at = ((row + i) * columns) + column + j;
                    Interlocked.Increment(ref Times[at]);
                    Values[at] = System.Runtime.CompilerServices.Unsafe.Add(ref c, (i * cRow) + j);
                }
        }
    }

    /// <summary>Without this, the tests above would pass a product that does not leave out anything.</summary>
    [Fact]
    public void Where_most_is_zero_its_weights_are_not_even_read()
    {
        const int Samples = 64, Inputs = 256, Outputs = 16, Poisoned = 100;
        var x = new float[Samples * Inputs];
        for (int i = 0; i < x.Length; i++) x[i] = i % 29 == 0 ? 1 : 0; // every input is used, by two or three samples
        int users = Enumerable.Range(0, Samples).Count(sample => x[(sample * Inputs) + Poisoned] != 0);
        foreach (SimdWidth width in Numbers.Widths)
        {
            var w = new FloatBuffer(Inputs * Outputs);
            w.Slice(Poisoned * Outputs, Outputs).Fill(float.NaN);
            var z = new FloatBuffer(Samples * Outputs);
            Operand a = Marked(width, x, Samples, Inputs, byColumns: false);
            MatMul.Create(width, WorkerPool.Of(1)).Run(new(a, new(w, 0, Outputs), new FloatBuffer(Outputs), 0, new(z, 0, Outputs), Samples, Outputs, Inputs));
            Assert.InRange(Enumerable.Range(0, Samples).Count(sample => float.IsNaN(z[sample * Outputs])), users, 4 * users); // up to four samples go together
        }
    }

    [Fact]
    public void Rows_of_every_width_that_go_together_give_the_bits_of_the_plain_twin()
    {
        Together<F32>();
        Together<V4>();
        Together<V8>();
        Together<V16>();

        static void Together<V>()
            where V : struct, ILanes<V>
        {
            const int Depth = 65, Words = 2;
            var random = new Xoshiro256((ulong)V.Count);
            for (int vectors = 1; vectors <= SparseRows<V>.MaxVectors; vectors++)
                for (int together = 1; together <= SparseRows<V>.MaxTogether(vectors, 26); together++)
                {
                    int rows = (2 * together) + 1, columns = vectors * V.Count;
                    float[] a = Numbers.Sparse(random, rows, Depth, 0.6), b = Numbers.Normal(random, Depth * columns), init = Numbers.Normal(random, columns);
                    var bits = new ulong[rows * Words];
                    for (int i = 0; i < a.Length; i++)
                        if (a[i] != 0) bits[(i / Depth * Words) + (i % Depth / 64)] |= 1UL << (i % Depth);
                    var c = new float[rows * columns];
                    SparseRows<V>.Run(vectors, together, rows, ref bits[0], new SparseMarks(Words, 1, Words), ref a[0], Depth, 1, ref b[0], columns, ref init[0], 0, ref c[0], columns);
                    Numbers.Same(MatMulTests.Plain(a, b, init, rows, columns, Depth), c, $"{V.Count} lanes, {vectors} vectors, {together} rows");
                }
        }
    }
}
