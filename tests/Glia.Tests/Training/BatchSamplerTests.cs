namespace Glia.Tests.Training;

public sealed class BatchSamplerTests
{
    private static int[] Order(BatchSampler sampler, int count, int epoch, int batch)
    {
        var order = new List<int>();
        while (order.Count < count) order.AddRange(sampler.Batch(epoch, order.Count, batch));
        return [.. order];
    }

    private static BatchSampler Computed(int count, ulong seed = 1, bool shuffle = true) => new(count, seed, shuffle, mostListed: 0);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(16), InlineData(17), InlineData(997), InlineData(10_000), InlineData(65_537), InlineData(1_048_583)]
    public void Every_sample_comes_once_in_every_epoch(int count)
    {
        for (int epoch = 0; epoch < 2; epoch++) Assert.Equal(Enumerable.Range(0, count), Order(Computed(count), count, epoch, 64).Order());
    }

    [Fact]
    public void The_order_follows_from_seed_and_epoch_alone()
    {
        int[] first = Order(Computed(5000), 5000, 0, 64);
        Assert.Equal(first, Order(Computed(5000), 5000, 0, 501));
        Assert.NotEqual(first, Order(Computed(5000), 5000, 1, 64));
        Assert.NotEqual(first, Order(Computed(5000, seed: 2), 5000, 0, 64));
        Assert.Equal(Enumerable.Range(0, 5000), Order(Computed(5000, shuffle: false), 5000, 3, 64));
        BatchSampler sampler = Computed(5000);
        _ = sampler.Batch(1, 100, 10).Length;
        Assert.Equal(first[100..110], sampler.Batch(0, 100, 10).ToArray());
    }

    [Fact]
    public void Samples_stay_while_the_next_are_asked_for()
    {
        BatchSampler sampler = Computed(1000);
        int[] order = Order(Computed(1000), 1000, 0, 1000);
        for (int position = 0; position < 900; position += 32)
        {
            ReadOnlySpan<int> samples = sampler.Batch(0, position, 32), next = sampler.Batch(0, position + 32, 20);
            Assert.Equal(order[position..(position + 32)], samples.ToArray());
            Assert.Equal(order[(position + 32)..(position + 52)], next.ToArray());
        }

        Assert.Equal(order[990..], sampler.Batch(0, 990, 32).ToArray());
    }

    [Fact]
    public void The_order_is_no_worse_than_a_shuffled_list()
    {
        // Of n numbers, the expected rises and falls are as many, 1 stays in its place, and neighbours are n/3 apart (their deviation: 0.24 n/√n).
        const int count = 100_003;
        foreach (int epoch in Enumerable.Range(0, 5))
        {
            int[] order = Order(Computed(count), count, epoch, count);
            Assert.InRange(order.Where((sample, place) => sample == place).Count(), 0, 6);
            Assert.InRange(order.Zip(order.Skip(1), (a, b) => (double)Math.Abs(a - b)).Average() / count, 0.33, 0.337);
            Assert.InRange(order.Zip(order.Skip(1)).Count(pair => pair.Second > pair.First) / (double)count, 0.495, 0.505);
            Assert.InRange(order.Take(count / 2).Average() / count, 0.495, 0.505);
        }
    }

    [Fact]
    public void Up_to_the_limit_the_order_is_a_shuffled_list()
    {
        int[] list = [.. Enumerable.Range(0, 1000)];
        var random = new Xoshiro256(1, 0xE90C0000UL + 2);
        random.Shuffle(list);
        Assert.Equal(list, Order(new BatchSampler(1000, 1, shuffle: true), 1000, 2, 64));
        Assert.Equal(16_777_216, BatchSampler.MostListed);
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        BatchSampler sampler = Computed(1_000_000_000);
        int position = 0;
        void Ask()
        {
            _ = sampler.Batch(0, position, 128).Length;
            _ = sampler.Batch(0, position += 128, 128).Length;
        }

        Ask();
        Ask();
        Assert.Equal(0, Allocated.By(Ask));
    }
}
