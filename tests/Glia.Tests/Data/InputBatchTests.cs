using Glia.Kernels;
using Glia.Tests.Kernels;

namespace Glia.Tests.Data;

/// <summary>Each thread's copy of a batch is the batch.</summary>
public class InputBatchTests
{
    private const int Rows = 65, Features = 70;

    private static readonly WorkerPool Pool = WorkerPool.Of(3);

    private static Dataset Bytes(int most, Scaler? scaler = null)
    {
        var random = new Xoshiro256(8);
        byte[] values = [.. Enumerable.Range(0, 200 * Features).Select(_ => (byte)Math.Max(0, random.NextInt32(256) - 255 + most))];
        return Dataset.FromBytes(values, new int[200], FeatureShape.Row(Features), Samples.NoYes, scaler);
    }

    private static Dataset Floats(Dataset bytes) =>
        Dataset.FromFloats([.. Enumerable.Range(0, bytes.Count).SelectMany(bytes.Features)], new int[bytes.Count], FeatureShape.Row(Features), Samples.NoYes, bytes.Scaler);

    private static InputBatch Create(SimdWidth width) => new(width, Elementwise.Create(width), Pool, Rows, Features);

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Every_thread_has_the_scaled_samples_and_their_marks(bool forAll)
    {
        Dataset bytes = Bytes(most: 60), floats = Floats(bytes);
        foreach (SimdWidth width in Numbers.Widths)
            foreach (Dataset data in new[] { bytes, floats, bytes.WithScaler(Scaler.MinMax(bytes)), floats.WithScaler(Scaler.MinMax(bytes)) })
            {
                InputBatch input = Create(width);
                foreach (int first in new[] { 0, 100 }) // the second batch must not show the first
                {
                    int[] samples = [.. Enumerable.Range(first, first == 0 ? Rows : 40).Reverse()];
                    input.Load(data.Scaler, data, samples, forAll);
                    Assert.True(input.NonZeros.HasBits);
                    for (int worker = 2; worker >= 0; worker--)
                    {
                        (FloatBuffer values, NonZeros marks) = input.Of(worker);
                        Check(data, samples, values, marks);
                        Assert.Equal(worker == 0, values == input.Values);
                        Assert.Same(values, input.Of(worker).Values);
                    }
                }
            }
    }

    private static void Check(Dataset data, int[] samples, FloatBuffer values, NonZeros marks)
    {
        int count = 0;
        for (int r = 0; r < samples.Length; r++)
        {
            var expected = new float[Features];
            data.Scaler.Apply(data.Features(samples[r]), expected);
            Numbers.Same(expected, values.Slice(r * marks.Stride, Features), $"row {r}");
            count += expected.Count(value => value != 0);
        }

        Assert.Equal((true, count), (marks.HasBits, marks.Count));
    }

    [Fact]
    public void After_a_batch_with_few_zeros_the_next_are_not_searched_by_any_thread_and_then_one_is()
    {
        InputBatch input = Create(SimdWidths.Best);
        Dataset dense = Bytes(most: 255), sparse = Bytes(most: 60);
        bool[] searched = [.. Enumerable.Range(0, 70).Select(i => HasBits(i % 2 == 0 ? dense : dense.Slice(50, 100)))];
        Assert.True(searched[0]);
        Assert.InRange(searched.Count(has => has), 2, 4);
        Assert.Contains(true, Enumerable.Range(0, 40).Select(_ => HasBits(sparse)));
        Assert.All(Enumerable.Range(0, 40), _ => Assert.True(HasBits(sparse)));

        bool HasBits(Dataset data)
        {
            input.Load(data.Scaler, data, 0, Rows);
            bool[] has = [.. Enumerable.Range(0, 3).Select(worker => input.Of(worker).NonZeros.HasBits)];
            Assert.Single(has.Distinct());
            return has[0];
        }
    }

    [Fact]
    public void A_single_sample_is_listed_and_does_not_stay_for_the_next_batch()
    {
        InputBatch input = Create(SimdWidths.Best);
        Dataset data = Bytes(most: 60);
        input.Load(data.Scaler, data, 0, Rows);
        input.Load(data.Scaler, data.Features(7));
        Assert.Equal((true, false), (input.Listed.IsCurrent, input.NonZeros.HasBits));
        Assert.Equal(data.Features(7).Count(value => value != 0), input.Listed.Count);
        input.Load(data.Scaler, data, 0, Rows);
        Assert.False(input.Listed.IsCurrent);
        Check(data, [.. Enumerable.Range(0, Rows)], input.Values, input.NonZeros);
    }

    /// <summary>A sample of bytes is listed without its values being made; whoever asks for them gets them all the same.</summary>
    [Fact]
    public void The_values_of_a_listed_sample_are_there_when_asked_for()
    {
        Dataset bytes = Bytes(most: 60);
        foreach (SimdWidth width in Numbers.Widths)
            foreach (Scaler scaler in new[] { Scaler.None, Scaler.Divide(255), Scaler.Range(0, 255, 0.01f, 1), Scaler.MinMax(bytes), Scaler.Divide(float.MaxValue) })
                foreach (Dataset data in new[] { bytes, Floats(bytes) })
                {
                    InputBatch input = Create(width);
                    for (int sample = 3; sample < 7; sample++)
                    {
                        input.Load(scaler, data, [sample], forAll: false);
                        var expected = new float[Features];
                        scaler.Apply(bytes.Features(sample), expected);
                        if (input.Listed.IsCurrent)
                            Numbers.Same(expected.Where(value => value != 0).ToArray(), input.Listed.Values.Slice(0, input.Listed.Count), $"list of {scaler.Name}, {width}");
                        Numbers.Same(expected, input.Values.Slice(0, Features), $"values of {scaler.Name}, {width}");
                        Assert.False(input.NonZeros.HasBits);
                        input.Load(scaler, data.Features(sample + 1));
                        scaler.Apply(bytes.Features(sample + 1), expected);
                        Numbers.Same(expected, input.Values.Slice(0, Features), $"features, {scaler.Name}, {width}");
                    }
                }
    }

    [Fact]
    public void A_sample_of_the_wrong_length_is_refused()
    {
        Dataset short_ = Dataset.FromBytes(new byte[10], [0], FeatureShape.Row(10), Samples.NoYes);
        Assert.Throws<ArgumentException>(() => Create(SimdWidths.Best).Load(Scaler.None, short_, [0], forAll: false));
    }
}
