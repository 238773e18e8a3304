using Glia.Kernels;

namespace Glia.Tests.Kernels;

public class MatMulTests
{
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 10, 784 }, { 2, 3, 2 }, { 5, 16, 7 }, { 7, 17, 33 }, { 10, 30, 784 }, { 11, 48, 5 }, { 13, 100, 50 }, { 32, 112, 129 }, { 33, 65, 64 }, { 64, 250, 100 },
    };

    /// <summary>One chain of fused multiply-adds per result, in the order of k: the plain twin of the kernel.</summary>
    internal static float[] Plain(float[] a, float[] b, float[] init, int rows, int columns, int depth)
    {
        var c = new float[rows * columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
            {
                float sum = init[j];
                for (int k = 0; k < depth; k++) sum = MathF.FusedMultiplyAdd(a[(i * depth) + k], b[(k * columns) + j], sum);
                c[(i * columns) + j] = sum;
            }

        return c;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_width_and_number_of_threads_gives_the_bits_of_the_plain_twin(int rows, int columns, int depth)
    {
        var random = new Xoshiro256((ulong)(rows + columns + depth));
        float[] a = Random(rows * depth), b = Random(depth * columns), init = Random(columns);
        float[] expected = Plain(a, b, init, rows, columns, depth);

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
            foreach (int threads in new[] { 1, 2, 3 })
                foreach (bool byColumns in new[] { false, true })
                {
                    float[] actual = Fast(width, threads, byColumns);
                    Assert.True(expected.AsSpan().SequenceEqual(actual), $"{width}, {threads} threads, A by {(byColumns ? "columns" : "rows")}");
                }

        float[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextNormal())];

        float[] Fast(SimdWidth width, int threads, bool byColumns)
        {
            int stride = FloatBuffer.Pad(columns);
            FloatBuffer left = new(rows * depth), right = new(depth * stride), start = new(stride), product = new(rows * stride);
            for (int i = 0; i < rows; i++)
                for (int k = 0; k < depth; k++) left[byColumns ? (k * rows) + i : (i * depth) + k] = a[(i * depth) + k];
            for (int k = 0; k < depth; k++) b.AsSpan(k * columns, columns).CopyTo(right.Slice(k * stride, columns));
            init.CopyTo(start.Span);
            var matrix = byColumns ? new Operand(left, 0, 1, rows) : new Operand(left, 0, depth);
            MatMul.Create(width, WorkerPool.Of(threads)).Run(new(matrix, new(right, 0, stride), start, 0, new(product, 0, stride), rows, stride, depth));
            return [.. Enumerable.Range(0, rows).SelectMany(i => product.Slice(i * stride, columns).ToArray())];
        }
    }

    [Fact]
    public void A_pool_runs_every_part_once_and_brings_exceptions_home()
    {
        WorkerPool pool = WorkerPool.Of(4);
        for (int round = 0; round < 2000; round++)
        {
            var work = new Counting(17);
            pool.Run(work, 17);
            Assert.All(work.Counts, count => Assert.Equal(1, count));
        }

        var error = Assert.Throws<InvalidTimeZoneException>(() => pool.Run(new Failing(), 8));
        Assert.Equal("part 5", error.Message);
        var after = new Counting(9);
        pool.Run(after, 9);
        Assert.All(after.Counts, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Callers_at_the_same_time_do_not_disturb_each_other()
    {
        WorkerPool pool = WorkerPool.Of(2);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (int round = 0; round < 2000; round++)
                {
                    var work = new Counting(5);
                    pool.Run(work, 5);
                    Assert.All(work.Counts, count => Assert.Equal(1, count));
                }
            },
            TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Work_within_work_is_done_where_it_is_met()
    {
        WorkerPool pool = WorkerPool.Of(2);
        for (int round = 0; round < 200; round++)
        {
            var outer = new Nested(pool, 6);
            pool.Run(outer, 6);
            Assert.All(outer.Inner, work => Assert.All(work.Counts, count => Assert.Equal(1, count)));
        }
    }

    private sealed class Nested(WorkerPool pool, int parts) : IParallelWork
    {
        public Counting[] Inner { get; } = [.. Enumerable.Range(0, parts).Select(_ => new Counting(7))];

        public void Run(int part, int worker) => pool.Run(Inner[part], 7);
    }

    private sealed class Counting(int parts) : IParallelWork
    {
        public int[] Counts { get; } = new int[parts];

        public void Run(int part, int worker) => Interlocked.Increment(ref Counts[part]);
    }

    private sealed class Failing : IParallelWork
    {
        public void Run(int part, int worker)
        {
            if (part == 5) throw new InvalidTimeZoneException("part 5");
        }
    }
}
