namespace Glia.Datasets.Tests.Ink;

public class InkPageTests
{
    public static TheoryData<string> Papers => ["white", "gray", "gradient", "vignette", "shadow", "black", "noise", "specks", "ruled", "sloping-ruled", "squared", "faint-squared", "transparent", "color"];

    [Theory]
    [MemberData(nameof(Papers))]
    public void EveryDigitIsFoundInOrder(string paper)
    {
        TestPage page = new(900, 500, seed: 71);
        page.Row(9, 40, 40, 100, 22).Row(6, 120, 180, 90, 40).Row(8, 30, 340, 110, 20);
        Check(page, Make(paper, page), [9, 6, 8]);
    }

    [Fact]
    public void RowsMaySlope()
    {
        foreach (double slope in new[] { -0.08, -0.04, 0.04, 0.08 })
        {
            TestPage page = new(1000, 520, seed: 72);
            int down = slope < 0 ? 80 : 0;
            page.Row(9, 40, 40 + down, 90, 30, slope).Row(7, 60, 170 + down, 90, 30, slope).Row(9, 20, 310 + down, 90, 30, slope);
            Check(page, page.On((_, _) => 240), [9, 7, 9]);
        }
    }

    [Fact]
    public void SizesMayDiffer()
    {
        TestPage page = new(1000, 480, seed: 73);
        page.Row(5, 40, 40, 180, 30).Row(9, 40, 240, 70, 30).Row(12, 40, 340, 110, 20);
        Check(page, page.On((_, _) => 250), [5, 9, 12]);
    }

    [Fact]
    public void ALargePageIsRead()
    {
        TestPage page = new(2600, 900, seed: 74);
        page.Row(20, 80, 60, 130, 30).Row(20, 80, 300, 130, 30).Row(20, 80, 540, 130, 30);
        Check(page, page.On((x, y) => 220 - (60 * x) + (20 * y)), [20, 20, 20]);
    }

    [Fact]
    public void OneDigitIsAPageToo()
    {
        for (ulong seed = 0; seed < 10; seed++)
        {
            TestPage page = new(200, 220, seed);
            page.Row(1, 60, 40, 180, 0);
            Check(page, page.On((_, _) => 255, 0), [1]);
        }
    }

    [Fact]
    public void ADigitInTwoPiecesIsOne()
    {
        for (ulong seed = 80; seed < 84; seed++)
        {
            TestPage page = new(800, 200, seed);
            page.Row(8, 30, 50, 110, 24);
            foreach ((_, PixelBox box) in page.Digits) page.Rub(new(box.Left, box.Top + (box.Height * 3 / 10), box.Width, 4));
            Check(page, page.On((_, _) => 250), [8], leastOverlap: 0.7);
        }
    }

    [Fact]
    public void TouchingDigitsAreCutApart()
    {
        int found = 0, all = 0;
        for (ulong seed = 90; seed < 110; seed++)
        {
            TestPage page = new(800, 200, seed);
            page.Row(2, 40, 50, 110, -6).Row(3, 400, 50, 110, 24);
            IReadOnlyList<PageDigit> digits = InkPage.Cut(page.On((_, _) => 250));
            all++;
            if (digits.Count == 5 && digits.Zip(page.Digits).All(pair => Overlap(pair.First.Box, pair.Second.Box) > 0.7)) found++;
            else TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {digits.Count} for {string.Concat(page.Digits.Select(d => d.Label))}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{found} of {all} touching pairs cut apart");
        Assert.True(found >= all * 8 / 10, $"{found} of {all}");
    }

    [Fact]
    public void PagesWithoutInkHaveNoDigits()
    {
        RasterImage blank = new TestPage(500, 400, 1).On((x, y) => 240 - (80 * x * y));
        Assert.Empty(InkPage.Cut(blank));
        Assert.Empty(InkPage.Cut(TestPictures.WithNoise(blank, 8, 3)));
        Assert.Empty(InkPage.Cut(RasterImage.FromGray([200], 1, 1)));
        Assert.Empty(InkPage.Cut(new RasterImage(new byte[4800], 30, 40)));
        foreach (int place in new[] { 100, 200, 300 }) TestPage.Rule(blank, place, 2, 90, 0.01);
        Assert.Empty(InkPage.Cut(blank));
        Assert.Throws<ArgumentNullException>(() => InkPage.Cut(null!));
    }

    private static void Check(TestPage page, RasterImage picture, int[] rows, double leastOverlap = 0.75)
    {
        IReadOnlyList<PageDigit> digits = InkPage.Cut(picture);
        string all = string.Join("; ", digits.Select(d => $"{d.Row}.{d.Column} {d.Box.Left},{d.Box.Top} {d.Box.Width}x{d.Box.Height}")) + " for " + string.Join("; ", page.Digits.Select(d => $"{d.Label}: {d.Box.Left},{d.Box.Top} {d.Box.Width}x{d.Box.Height}"));
        Assert.True(rows.SequenceEqual(digits.GroupBy(d => d.Row).Select(g => g.Count())), all);
        for (int i = 0; i < digits.Count; i++)
        {
            Assert.True(Overlap(digits[i].Box, page.Digits[i].Box) >= leastOverlap, $"digit {i}: {all}");
            Assert.Equal(i == 0 || digits[i].Row != digits[i - 1].Row ? 0 : digits[i - 1].Column + 1, digits[i].Column);
            Assert.InRange(digits[i].Pixels.Max(), 200, 255);
        }
    }

    // Intersection over union.
    private static double Overlap(PixelBox a, PixelBox b)
    {
        double both = Math.Max(0, a.OverlapAcross(b)) * (double)Math.Max(0, a.OverlapDown(b));
        return both / ((a.Width * a.Height) + (b.Width * b.Height) - both);
    }

    private static RasterImage Make(string paper, TestPage page)
    {
        RasterImage picture = paper switch
        {
            "gray" => page.On((_, _) => 150, 60),
            "gradient" => page.On((x, y) => 110 + (100 * x) + (40 * y)),
            "vignette" => page.On((x, y) => 245 - (200 * (((x - 0.5) * (x - 0.5)) + ((y - 0.4) * (y - 0.4))))),
            "shadow" => page.On((x, y) => 240 - (90 * Math.Clamp(((x + (0.3 * y)) - 0.5) * 12, 0, 1))),
            "black" => page.On((x, _) => 20 + (30 * x), 240),
            "noise" => TestPictures.WithNoise(page.On((_, _) => 210, 40), 12, 5),
            "specks" => TestPictures.WithSpecks(page.On((_, _) => 250), 60, 3, 30, 9),
            "transparent" => page.Transparent(),
            "color" => Colored(page.On((_, _) => 255, 0)),
            _ => page.On((_, _) => 245),
        };
        if (paper == "ruled") for (int y = 30; y < 500; y += 46) TestPage.Rule(picture, y, 2, 60);
        if (paper == "sloping-ruled") for (int y = 30; y < 500; y += 46) TestPage.Rule(picture, y, 2, 60, 0.025);
        if (paper is "squared" or "faint-squared")
        {
            byte value = paper == "squared" ? (byte)120 : (byte)205;
            for (int y = 10; y < 500; y += 36) TestPage.Rule(picture, y, 2, value, 0.004);
            for (int x = 10; x < 900; x += 36) TestPage.Rule(picture, x, 2, value, -0.004, isDown: true);
        }

        return picture;
    }

    // Blue ink on cream paper.
    private static RasterImage Colored(RasterImage picture)
    {
        for (int i = 0; i < picture.Rgba.Length; i += 4)
        {
            int paper = picture.Rgba[i];
            (picture.Rgba[i], picture.Rgba[i + 1], picture.Rgba[i + 2]) = ((byte)(30 + (paper * 215 / 255)), (byte)(50 + (paper * 180 / 255)), (byte)(160 + (paper * 40 / 255)));
        }

        return picture;
    }
}
