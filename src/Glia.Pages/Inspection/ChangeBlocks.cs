using System.Globalization;

namespace Glia.Pages;

/// <summary>Counterfactuals: before, after and the change.</summary>
public static class ChangeBlocks
{
    /// <summary>Each of the samples, changed into the class that the network would next think of.</summary>
    public static IEnumerable<Block> OfSamples(NetworkInspection inspection, IReadOnlyList<InspectedSample> samples)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(samples);
        if (inspection.Network.ClassNames.Count < 2) yield break;
        yield return new Heading("What would change the answer", 2, "counterfactual");
        yield return new Paragraph("The smallest change found that makes the network answer what it would next think of (counterfactual: Wachter, Mittelstadt and Russell 2017). **Red** is added, **blue** taken away" + (inspection.IsPicture ? "; how much of either is in pixels' worth of ink" : "") + ". That so little can be enough is a weakness of such networks: to a person most of these still are what they were.");
        (InspectedSample Sample, CounterfactualResult Change)[] changes = [.. samples.Where(s => s.Answer.Label >= 0).Select(s => (s, inspection.Change(s.Inputs, inspection.RunnerUp(s.Inputs))))];
        if (inspection.IsPicture) foreach ((InspectedSample Sample, CounterfactualResult Change)[] two in changes.Chunk(2)) yield return Pictures(inspection, two);
        else foreach ((InspectedSample sample, CounterfactualResult change) in changes)
            foreach (Block block in Of(inspection, sample, change)) yield return block;
    }

    /// <summary>One change.</summary>
    public static IEnumerable<Block> Of(NetworkInspection inspection, InspectedSample sample, CounterfactualResult change)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(change);
        string after = NetworkAnswer.Of(inspection.Network, change.Inputs.ToArray()).ToString();
        if (inspection.IsPicture) yield return Pictures(inspection, (sample, change));
        else yield return InputTable.Of([($"sample {sample.Index}: {sample.Answer}", sample.Inputs), ($"changed: {after}", change.Inputs), ("change", change.Change)]);
        string label = inspection.Network.ClassNames[change.Label];
        yield return new Paragraph(change.IsFound ? $"{Words(inspection, change)}: now it is {after}." : $"No change within the inputs' range was found that makes it {label}.");
    }

    private static Pictures Pictures(NetworkInspection inspection, params (InspectedSample Sample, CounterfactualResult Change)[] changes) => new([.. changes.SelectMany(c => (Picture[])
    [
        new(c.Sample.Inputs, inspection.Shape, Palette.Ink, $"sample {c.Sample.Index}: {c.Sample.Answer}"),
        new(c.Change.Inputs, inspection.Shape, Palette.Ink, $"changed: {NetworkAnswer.Of(inspection.Network, c.Change.Inputs.ToArray())}") { Tone = c.Change.IsFound ? Tone.Plain : Tone.Bad },
        new(c.Change.Change, inspection.Shape, Palette.SignedTo(inspection.Bounds.High[0] - inspection.Bounds.Low[0]), Amounts(inspection, c.Change)) { Description = $"change of sample {c.Sample.Index}" },
    ])])
    { Width = SampleBlocks.PictureWidth };

    /// <summary>How much was added and taken away: ink in whole pixels' worth, other inputs in their own units.</summary>
    public static string Words(NetworkInspection inspection, CounterfactualResult change)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(change);
        string what = inspection.IsPicture ? "pixels' worth of ink" : "in sum";
        return $"{Amounts(inspection, change)} ({what}), {change.ChangedCount} {(inspection.IsPicture ? "pixels" : "inputs")} changed";
    }

    private static string Amounts(NetworkInspection inspection, CounterfactualResult change)
    {
        double full = inspection.IsPicture ? inspection.Bounds.High[0] - inspection.Bounds.Low[0] : 1;
        return $"{Amount(change.Added / full)} added, {Amount(change.Removed / full)} taken away";
    }

    private static string Amount(double value) => value.ToString(value is 0 or >= 0.1 ? "0.0" : "G2", CultureInfo.InvariantCulture);
}
