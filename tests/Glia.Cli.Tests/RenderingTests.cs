namespace Glia.Cli.Tests;

/// <summary>The small parts of the pictures.</summary>
public sealed class RenderingTests
{
    [Theory]
    [InlineData(0, "    ")]
    [InlineData(1, "████")]
    [InlineData(0.5, "██  ")]
    [InlineData(0.28125, "█▏  ")]
    [InlineData(double.NaN, "    ")]
    [InlineData(7, "████")]
    public void BarsAreExactToAnEighth(double part, string bar) => Assert.Equal(bar, Bar.Solid(part, 4));

    [Fact]
    public void ASparklineGoesFromLowToHigh()
    {
        Assert.Equal("▁▂▃▄▅▆▇█", Sparkline.Of([0, 1, 2, 3, 4, 5, 6, 7]));
        Assert.Equal("▁▁▁", Sparkline.Of([2, 2, 2]));
        Assert.Equal("▁ █", Sparkline.Of([1, double.NaN, 2]));
        Assert.Equal("", Sparkline.Of([]));
    }

    [Fact]
    public void TheLossCurveGivesBackTheMeansBetweenReports()
    {
        var curve = new LossCurve();
        curve.Add(Progress(1, 50, 4)); // samples 0 … 50: 4
        curve.Add(Progress(1, 100, 3)); // samples 50 … 100: 2
        curve.Add(Progress(2, 100, 1));
        Assert.Equal([4, 2, 1, 1], curve.Values(4));
        static TrainingProgress Progress(int epoch, int samples, double loss) => new()
        {
            Epoch = epoch,
            Epochs = 2,
            SamplesDone = samples,
            SamplesPerEpoch = 100,
            Loss = loss,
            Accuracy = 0.5,
            LearningRate = 0.1,
            SamplesPerSecond = 1000,
            Elapsed = TimeSpan.FromSeconds(1),
        };
    }

    [Theory]
    [InlineData("trian", "train")]
    [InlineData("eval", "evaluate")]
    [InlineData("qqqqqq", null)]
    [InlineData("show", "show")]
    public void AMistypedWordIsFound(string typed, string? meant) => Assert.Equal(meant, Spelling.Nearest(typed, ["train", "evaluate", "predict", "show"]));

    [Theory]
    [InlineData(0.94, "0.9 s")]
    [InlineData(12.3, "12 s")]
    [InlineData(65, "1:05")]
    [InlineData(7384, "2:03:04")]
    public void TimesAreShort(double seconds, string text) => Assert.Equal(text, Show.Time(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void EveryGlyphHasRowsOfOneWidth()
    {
        foreach (char c in "0123456789abcdefghijklmnopqrstuvwxyz ,.%-?:")
        {
            int width = PixelFont.Width(c.ToString()), pixels = 0;
            PixelFont.Draw(c.ToString(), (x, y) =>
            {
                Assert.InRange(x, 0, width - 1);
                Assert.InRange(y, 0, PixelFont.Height - 1);
                pixels++;
            });
            Assert.Equal(c != ' ', pixels > 0);
        }
    }

    [Fact]
    public void GlyphsDiffer()
    {
        const string all = "0123456789abcdefghijklmnopqrstuvwxyz";
        Assert.Equal(all.Length, all.Select(c =>
        {
            var pixels = new HashSet<(int, int)>();
            PixelFont.Draw(c.ToString(), (x, y) => pixels.Add((x, y)));
            return string.Join(' ', pixels.Order());
        }).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("digits.safetensors", "digits.safetensors")]
    [InlineData("my digits", "'my digits'")]
    [InlineData("it's", "'it'\\''s'")]
    public void CommandsCanBeCopiedIntoAShell(string word, string quoted) => Assert.Equal(quoted, Shell.Quote(word));
}
