namespace Glia.Pages;

/// <summary>Counterfactuals: before, after and the change.</summary>
public static class ChangeBlocks
{
    /// <summary>Each of the samples, changed into the class that the network would next think of.</summary>
    public static IEnumerable<Block> OfSamples(NetworkInspection inspection, IReadOnlyList<SampleView> samples)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(samples);
        if (inspection.Network.ClassNames.Count < 2) yield break;
        yield return new Heading("What would change the answer", 2, "counterfactual");
        yield return new Paragraph("The smallest change found that makes the network answer what it would next think of (counterfactual: Wachter, Mittelstadt and Russell 2017). **Red** is added, **blue** taken away. That so little can be enough is a weakness of such networks: to a person most of these still are what they were.");
        foreach (SampleView sample in samples.Where(s => s.Answer.Label >= 0))
            foreach (Block block in Of(inspection, sample, inspection.Change(sample.Inputs, inspection.RunnerUp(sample.Inputs)))) yield return block;
    }

    /// <summary>One change.</summary>
    public static IEnumerable<Block> Of(NetworkInspection inspection, SampleView sample, CounterfactualResult change)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(change);
        NetworkAnswer after = NetworkAnswer.Of(inspection.Network, change.Inputs.ToArray());
        string label = inspection.Network.ClassNames[change.Label];
        if (!inspection.IsPicture) yield return InputTable.Of([($"sample {sample.Index}: {sample.Answer}", sample.Inputs), ($"changed: {after}", change.Inputs), ("change", change.Change)]);
        else
        {
            yield return new Pictures(
            [
                new(sample.Inputs, inspection.Shape, Palette.Ink, $"sample {sample.Index}: {sample.Answer}"),
                new(change.Inputs, inspection.Shape, Palette.Ink, $"changed: {after}") { Tone = change.IsFound ? Tone.Plain : Tone.Bad },
                new(change.Change, inspection.Shape, Palette.SignedTo(inspection.Bounds.High[0] - inspection.Bounds.Low[0]), Words(inspection, change)) { Description = $"change of sample {sample.Index} towards {label}" },
            ])
            { Width = 104 };
        }

        if (!change.IsFound) yield return new Paragraph($"No change within the inputs' range was found that makes it {label}.");
        else if (!inspection.IsPicture) yield return new Paragraph(Words(inspection, change) + ".");
    }

    /// <summary>How much was added and taken away: ink in whole pixels' worth, other inputs in their own units.</summary>
    public static string Words(NetworkInspection inspection, CounterfactualResult change)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        ArgumentNullException.ThrowIfNull(change);
        double full = inspection.IsPicture ? inspection.Bounds.High[0] - inspection.Bounds.Low[0] : 1;
        string unit = inspection.IsPicture ? " full pixels of ink" : "";
        return $"{Num.Of(change.Added / full, 1)}{unit} added, {Num.Of(change.Removed / full, 1)} taken away, in {change.ChangedCount} {(inspection.IsPicture ? "pixels" : "inputs")}";
    }
}
