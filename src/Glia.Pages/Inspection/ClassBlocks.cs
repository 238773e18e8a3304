namespace Glia.Pages;

/// <summary>What a network takes for each of its classes.</summary>
internal static class ClassBlocks
{
    public static IEnumerable<Block> Of(NetworkInspection inspection)
    {
        bool hasClasses = inspection.Network.ClassNames.Count > 0;
        yield return new Heading(hasClasses ? "What it takes for each class" : "What makes each output large", 2, "classes");
        yield return new Paragraph($"No sample, but inputs made up to suit the network: gradient ascent on the inputs, held back by a decay{(inspection.IsPicture ? ", a blur and a shift, so that there is more to see than noise" : "")}. With each, what the network itself says to it.");
        yield return Inputs(inspection, c => c.Excited);
        if (!hasClasses) yield break;
        if (Backquery.WhyNot(inspection.Network) is { } reason)
        {
            yield return new Paragraph($"The network cannot be run backwards from its answers. {reason}");
            yield break;
        }

        yield return new Heading("The network run backwards", 3, "backquery");
        yield return new Paragraph("From the answer to the inputs: outputs become sums by the inverse of each activation, sums go back through the weights, `Wᵀ(z − b)`, and are rescaled (Rashid 2016). " + (inspection.IsPicture ? "Bright is what speaks for the class, dark what speaks against it." : "Inputs at the upper end of their range speak for the class, those at the lower end against it."));
        yield return Inputs(inspection, c => c.Backwards!);
        if (!inspection.IsPicture) yield break;
        yield return new Paragraph("The brightest fifth of each, which is as much ink as a handwritten digit has, on paper as black as that of the samples:");
        yield return Inputs(inspection, c => c.Ink!);
    }

    private static Block Inputs(NetworkInspection inspection, Func<ClassView, AskedInputs> choose)
    {
        if (inspection.IsPicture) return new Pictures([.. inspection.Classes.Select(c => Picture(inspection, c, choose(c)))]) { Width = 78 };
        return new Table(
            ["<class", .. Enumerable.Range(1, Math.Min(inspection.Network.Inputs, InputTable.MostInputs)).Select(i => $"input {i}"), "<the network says"],
            [.. inspection.Classes.Select(c => (IReadOnlyList<Cell>)[new Cell(c.Name, Tone.Strong), .. choose(c).Inputs.Take(InputTable.MostInputs).Select(x => new Cell(Num.Of(x, 3))), new Cell(choose(c).Answer.ToString(), ToneOf(c, choose(c)))])]);
    }

    private static Picture Picture(NetworkInspection inspection, ClassView view, AskedInputs asked) => new(asked.Inputs, inspection.Shape, Palette.Ink, $"**{view.Name}**: {asked.Answer}")
    {
        Tone = ToneOf(view, asked),
        Description = $"{view.Name}; the network says {asked.Answer}",
    };

    private static Tone ToneOf(ClassView view, AskedInputs asked) => float.IsNaN(asked.Answer.Belief) ? Tone.Plain : asked.Answer.Label == view.Label ? Tone.Good : Tone.Bad;
}
