using System.Security.Cryptography;

namespace Glia.Datasets.Tests.Handwriting;

public class HandwrittenDigitsTests
{
    // Computed once; a change means that every digit ever generated from a seed becomes another one, which the change log must then say.
    private const string Golden = "178F80F6E14E3AE2070073FE0C345AFD1C73043E13C934B20D08D494F51AA4BC";

    [Fact]
    public void FirstThousandDigitsOfSeedOneAreWhatTheyAlwaysWere() => Assert.Equal(Golden, Hash(Digits(1000, seed: 1)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void NumberOfThreadsDoesNotMatter(int threads) => Assert.Equal(Golden, Hash(Digits(1000, seed: 1, threads: threads)));

    [Fact]
    public void DigitDependsOnSeedAndIndexAlone()
    {
        Dataset all = Digits(1200, seed: 9), part = Digits(300, seed: 9, firstIndex: 777);
        var drawn = new byte[784];
        for (int i = 0; i < part.Count; i++)
        {
            Assert.Equal(all.Label(777 + i), part.Label(i));
            Assert.True(all.ByteFeatures(777 + i).SequenceEqual(part.ByteFeatures(i)));
            HandwrittenDigits.Draw(9, 777 + i, drawn, out int label);
            Assert.Equal(part.Label(i), label);
            Assert.True(part.ByteFeatures(i).SequenceEqual(drawn));
        }
    }

    [Fact]
    public void NoTwoDigitsAreAlike()
    {
        Dataset first = Digits(2000, seed: 1), second = Digits(2000, seed: 2);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < 2000; i++)
        {
            Assert.True(seen.Add(Convert.ToHexString(SHA256.HashData(first.ByteFeatures(i)))));
            Assert.True(seen.Add(Convert.ToHexString(SHA256.HashData(second.ByteFeatures(i)))));
        }
    }

    [Fact]
    public void EveryRunOfTenHoldsEveryClassInAnOrderOfItsOwn()
    {
        Dataset digits = Digits(5000, seed: 3);
        var orders = new HashSet<string>(StringComparer.Ordinal);
        for (int start = 0; start < 5000; start += 10)
        {
            int[] run = [.. Enumerable.Range(start, 10).Select(digits.Label)];
            orders.Add(string.Concat(run));
            Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], run.Order());
        }

        Assert.True(orders.Count > 490, $"only {orders.Count} orders in 500 runs");
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"], digits.ClassNames);
        Assert.Equal(new FeatureShape(28, 28), digits.Shape);
    }

    // MNIST's training digits: mean ink 0.131; 80.8 % of the pixels empty, 7.4 % at 250 or more; nine of ten fill the height of 20.
    [Fact]
    public void PixelsAreLikeThoseOfScannedDigits()
    {
        Dataset digits = Digits(4000, seed: 11);
        double ink = 0, empty = 0, full = 0, filled = 0;
        for (int i = 0; i < digits.Count; i++)
        {
            ReadOnlySpan<byte> pixels = digits.ByteFeatures(i);
            foreach (byte value in pixels)
            {
                ink += value / 255.0;
                if (value == 0) empty++;
                if (value >= 250) full++;
            }

            (int width, int height) = Box(pixels);
            Assert.InRange(Math.Max(width, height), 18, 20);
            if (Math.Max(width, height) == 20) filled++;
        }

        double values = digits.Count * 784.0;
        Assert.InRange(ink / values, 0.10, 0.16);
        Assert.InRange(empty / values, 0.77, 0.85);
        Assert.InRange(full / values, 0.05, 0.11);
        Assert.InRange(filled / digits.Count, 0.95, 1);
    }

    [Fact]
    public void CentreOfMassLiesInTheMiddleAsInMnist()
    {
        Dataset digits = Digits(2000, seed: 12);
        int near = 0;
        for (int i = 0; i < digits.Count; i++)
        {
            (double x, double y) = DigitFrame.CentreOfMass(digits.ByteFeatures(i), 28);
            double off = Math.Max(Math.Abs(x - 14), Math.Abs(y - 14));
            if (off <= 0.51) near++;
            Assert.InRange(off, 0, 2); // a digit with nearly all of its ink at one end meets the picture's border
        }

        Assert.InRange(near, 1980, 2000);
    }

    [Fact]
    public void NearestGeneratedDigitTellsOtherGeneratedDigits()
    {
        var vote = new DigitVote(4000, seed: 21);
        Dataset others = Digits(300, seed: 22);
        int right = Enumerable.Range(0, 300).Count(i => vote.Label(others.ByteFeatures(i)) == others.Label(i));
        Assert.InRange(right, 225, 300);
    }

    [Fact]
    public void NearestGeneratedDigitTellsRealDigits()
    {
        var vote = new DigitVote(5000, seed: 23);
        List<(byte[] Pixels, int Label)> real = RealDigits.First(200);
        int right = real.Count(digit => vote.Label(digit.Pixels) == digit.Label);
        Assert.InRange(right, 158, 200);
    }

    [Fact]
    public void ProgressEndsAtTheCount()
    {
        var seen = new List<int>();
        Digits(1500, seed: 1, progress: new Listener(seen));
        Assert.Equal(1500, seen[^1]);
        Assert.Equal(seen.Order(), seen);
        Assert.True(seen.Count > 1);
    }

    [Fact]
    public void CancellationStopsTheWork()
    {
        using var source = new CancellationTokenSource();
        var seen = new List<int>();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            HandwrittenDigits.Generate(100_000, seed: 1, threads: 1, progress: new Listener(seen, _ => source.Cancel()), cancellationToken: source.Token));
        Assert.InRange(seen.Count, 1, 3);
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Digits(-1, 1)).ParamName);
        Assert.Equal("count", Assert.Throws<ArgumentOutOfRangeException>(() => Digits(HandwrittenDigits.MaxCount + 1, 1)).ParamName);
        Assert.Equal("firstIndex", Assert.Throws<ArgumentOutOfRangeException>(() => Digits(1, 1, firstIndex: -1)).ParamName);
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => Digits(1, 1, threads: -1)).ParamName);
        Assert.Equal("pixels", Assert.Throws<ArgumentException>(() => HandwrittenDigits.Draw(1, 0, new byte[783], out _)).ParamName);
        Assert.Equal("index", Assert.Throws<ArgumentOutOfRangeException>(() => HandwrittenDigits.Draw(1, -1, new byte[784], out _)).ParamName);
    }

    [Fact]
    public void ZeroDigitsAreAnEmptySet() => Assert.Equal(0, Digits(0, 1).Count);

    [Fact]
    public void EveryWayOfWritingIsSound()
    {
        for (int digit = 0; digit < 10; digit++)
        {
            Assert.True(DigitPrototypes.Of(digit).Length >= 7);
            foreach (DigitPrototype way in DigitPrototypes.Of(digit))
            {
                Assert.True(way.Weight > 0);
                int[] across = [.. way.Strokes.SelectMany(s => s.Where((_, i) => i % 2 == 0))], down = [.. way.Strokes.SelectMany(s => s.Where((_, i) => i % 2 == 1))];
                Assert.All(way.Strokes, stroke => Assert.True(stroke.Length >= 4 && stroke.Length % 2 == 0));
                Assert.InRange(down.Max() - down.Min(), 66, 105); // lying digits are lower than 100
                Assert.InRange(across.Max() - across.Min(), 1, 125);
            }
        }
    }

    // Without any variation a prototype is the digit it stands for: most of its neighbours among varied digits have its label.
    [Fact]
    public void PlainPrototypesAreTheirDigits()
    {
        var vote = new DigitVote(4000, seed: 24);
        var still = new DigitWriter(new HandVariation { PointJitter = 0, Warp = 0, Slant = 0, Aspect = 0, Rotation = 0, Pressure = 0, PenThin = 2.6, PenThick = 2.6 });
        var pixels = new byte[784];
        int right = 0, all = 0;
        for (int digit = 0; digit < 10; digit++)
        {
            foreach (DigitPrototype way in DigitPrototypes.Of(digit))
            {
                var random = new Xoshiro256(1);
                still.Write(way, ref random, pixels);
                all++;
                if (vote.Label(pixels) == digit) right++;
            }
        }

        Assert.True(right >= 0.9 * all, $"{right} of {all} plain prototypes are told right");
    }

    private static Dataset Digits(int count, ulong seed, int firstIndex = 0, int threads = 0, IProgress<int>? progress = null) =>
        HandwrittenDigits.Generate(count, seed, firstIndex, threads, progress, TestContext.Current.CancellationToken);

    private static (int Width, int Height) Box(ReadOnlySpan<byte> pixels)
    {
        int left = 28, right = -1, top = 28, bottom = -1;
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] == 0) continue;
            (left, right) = (Math.Min(left, i % 28), Math.Max(right, i % 28));
            (top, bottom) = (Math.Min(top, i / 28), Math.Max(bottom, i / 28));
        }

        return (right - left + 1, bottom - top + 1);
    }

    private static string Hash(Dataset digits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int i = 0; i < digits.Count; i++)
        {
            hash.AppendData(digits.ByteFeatures(i));
            hash.AppendData([(byte)digits.Label(i)]);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed class Listener(List<int> seen, Action<int>? then = null) : IProgress<int>
    {
        public void Report(int value)
        {
            seen.Add(value);
            then?.Invoke(value);
        }
    }
}
