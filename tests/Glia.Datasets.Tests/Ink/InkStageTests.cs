namespace Glia.Datasets.Tests.Ink;

public class InkStageTests
{
    [Fact]
    public void StagesComeInOrderAndTheLastIsWhatTheNetworkIsGiven()
    {
        InkPreparationResult result = InkPreparation.Prepare(Digit(paper: 255, pen: 0));
        Assert.Equal(["original", "gray", "background", "ink", "cleaned", "framed"], result.Stages.Select(s => s.Name));
        Assert.Null(result.Stages[2].Pixels);
        Assert.All(result.Stages.Where(s => s.Name != "background"), s => Assert.Equal(784, s.Pixels!.Length));
        Assert.Same(result.Pixels, result.Stages[5].Pixels);
    }

    [Fact]
    public void OnlyDarkOnLightIsInverted()
    {
        Assert.Equal("gray", Assert.Single(InkPreparation.Prepare(Digit(paper: 255, pen: 0)).Stages, s => s.IsInverted).Name);
        Assert.DoesNotContain(InkPreparation.Prepare(Digit(paper: 20, pen: 240)).Stages, s => s.IsInverted);
    }

    [Fact]
    public void ThePlainReductionKeepsTheBorderAroundAPictureThatIsNoSquare()
    {
        InkStage original = InkPreparation.Prepare(Digit(paper: 200, pen: 10)).Stages[0]; // 200 × 100: rows 7 to 20 of the 28 are the picture
        for (int i = 0; i < 7 * 28; i++) Assert.Equal(200, original.Pixels![i]);
        Assert.True(original.Pixels!.Min() < 120);
    }

    private static RasterImage Digit(double paper, double pen)
    {
        var pixels = new byte[784];
        HandwrittenDigits.Draw(5, 3, pixels, out _);
        return TestPictures.Paste(TestPictures.Enlarge(pixels, 80), 80, 200, 100, 60, 10, (_, _) => (paper, paper, paper), (pen, pen, pen));
    }
}
