using Glia.Datasets.Tests.Handwriting;

namespace Glia.Datasets.Tests.Ink;

public class InkPreparationTests
{
    private static readonly Lazy<DigitVote> Vote = new(() => new DigitVote(3000, seed: 31));

    public static TheoryData<string, int> Backgrounds
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in new[] { "white", "black", "gray", "gradient", "vignette", "shadow", "color", "transparent-black", "transparent-white", "noise", "faint", "specks", "tight" })
                foreach (int size in new[] { 40, 80 })
                    data.Add(name, size);
            return data;
        }
    }

    // A digit enlarged, moved and pasted elsewhere comes back within 14 of 255 per pixel on average: its mean ink is 33, and half of the difference
    // is the whole pixel by which centring may fall on the other side. Two different digits differ by 40.
    [Theory]
    [MemberData(nameof(Backgrounds))]
    public void PastedDigitComesBack(string background, int size)
    {
        List<(byte[] Pixels, int Label)> digits = RealDigits.First(20);
        double difference = 0;
        int untouched = 0, prepared = 0;
        foreach ((byte[] pixels, int label) in digits)
        {
            InkPreparationResult result = InkPreparation.Prepare(Make(background, TestPictures.Enlarge(pixels, size), size));
            Assert.False(result.IsEmpty);
            difference += Difference(result.Pixels, pixels);
            if (Vote.Value.Label(pixels) == label) untouched++;
            if (Vote.Value.Label(result.Pixels) == label) prepared++;
        }

        Assert.InRange(difference / digits.Count, 0, 14);
        Assert.True(prepared >= untouched - 3, $"{prepared} told right after preparation, {untouched} before");
    }

    [Theory]
    [InlineData(20, 24)]
    [InlineData(24, 60)]
    [InlineData(300, 700)]
    [InlineData(900, 1100)]
    [InlineData(90, 1600)]
    public void AnySizeIsRead(int size, int canvas)
    {
        foreach ((byte[] pixels, _) in RealDigits.First(3))
        {
            float[] ink = TestPictures.Enlarge(pixels, size);
            RasterImage picture = TestPictures.Paste(ink, size, canvas, canvas * 3 / 4, canvas / 20, (canvas * 3 / 4) - size, (_, _) => (250, 250, 250), (10, 10, 40));
            InkPreparationResult result = InkPreparation.Prepare(picture);
            Assert.False(result.IsEmpty);
            Assert.InRange(Difference(result.Pixels, pixels), 0, 26);
            Assert.InRange(result.CropBox.LongSide, size * 0.6, size * 0.9);
        }
    }

    [Fact]
    public void FramedDigitsComeThroughUnchanged()
    {
        for (int i = 0; i < 200; i++)
        {
            var pixels = new byte[784];
            HandwrittenDigits.Draw(55, i, pixels, out _);
            InkPreparationResult result = InkPreparation.Prepare(RasterImage.FromGray(pixels, 28, 28));
            Assert.True(result.WasFramed);
            Assert.InRange(Difference(result.Pixels, pixels), 0, 2);
        }
    }

    [Fact]
    public void FramedRealDigitsComeThroughNearlyUnchanged()
    {
        double difference = 0;
        List<(byte[] Pixels, int Label)> digits = RealDigits.First(200);
        foreach ((byte[] pixels, _) in digits) difference += Difference(InkPreparation.Prepare(RasterImage.FromGray(pixels, 28, 28)).Pixels, pixels);
        Assert.InRange(difference / digits.Count, 0, 0.8);
    }

    [Fact]
    public void InvertedFramedDigitIsTheSameDigit()
    {
        for (int i = 0; i < 50; i++)
        {
            var pixels = new byte[784];
            HandwrittenDigits.Draw(56, i, pixels, out _);
            byte[] inverted = [.. pixels.Select(value => (byte)(255 - value))];
            InkPreparationResult dark = InkPreparation.Prepare(RasterImage.FromGray(inverted, 28, 28)), light = InkPreparation.Prepare(RasterImage.FromGray(pixels, 28, 28));
            Assert.Equal(light.Pixels, dark.Pixels);
            Assert.True(light.IsLightOnDark);
            Assert.False(dark.IsLightOnDark);
        }
    }

    [Fact]
    public void PictureOfOneColourIsEmpty()
    {
        foreach ((int width, int height) in new[] { (1, 1), (1, 7), (2, 2), (3, 1), (28, 28), (640, 480) })
        {
            foreach (byte value in new byte[] { 0, 128, 255 })
                AssertEmpty(RasterImage.FromGray([.. Enumerable.Repeat(value, width * height)], width, height));
            AssertEmpty(new RasterImage(new byte[width * height * 4], width, height));
        }
    }

    [Fact]
    public void PictureOfNoiseOrLightAloneIsEmpty()
    {
        static (double R, double G, double B) Slope(double x, double y) => (90 + (150 * x), 80 + (120 * x * y), 100 + (90 * y));
        RasterImage plain = TestPictures.Paste([0], 1, 200, 160, 0, 0, (_, _) => (200, 200, 200), (0, 0, 0));
        RasterImage lit = TestPictures.Paste([0], 1, 200, 160, 0, 0, Slope, (0, 0, 0));
        AssertEmpty(lit);
        for (ulong seed = 0; seed < 10; seed++)
        {
            AssertEmpty(TestPictures.WithNoise(plain, 3 + (2 * (int)seed), seed));
            AssertEmpty(TestPictures.WithNoise(lit, 6, seed));
            AssertEmpty(TestPictures.WithSpecks(plain, 8, 1, 0, seed));
        }
    }

    [Fact]
    public void ThinAndThickPensBecomeLikeTrainedOnes()
    {
        foreach ((double pen, string? warning) in new[] { (0.3, "thin-pen"), (0.8, "thin-pen"), (2.5, null), (4.0, null), (6.5, "thick-pen") })
        {
            InkPreparationResult result = InkPreparation.Prepare(Ring(300, 200, pen * 10));
            double ink = result.Pixels.Average(value => value / 255.0);
            Assert.InRange(ink, 0.07, 0.30);
            Assert.Equal(warning, result.Warnings.FirstOrDefault(w => w.Code.EndsWith("-pen", StringComparison.Ordinal))?.Code);
            Assert.InRange(result.PenWidth, pen * 0.7, pen * 1.4);
            Assert.Equal(255, result.Pixels.Max());
        }
    }

    [Fact]
    public void TransparentMarginAroundPaperIsNotInk()
    {
        (byte[] digit, _) = RealDigits.First(1)[0];
        RasterImage sheet = TestPictures.Paste(TestPictures.Enlarge(digit, 100), 100, 200, 200, 50, 50, (_, _) => (240, 240, 230), (20, 20, 90));
        for (int y = 0; y < 200; y++)
            for (int x = 0; x < 200; x++)
                if (x < 12 || y < 12 || x >= 188 || y >= 188) sheet.Rgba.AsSpan(((y * 200) + x) * 4, 4).Clear();
        InkPreparationResult result = InkPreparation.Prepare(sheet);
        Assert.False(result.IsFromTransparency);
        Assert.InRange(Difference(result.Pixels, digit), 0, 22);
    }

    [Fact]
    public void InkOfTheBackgroundsBrightnessIsSeenByItsColour()
    {
        (byte[] digit, _) = RealDigits.First(1)[0];
        // 0.299 R + 0.587 G + 0.114 B is 128 for both.
        RasterImage picture = TestPictures.Paste(TestPictures.Enlarge(digit, 100), 100, 180, 180, 40, 40, (_, _) => (60, 170, 90), (220, 88, 95));
        InkPreparationResult result = InkPreparation.Prepare(picture);
        Assert.False(result.IsEmpty);
        Assert.InRange(Difference(result.Pixels, digit), 0, 22);
    }

    [Fact]
    public void FrameAroundThePictureIsLeftOut()
    {
        (byte[] digit, _) = RealDigits.First(1)[0];
        RasterImage picture = TestPictures.Paste(TestPictures.Enlarge(digit, 100), 100, 180, 180, 40, 40, (_, _) => (255, 255, 255), (0, 0, 0));
        byte[] plain = InkPreparation.Prepare(picture).Pixels;
        for (int i = 0; i < 180; i++)
            foreach (int rim in new[] { 2, 3, 176, 177 })
                foreach (int at in new[] { (rim * 180) + i, (i * 180) + rim })
                    picture.Rgba.AsSpan(at * 4, 3).Clear();
        Assert.InRange(Difference(InkPreparation.Prepare(picture).Pixels, plain), 0, 0.01);
    }

    [Fact]
    public void ThinLineFromBorderToBorderIsAOneWhereNothingElseIs()
    {
        byte[] gray = [.. Enumerable.Range(0, 120 * 90).Select(i => i % 120 == 55 ? (byte)0 : (byte)255)];
        Assert.False(InkPreparation.Prepare(RasterImage.FromGray(gray, 120, 90)).IsEmpty);
    }

    [Fact]
    public void RuledLinesAreLeftOutAndStrokesAcrossThemStay()
    {
        (byte[] digit, _) = RealDigits.First(1)[0];
        RasterImage plain = TestPictures.Paste(TestPictures.Enlarge(digit, 140), 140, 240, 200, 50, 30, (_, _) => (255, 255, 255), (0, 0, 0));
        RasterImage ruled = TestPictures.Paste(TestPictures.Enlarge(digit, 140), 140, 240, 200, 50, 30, (_, y) => (int)(y * 200) % 40 < 2 ? (150, 160, 200) : (255, 255, 255), (0, 0, 0));
        Assert.InRange(Difference(InkPreparation.Prepare(ruled).Pixels, InkPreparation.Prepare(plain).Pixels), 0, 3);
    }

    [Fact]
    public void WarningsSayWhatIsOdd()
    {
        float[] ring = new float[60 * 60];
        for (int i = 0; i < ring.Length; i++) ring[i] = Math.Abs(Math.Sqrt(Math.Pow((i % 60) - 30, 2) + Math.Pow((i / 60) - 30, 2)) - 20) < 3 ? 1 : 0;
        RasterImage faint = TestPictures.Paste(ring, 60, 120, 120, 30, 30, (_, _) => (220, 220, 220), (195, 195, 195));
        RasterImage border = TestPictures.Paste(ring, 60, 120, 120, -20, 30, (_, _) => (255, 255, 255), (0, 0, 0));
        RasterImage small = TestPictures.Paste([.. Enumerable.Repeat(1f, 16)], 4, 40, 40, 9, 9, (_, _) => (255, 255, 255), (0, 0, 0));
        Assert.True(Warns("faint", faint));
        Assert.True(Warns("touches-border", border));
        Assert.True(Warns("small", small));
        var two = new byte[160 * 80];
        for (int i = 0; i < two.Length; i++) two[i] = (byte)(Math.Abs(Math.Sqrt(Math.Pow((i % 80) - 40, 2) + Math.Pow((i / 160) - 40, 2)) - 20) < 3 ? 255 : 0);
        Assert.True(Warns("several-parts", RasterImage.FromGray(two, 160, 80)));
    }

    [Fact]
    public void StagesArePicturesOfTheWorkingSize()
    {
        (byte[] digit, _) = RealDigits.First(1)[0];
        RasterImage picture = TestPictures.Paste(TestPictures.Enlarge(digit, 500), 500, 2100, 1400, 900, 300, (_, _) => (255, 255, 255), (0, 0, 0));
        InkPreparationResult result = InkPreparation.Prepare(picture);
        foreach (RasterImage stage in new[] { result.Gray, result.Background, result.Ink, result.Cleaned })
            Assert.Equal((700, 467), (stage.Width, stage.Height)); // a third, rounded up
        Assert.Equal((28, 28), (result.Framed.Width, result.Framed.Height));
        Assert.Equal(255, result.Background[0, 0].R);
        Assert.Equal(0, result.Cleaned[0, 0].R);
        Assert.InRange(result.CropBox.Left, 900, 1400);
        Assert.InRange(result.CropBox.Top, 300, 800);
    }

    [Fact]
    public void NullIsRefused() => Assert.Throws<ArgumentNullException>(() => InkPreparation.Prepare(null!));

    private static void AssertEmpty(RasterImage picture)
    {
        InkPreparationResult result = InkPreparation.Prepare(picture);
        Assert.True(result.IsEmpty);
        Assert.Equal("empty", Assert.Single(result.Warnings).Code);
        Assert.All(result.Pixels, value => Assert.Equal(0, value));
        Assert.True(result.CropBox.IsEmpty);
    }

    private static bool Warns(string code, RasterImage picture) => InkPreparation.Prepare(picture).Warnings.Any(warning => warning.Code == code);

    private static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => (double)Math.Abs(x - y)).Average();

    // A zero: a ring of outer diameter `diameter`, drawn with a pen of `pen` pixels.
    private static RasterImage Ring(int canvas, int diameter, double pen)
    {
        var gray = new byte[canvas * canvas];
        for (int i = 0; i < gray.Length; i++)
        {
            double x = (i % canvas) - (canvas * 0.45), y = (i / canvas) - (canvas * 0.5);
            double off = Math.Abs(Math.Sqrt((x * x) + (y * y)) - ((diameter - pen) / 2));
            gray[i] = (byte)(255 * (1 - Math.Clamp((pen / 2) - off + 0.5, 0, 1)));
        }

        return RasterImage.FromGray(gray, canvas, canvas);
    }

    private static RasterImage Make(string background, float[] ink, int size)
    {
        int side = size * 2, left = size / 3, top = size * 4 / 5;
        RasterImage On(Func<double, double, (double, double, double)> paper, double pen) => TestPictures.Paste(ink, size, side, side, left, top, paper, (pen, pen, pen));
        return background switch
        {
            "white" => On((_, _) => (255, 255, 255), 0),
            "black" => On((_, _) => (0, 0, 0), 255),
            "gray" => On((_, _) => (150, 150, 150), 60),
            "gradient" => On((x, y) => (110 + (100 * x) + (40 * y), 110 + (100 * x) + (40 * y), 110 + (100 * x) + (40 * y)), 20),
            "vignette" => On((x, y) => Gray(245 - (180 * (((x - 0.5) * (x - 0.5)) + ((y - 0.4) * (y - 0.4))))), 15),
            "shadow" => On((x, _) => Gray(x < 0.45 ? 240 - (60 * x) : 240 - (60 * x) - (40 * Math.Min(1, (x - 0.45) * 4))), 15),
            "color" => TestPictures.Paste(ink, size, side, side, left, top, (x, y) => (230, 180 + (40 * x), 120 + (60 * y)), (20, 40, 140)),
            "transparent-black" => TestPictures.Transparent(ink, size, side, side, left, top, 0),
            "transparent-white" => TestPictures.Transparent(ink, size, side, side, left, top, 255),
            "noise" => TestPictures.WithNoise(On((_, _) => (220, 220, 220), 30), 18, (ulong)size),
            "faint" => TestPictures.WithNoise(On((_, _) => (200, 200, 200), 130), 4, (ulong)size),
            "specks" => TestPictures.WithSpecks(On((_, _) => (255, 255, 255), 0), 12, 1, 0, (ulong)size),
            "tight" => TestPictures.Paste(ink, size, size * 8 / 10, size * 8 / 10, -size / 10, -size / 10, (_, _) => (230, 230, 230), (0, 0, 0)),
            _ => throw new ArgumentOutOfRangeException(nameof(background), background, "There is no such background."),
        };
    }

    private static (double, double, double) Gray(double value) => (value, value, value);
}
