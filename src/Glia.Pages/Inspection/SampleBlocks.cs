namespace Glia.Pages;

/// <summary>Which inputs the answers to some samples hang on.</summary>
public static class SampleBlocks
{
    /// <summary>Width of a picture on a page: three fit beside each other on a telephone, six on a screen.</summary>
    internal const int PictureWidth = 104;

    /// <summary>The heading, what the pictures mean, and the pictures.</summary>
    public static IEnumerable<Block> Of(NetworkInspection inspection, IReadOnlyList<InspectedSample> samples)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(samples);
        bool hasOcclusion = samples.Any(s => s.Occlusion is not null);
        yield return new Heading(inspection.IsPicture ? "Which pixels the answer hangs on" : "Which inputs the answer hangs on", 2, "sensitivity");
        yield return new Paragraph("The slope of the answer along each input (saliency: Simonyan, Vedaldi and Zisserman 2013): more ink where it is **red** makes the network surer of its answer, where it is **blue** less sure." +
            (hasOcclusion ? " Then the answer with a square of 5 × 5 pixels covered (occlusion: Zeiler and Fergus 2014): **red** where that takes most away from it." : ""));
        if (inspection.IsPicture) foreach (InspectedSample[] two in samples.Chunk(2)) yield return new Pictures([.. two.SelectMany(s => Pictures(inspection, s))]) { Width = PictureWidth };
        else foreach (InspectedSample sample in samples) yield return InputTable.Of([(Name(inspection, sample), sample.Inputs), ("slope", sample.Slope)]);
    }

    private static string Name(NetworkInspection inspection, InspectedSample sample) => $"sample {sample.Index}: {sample.Answer}" + (sample.Truth >= 0 && sample.Truth != sample.Answer.Label ? $" but it is {inspection.Data!.ClassNames[sample.Truth]}" : "");

    private static IEnumerable<Picture> Pictures(NetworkInspection inspection, InspectedSample sample)
    {
        yield return new(sample.Inputs, inspection.Shape, Palette.Ink, Name(inspection, sample)) { Tone = sample.Truth < 0 ? Tone.Plain : sample.Truth == sample.Answer.Label ? Tone.Good : Tone.Bad };
        yield return new(sample.Slope, inspection.Shape, Palette.Signed, "slope") { Description = $"slope of the answer to sample {sample.Index}" };
        if (sample.Occlusion is { } occlusion) yield return new(occlusion, inspection.Shape, Palette.Signed, $"covered: up to {Num.Of(occlusion.Max(), 2)} less") { Description = $"what covering parts of sample {sample.Index} takes away" };
    }
}
