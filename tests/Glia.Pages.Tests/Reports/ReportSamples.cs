using System.Globalization;
using System.Text.RegularExpressions;

namespace Glia.Pages.Tests;

/// <summary>Networks that answer what the test wants, and pages taken apart.</summary>
internal static partial class ReportSamples
{
    private static readonly string[] Names = ["oak", "elm", "ash"];

    /// <summary>Samples of class c at random around a place of its own; as pictures of 2 × 2 or as rows of four values.</summary>
    public static Dataset Data(int count, bool pictures, ulong seed = 1, int classes = 3)
    {
        var random = new Xoshiro256(seed);
        var x = new float[count * 4];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextInt32(classes);
            for (int f = 0; f < 4; f++) x[(i * 4) + f] = (float)((f % classes == labels[i] ? 1.2 : 0) + random.NextNormal());
        }

        return Dataset.FromFloats(x, labels, pictures ? new(2, 2) : FeatureShape.Row(4), classes == 3 ? Names : [.. Enumerable.Range(0, classes).Select(c => $"kind {c}")]);
    }

    /// <summary>A network that was not trained: it errs a lot, and others than that of another seed.</summary>
    public static Network Network(ulong seed, int classes = 3)
    {
        var network = new Network(4, seed, new Dense(classes, Activation.Softmax));
        for (int c = 0; c < classes; c++)
            for (int i = 0; i < 4; i++) network.Weights(0)[c, i] += i % classes == c ? 1 : 0;
        return network;
    }

    /// <summary>Addresses within the page that nothing or more than one place answers to.</summary>
    public static IEnumerable<string> BrokenLinks(string html)
    {
        ILookup<string, Match> places = Place().Matches(html).ToLookup(m => m.Groups[1].Value);
        return Link().Matches(html).Select(m => m.Groups[1].Value).Where(link => places[link].Count() != 1);
    }

    public static int LinkCount(string html) => Link().Count(html);

    /// <summary>For every folded section that shows samples: its anchor, the number in its title, the samples it shows, and those it says it leaves out.</summary>
    public static IEnumerable<(string? Anchor, int Count, int Shown, int Left)> Groups(IEnumerable<Block> blocks) =>
        from section in blocks.OfType<Section>()
        where section.Anchor is not null
        let shown = section.Blocks.OfType<Pictures>().Sum(p => p.Items.Count) + section.Blocks.OfType<Table>().Sum(t => t.Rows.Count)
        let left = Left().Match(section.Blocks.OfType<Paragraph>().Single().Text)
        select (section.Anchor, Number(section.Title.Split(": ")[^1]), shown, left.Success ? Number(left.Groups[1].Value) : 0);

    public static int Number(string text) => int.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bid=""([^""]+)""")]
    private static partial Regex Place();

    [GeneratedRegex(@"href=""#([^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"([\d,]+) more are left out")]
    private static partial Regex Left();
}
