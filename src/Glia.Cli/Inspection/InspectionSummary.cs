using Glia.Pages;

namespace Glia.Cli;

/// <summary>What a terminal has room for of a network's inside, and what to type for the rest.</summary>
internal static class InspectionSummary
{
    private const int Blocks = 8, Neurons = 6, MostClasses = 10;

    public static Page Of(NetworkInspection inspection, string model)
    {
        List<Block> blocks = [Layers(inspection)];
        if (Idle(inspection) is { Length: > 0 } idle) blocks.Add(new Glia.Pages.Paragraph(idle));
        if (inspection.IsPicture) blocks.AddRange(OfPictures(inspection));
        else blocks.AddRange(InspectionPage.Of(inspection, []).Blocks.SkipWhile(b => b is not Heading { Anchor: "classes" }));
        blocks.Add(Next(inspection, model));
        return new Page($"Inside {inspection.Name}", blocks) { Lead = InspectionPage.Lead(inspection) };
    }

    public static Page OfSample(NetworkInspection inspection, InspectedSample sample, CounterfactualResult? change)
    {
        string truth = sample.Truth < 0 ? "" : sample.Truth == sample.Answer.Label ? ", which is right" : $", but it is {inspection.Data!.ClassNames[sample.Truth]}";
        List<Block> blocks = [.. SampleBlocks.Of(inspection, [sample])];
        if (change is not null) blocks.AddRange([new Heading($"What would make it {inspection.Network.ClassNames[change.Label]}", 2), .. ChangeBlocks.Of(inspection, sample, change)]);
        return new Page($"Sample {sample.Index} of {inspection.DataName}", blocks) { Lead = $"{inspection.Name} says {sample.Answer}{truth}." };
    }

    private static Glia.Pages.Table Layers(NetworkInspection inspection)
    {
        bool hasData = inspection.Data is not null;
        return new(
            ["<layer", "<shape", "<f", "<weights", "<", .. (string[])(hasData ? ["<outputs", "dead", "saturated"] : [])],
            [.. inspection.Layers.Select((layer, i) => (IReadOnlyList<Cell>)[
                $"{i + 1} {(i == inspection.Layers.Count - 1 ? "output" : "hidden")}",
                $"{inspection.Network.Weights(layer.Index).In} → {inspection.Network.Weights(layer.Index).Out}",
                layer.Activation.Name,
                Shape(layer.Weights),
                Range(layer.Weights),
                .. layer.Outputs is { } outputs ? (Cell[])[Shape(outputs), new Cell($"{layer.DeadCount}", layer.DeadCount > 0 ? Tone.Bad : Tone.Plain), inspection.SaturatedCell(i)] : []])]);
    }

    // Roots, so that the few large weights show beside the many small ones.
    private static string Shape(ValueSpread spread) => Sparkline.Of([.. spread.Histogram.Counts.Chunk(Math.Max(1, (spread.Histogram.Counts.Count + Blocks - 1) / Blocks)).Select(c => Math.Sqrt(c.Sum()))]);

    private static string Range(ValueSpread spread) => $"{Num.Of(spread.Min, 2)}…{Num.Of(spread.Max, 2)}";

    private static string Idle(NetworkInspection inspection)
    {
        string[] parts = [.. Enumerable.Range(0, inspection.Layers.Count).Select(i => (Layer: i, Idle: (NeuronStatistics[])[.. inspection.Layers[i].Neurons.Where(n => n.IsDead), .. inspection.Saturated(i)])).Where(l => l.Idle.Length > 0).Select(l =>
            $"layer {l.Layer + 1}: {string.Join(" ", l.Idle.Take(12).Select(n => NetworkInspection.NeuronName(l.Layer, n.Unit)))}{(l.Idle.Length > 12 ? " …" : "")}")];
        return parts.Length == 0 ? "" : $"Dead (never active) or saturated (slope below 0.01 on 95 % of the samples): {string.Join("; ", parts)}.";
    }

    private static IEnumerable<Block> OfPictures(NetworkInspection inspection)
    {
        yield return new Heading("What neurons look for", 2);
        string which = inspection.Network.Weights(inspection.Layers[0].Index).Out > Neurons ? $"The {Neurons} first-layer neurons with the largest weights" : "The first layer's neurons";
        yield return new Glia.Pages.Paragraph($"{which}: **red** excites, **blue** holds back. Under each its number{(inspection.Data is null ? "" : " and the classes it is tuned to")}.");
        yield return new Pictures([.. NeuronBlocks.Shown(inspection, 0, Neurons).Select(u => NeuronBlocks.Weights(inspection, 0, u))]);
        yield return new Heading(inspection.Network.ClassNames.Count > 0 ? "What it takes for each class" : "What makes each output large", 2);
        yield return new Glia.Pages.Paragraph("Made up by gradient ascent; under each what the network says to it.");
        yield return Pictures(inspection, c => c.Excited);
        if (inspection.Classes.All(c => c.Ink is not null))
        {
            yield return new Glia.Pages.Paragraph("The network run backwards, from the answer to the inputs (Rashid 2016), the brightest fifth of each:");
            yield return Pictures(inspection, c => c.Ink!);
        }
    }

    private static Pictures Pictures(NetworkInspection inspection, Func<ClassView, AskedInputs> choose) => new([.. inspection.Classes.Take(MostClasses).Select(c =>
        new Glia.Pages.Picture(choose(c).Inputs, inspection.Shape, Palette.Ink, float.IsNaN(choose(c).Answer.Belief) ? c.Name : $"{c.Name}: {choose(c).Answer.Name}, {Num.Percent(choose(c).Answer.Belief, 0)}")
        {
            Tone = float.IsNaN(choose(c).Answer.Belief) ? Tone.Plain : choose(c).Answer.Label == c.Label ? Tone.Good : Tone.Bad,
        })]);

    private static Commands Next(NetworkInspection inspection, string model)
    {
        string name = Shell.Quote(model);
        List<CommandLine> lines = [new($"glia inspect {name} --out report.html", "Everything on one page: every neuron, every class, which pixels answers hang on, and what would change them.")];
        lines.Add(new($"glia inspect {name} --neuron 1.1", "One neuron closely."));
        if (inspection.Data is not null && inspection.Network.ClassNames.Count > 1) lines.Add(new($"glia inspect {name} --sample 0 --counterfactual {Shell.Quote(inspection.Network.ClassNames[^1])}", $"The smallest change of a sample that makes the network answer {inspection.Network.ClassNames[^1]}."));
        if (inspection.Data is null) lines.Add(new($"glia inspect {name} --data FILE.csv", "The same with data: what its neurons do on samples."));
        return new Commands("What next", lines);
    }
}
