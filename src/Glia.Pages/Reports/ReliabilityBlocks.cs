namespace Glia.Pages;

/// <summary>How sure networks are and how right: the reliability diagram, its bins, and what refusing doubtful answers gains.</summary>
internal static class ReliabilityBlocks
{
    private const int MostPoints = 250;

    /// <summary>The diagram of one network: bars of accuracy under the diagonal on which it should lie.</summary>
    public static Plot Diagram(Reliability reliability) => new(
        "How often it is right, against how sure it is: on the dashed line it would be as sure as it is right. Above the line it is too modest, below it too sure",
        new Axis("how sure, %", 0, 100), new Axis("how often right, %", 0, 100),
        [
            new Bars("right", [.. reliability.Bins.Select(b => (50 * (b.Low + b.High), 100 * b.Accuracy))]),
            Diagonal,
        ]);

    /// <summary>Curves of several networks in one diagram.</summary>
    public static Plot Diagram(IReadOnlyList<(string Name, Reliability Reliability)> networks) => new(
        "How often each is right, against how sure it is: on the dashed line it would be as sure as it is right. Above the line it is too modest, below it too sure",
        new Axis("how sure, %", 0, 100), new Axis("how often right, %", 0, 100),
        [.. networks.Select(n => (Series)new Curve(n.Name, [.. n.Reliability.Bins.Where(b => b.Count > 0).Select(b => (100 * b.Confidence, 100 * b.Accuracy))])), Diagonal]);

    /// <summary>Every bin with its number of samples: what a bar of the diagram rests on.</summary>
    public static Table Bins(Reliability reliability) => new(
        ["<how sure", "samples", "mean sureness", "right", "right − sure"],
        [.. reliability.Bins.Select(Row)])
    {
        Caption = "A bin of few samples says little.",
    };

    /// <summary>Accuracy against coverage, with the place of the network's own reject option.</summary>
    public static Plot Coverage(Evaluation evaluation)
    {
        IReadOnlyList<CoveragePoint> points = CoverageCurve.Of(evaluation.Answers);
        int every = Math.Max(1, (points.Count + MostPoints - 1) / MostPoints);
        (double, double)[] curve = [.. points.Where((_, i) => i % every == 0 || i == points.Count - 1).Select(p => (100 * p.Coverage, 100 * p.Accuracy))];
        var series = new List<Series> { new Curve("by its sureness alone", curve) };
        if (evaluation.AnsweredCount < evaluation.Count) series.Add(new Dots("as it refuses now", [(100.0 * evaluation.AnsweredCount / evaluation.Count, 100 * evaluation.AnsweredAccuracy)]));
        return new Plot("What refusing the doubtful ones gains: of the samples that are answered, how many are right", new Axis("answered, %", 0, 100), new Axis("right, %", null, 100), series);
    }

    private static Curve Diagonal => new("as sure as right", [(0, 0), (100, 100)]) { IsDashed = true };

    private static Cell[] Row(ReliabilityBin bin) => bin.Count == 0
        ? [new(Range(bin), Tone.Faint), new("0", Tone.Faint), new("–", Tone.Faint), new("–", Tone.Faint), new("–", Tone.Faint)]
        : [new(Range(bin)), new(Num.Count(bin.Count)), new(Num.Percent(bin.Confidence)), new(Num.Percent(bin.Accuracy)), new(Signed(100 * bin.Gap))];

    private static string Range(ReliabilityBin bin) => $"{Num.Of(100 * bin.Low, 1)} – {Num.Of(100 * bin.High, 1)} %";

    /// <summary>+1.2, −0.4, 0.0.</summary>
    public static string Signed(double value, int decimals = 1)
    {
        string size = Math.Abs(value).ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture);
        return size.All(c => c is '0' or '.') ? size : (value < 0 ? "−" : "+") + size;
    }
}
