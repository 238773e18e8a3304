namespace Glia.Datasets.Tests;

/// <summary>What each change does to pictures where the answer can be worked out by hand.</summary>
public class PictureChangeTests
{
    private const int Side = 28;
    private static readonly FeatureShape Shape = new(Side, Side);

    private static float[] Changed(float[] picture, int times, params PictureChange[] changes)
    {
        SampleChanger changer = new PictureAugmentation(changes).CreateChanger(Shape, 255);
        float[] result = picture;
        for (int i = 0; i < times; i++)
        {
            var random = new Xoshiro256(3, (ulong)i);
            result = [.. picture];
            changer.Change(result, 7, ref random);
        }

        return result;
    }

    private static float[] Digit(int index = 0)
    {
        var pixels = new byte[Side * Side];
        HandwrittenDigits.Draw(5, index, pixels, out _);
        return [.. pixels.Select(value => (float)value)];
    }

    private static (double X, double Y, double Mass) Centre(float[] picture)
    {
        double x = 0, y = 0, mass = 0;
        for (int i = 0; i < picture.Length; i++) (x, y, mass) = (x + (picture[i] * (i % Side)), y + (picture[i] * (i / Side)), mass + picture[i]);
        return (x / mass, y / mass, mass);
    }

    [Fact]
    public void A_whole_pixel_moves_pixels_and_half_a_pixel_mixes_two()
    {
        float[] picture = Digit();
        var canvas = new PictureCanvas(Shape, 255);
        canvas.Begin(picture, 0);
        canvas.Move(2, -1);
        float[] moved = canvas.Settle().ToArray();
        for (int row = 0; row < Side - 1; row++)
            for (int column = 2; column < Side; column++) Assert.Equal(picture[((row + 1) * Side) + column - 2], moved[(row * Side) + column]);
        canvas.Begin(picture, 0);
        canvas.Move(0.5, 0);
        moved = canvas.Settle().ToArray();
        for (int i = 1; i < picture.Length; i++)
            if (i % Side > 0) Assert.Equal((picture[i] + picture[i - 1]) / 2, moved[i], 1e-3f);
    }

    [Fact]
    public void A_quarter_turn_takes_columns_to_rows_and_moves_follow_one_another()
    {
        float[] picture = Digit(3);
        var canvas = new PictureCanvas(Shape, 255);
        canvas.Begin(picture, 0);
        canvas.Map(0, -1, 1, 0); // (x, y) comes to (−y, x): clockwise, where y points down
        float[] turned = canvas.Settle().ToArray();
        for (int row = 0; row < Side; row++)
            for (int column = 0; column < Side; column++) Assert.Equal(picture[(row * Side) + column], turned[(column * Side) + Side - 1 - row], 1e-3f);

        // Turned and then moved is not moved and then turned: the order is kept.
        canvas.Begin(picture, 0);
        canvas.Map(0, -1, 1, 0);
        canvas.Move(3, 0);
        float[] turnedAndMoved = canvas.Settle().ToArray();
        for (int row = 0; row < Side; row++)
            for (int column = 3; column < Side; column++) Assert.Equal(turned[(row * Side) + column - 3], turnedAndMoved[(row * Side) + column], 1e-3f);
    }

    [Fact]
    public void Larger_and_back_is_nearly_the_same()
    {
        float[] picture = Digit(4);
        var canvas = new PictureCanvas(Shape, 255);
        canvas.Begin(picture, 0);
        canvas.Map(1.25, 0, 0, 1.25);
        canvas.Map(0.8, 0, 0, 0.8);
        Assert.All(canvas.Settle().ToArray().Zip(picture), pair => Assert.Equal(pair.Second, pair.First, 1e-2f));
    }

    public static TheoryData<string> All => ["shift=3", "rotation=25", "scale=0.2/0.1", "shear=0.3", "elastic=34/4", "pen=0.8", "noise=0.1", "cutout=9", "redrawn"];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_change_changes_keeps_the_range_and_repeats_itself(string text)
    {
        var augmentation = PictureAugmentation.Parse(text);
        float[] picture = Digit(8), first = Changed(picture, 1, [.. augmentation.Changes]), again = Changed(picture, 1, [.. augmentation.Changes]);
        float[] other = Changed(picture, 4, [.. augmentation.Changes]); // from other draws, and a worker that has changed others before
        Assert.Equal(first, again);
        Assert.NotEqual(picture, first);
        Assert.NotEqual(first, other);
        Assert.All(other, value => Assert.InRange(value, 0, 255));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Descriptions_are_read_back(string text)
    {
        var augmentation = PictureAugmentation.Parse(text);
        Assert.Equal(text, augmentation.Description);
        Assert.Equal(augmentation, PictureAugmentation.Parse(augmentation.Description));
        Assert.Equal($"{text}, shift=1", new PictureAugmentation([.. augmentation.Changes, new Shift(1)]).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("shift")]
    [InlineData("shift=")]
    [InlineData("shift=a")]
    [InlineData("shift=1/2")]
    [InlineData("shift=-1")]
    [InlineData("shift=NaN")]
    [InlineData("twirl=1")]
    [InlineData("shift=1,,scale=0.1")]
    [InlineData("scale=1")]
    [InlineData("cutout=1.5")]
    [InlineData("redrawn=1")]
    public void What_is_not_meant_is_an_error_that_says_so(string text) => Assert.NotEmpty(Assert.Throws<FormatException>(() => PictureAugmentation.Parse(text)).Message);

    [Fact]
    public void A_thicker_pen_has_more_ink_and_a_thinner_one_less()
    {
        float[] picture = Digit(2);
        var canvas = new PictureCanvas(Shape, 255);
        double before = Centre(picture).Mass;
        canvas.Begin(picture, 0);
        canvas.Thicken(0.5f);
        Assert.True(Centre(canvas.Pixels.ToArray()).Mass > 1.15 * before);
        canvas.Begin(picture, 0);
        canvas.Thicken(-0.5f);
        Assert.True(Centre(canvas.Pixels.ToArray()).Mass < 0.85 * before);
    }

    /// <summary>Simard's 34 and 4 move points by about 1.4 pixels: √⅓ · 34 / (2 · 4 · √π), less near the border.</summary>
    [Fact]
    public void Elastic_moves_are_as_far_as_the_formula_says()
    {
        // A ramp shows how far each pixel was moved.
        float[] ramp = [.. Enumerable.Range(0, Side * Side).Select(i => 4f * (i % Side))];
        double squares = 0;
        int count = 0;
        var canvas = new PictureCanvas(Shape, 255);
        for (ulong i = 0; i < 400; i++)
        {
            var random = new Xoshiro256(9, i);
            canvas.Begin(ramp, 0);
            canvas.Bend(34, 4, ref random);
            ReadOnlySpan<float> bent = canvas.Settle();
            for (int row = 12; row < 16; row++)
                for (int column = 12; column < 16; column++, count++) squares += Math.Pow((bent[(row * Side) + column] / 4) - column, 2);
        }

        Assert.InRange(Math.Sqrt(squares / count), 1.25, 1.5);
    }

    [Fact]
    public void Bounds_and_shapes_are_checked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Shift(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rotation(float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Cutout(0));
        Assert.Throws<ArgumentException>(() => new PictureAugmentation());
        Assert.Throws<ArgumentException>(() => new PictureAugmentation(new Shift(1)).CreateChanger(FeatureShape.Row(784), 255));
        Assert.Throws<ArgumentException>(() => new PictureAugmentation(new Shift(1), new Redrawn()).CreateChanger(new FeatureShape(8, 8), 255));
        SampleChanger redrawn = new PictureAugmentation(new Redrawn()).CreateChanger(Shape, 255);
        foreach (int label in new[] { -1, 10 })
            Assert.Throws<ArgumentException>(() =>
            {
                var random = new Xoshiro256(1);
                redrawn.Change(new float[Shape.Length], label, ref random);
            });
    }

    [Fact]
    public void A_redrawn_digit_is_one_of_its_class_whatever_was_there()
    {
        // Fresh digits of class 1 are narrow, those of class 0 are not.
        var widths = new double[2];
        SampleChanger redrawn = new PictureAugmentation(new Redrawn()).CreateChanger(Shape, 1);
        for (int digit = 0; digit <= 1; digit++)
            for (ulong i = 0; i < 50; i++)
            {
                var random = new Xoshiro256(4, i);
                var picture = new float[Side * Side];
                redrawn.Change(picture, digit, ref random);
                Assert.All(picture, value => Assert.InRange(value, 0, 1));
                int[] columns = [.. Enumerable.Range(0, picture.Length).Where(p => picture[p] > 0.5f).Select(p => p % Side)];
                widths[digit] += (columns.Max() - columns.Min()) / 50.0;
            }

        Assert.True(widths[0] > 1.2 * widths[1], $"{widths[0]} and {widths[1]}");
    }
}
