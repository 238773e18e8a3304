namespace Glia.Pages;

/// <summary>Two networks or more on the same samples: who is right more often, whether that means anything, and where they disagree.</summary>
public sealed class ComparisonReport
{
    private const int MostCards = 24, FewCards = 3, MostPairs = 60, FewPairs = 8, MostPerPair = 24;
    private const double Unlikely = 0.05; // the usual level (Fisher 1925)

    private readonly string _source;
    private readonly IReadOnlyList<ComparedNetwork> _networks;
    private readonly SampleView _samples;

    /// <summary>Compares <paramref name="networks"/>; where it goes into detail, the first two of them.</summary>
    /// <param name="source">What the samples are, in words.</param>
    /// <param name="networks">Two or more, with their answers to the same samples.</param>
    /// <param name="data">The samples.</param>
    /// <exception cref="ArgumentException">There are fewer than two, or their answers are to different samples.</exception>
    public ComparisonReport(string source, IReadOnlyList<ComparedNetwork> networks, Dataset data)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(data);
        if (networks.Count < 2) throw new ArgumentException("A comparison needs at least two networks.", nameof(networks));
        (_source, _networks, _samples) = (source, networks, new SampleView(data));
        Pair = Comparison.Of(networks[0].Evaluation, networks[1].Evaluation);
        Mean = Evaluation.OfMean([.. networks.Select(n => n.Evaluation)]);
        Sameness = Pages.Sameness.Describe(networks[0], networks[1]);
    }

    /// <summary>The first two.</summary>
    public Comparison Pair { get; }

    /// <summary>All of them together: their beliefs averaged.</summary>
    public Evaluation Mean { get; }

    /// <summary>That the first two are one and the same network, in a sentence; null where they are not.</summary>
    public string? Sameness { get; }

    private ComparedNetwork A => _networks[0];

    private ComparedNetwork B => _networks[1];

    private IReadOnlyList<string> Names => Pair.First.Confusion.ClassNames;

    /// <summary>What matters most, for a terminal.</summary>
    public Page Short() => new($"{_networks.Count} networks on {_source}", [.. Head(), .. Verdict(), Classes(), .. Disagreements(FewPairs, isLinked: false), .. Samples(FewCards)]);

    /// <summary>Everything, with the samples behind the numbers.</summary>
    public Page Full() => new($"{_networks.Count} networks on {_source}",
    [
        .. Head(),
        .. Verdict(),
        Classes(),
        ClassPlot(),
        new Heading("How sure they may be"),
        ReliabilityBlocks.Diagram([.. _networks.Select(n => (n.Letter, n.Evaluation.Reliability))]),
        .. _networks.Select(n => new Section($"The bins of {n.Letter}: calibration error {Num.Percent(n.Evaluation.ExpectedCalibrationError, 2)}", [ReliabilityBlocks.Bins(n.Evaluation.Reliability)])),
        .. Disagreements(MostPairs, isLinked: true),
        .. Samples(MostCards),
        .. PairSections(),
    ]);

    private IEnumerable<Block> Head()
    {
        yield return new Table(["", "<network", "<layers", "numbers", "file"],
            [.. _networks.Select(n => (IReadOnlyList<Cell>)[new Cell(n.Letter, Tone.Strong), n.Name, n.Shape, Num.Count(n.Network.ParameterCount), n.FileBytes is { } bytes ? $"{Num.Count((bytes + 999) / 1000)} kB" : "–"])]);
        yield return new Table(["", "right", "with 95 % between", "wrong", "log-loss", "calibration error", "answered"], [.. _networks.Select(n => Score(n.Letter, n.Evaluation, n.Network.RejectOption is not null)), Score("mean", Mean, canBeUnsure: false)])
        {
            HasTotal = true,
            Caption = $"The mean is what they are together: {(_networks.Count == 2 ? "both" : $"all {_networks.Count}")} asked, their probabilities averaged. Answered: what it does not refuse as unsure; – where it never does.",
        };
    }

    private static IReadOnlyList<Cell> Score(string name, Evaluation evaluation, bool canBeUnsure)
    {
        WilsonInterval interval = WilsonInterval.Of(evaluation.Confusion.Correct, evaluation.Count);
        return
        [
            new Cell(name, Tone.Strong), new Cell(Num.Percent(evaluation.Accuracy, 2), Tone.Strong), $"{Num.Percent(interval.Low, 2)[..^2]} – {Num.Percent(interval.High, 2)}",
            Num.Count(evaluation.Count - evaluation.Confusion.Correct), Fixed(evaluation.LogLoss), Num.Percent(evaluation.ExpectedCalibrationError, 2),
            canBeUnsure ? Num.Percent((double)evaluation.AnsweredCount / evaluation.Count) : "–",
        ];
    }

    private IEnumerable<Block> Verdict()
    {
        yield return new Heading(_networks.Count == 2 ? "Does the difference mean anything?" : "The first two: does the difference mean anything?");
        if (Sameness is not null) yield return new Paragraph($"**{Sameness}**");
        yield return new Table(["<", "B right", "B wrong", "together"],
        [
            ["A right", Num.Count(Pair.BothRight), new Cell(Num.Count(Pair.OnlyFirstRight), Tone.Strong), Num.Count(Pair.First.Confusion.Correct)],
            ["A wrong", new Cell(Num.Count(Pair.OnlySecondRight), Tone.Strong), Num.Count(Pair.BothWrong), Num.Count(Pair.Count - Pair.First.Confusion.Correct)],
            ["together", Num.Count(Pair.Second.Confusion.Correct), Num.Count(Pair.Count - Pair.Second.Confusion.Correct), Num.Count(Pair.Count)],
        ])
        {
            HasTotal = true,
        };
        McNemarTest test = Pair.Test;
        if (test.Discordant > 0)
        {
            yield return new Equations(
                new($"b + c = {Num.Count(test.OnlyFirst)} + {Num.Count(test.OnlySecond)} = {Num.Count(test.Discordant)}", "right in A alone, and in B alone"),
                new($"p = {P(test.PValue)}", "McNemar's test, exact"));
        }

        yield return new Paragraph(Finding(test));
    }

    /// <summary>What the test comes to, in words.</summary>
    private string Finding(McNemarTest test)
    {
        if (test.Discordant == 0) return "Both have the same samples right, so there is nothing to tell them apart by.";
        double difference = Pair.Second.Accuracy - Pair.First.Accuracy;
        string better = difference == 0 ? "Both are right equally often." : $"{(difference > 0 ? B.Letter : A.Letter)} is right on {Num.Count(Math.Abs(test.OnlyFirst - test.OnlySecond))} samples more, {Num.Percent(Math.Abs(difference), 2)} of all.";
        string chance = $"If both were equally good, each of the {Num.Count(test.Discordant)} samples that one alone has right would be A's or B's by the toss of a coin; so uneven a split or a more uneven one has the probability {P(test.PValue)}.";
        string finding = test.PValue < Unlikely ? "**The difference is hardly chance**" : difference == 0 ? "**There is no difference**" : "**The difference may well be chance**";
        return $"{better} {chance} {finding} on samples like these. That is about these two networks as they are: trained again with other seeds, they may differ otherwise.";
    }

    private Table Classes() => new(["<class", "samples", .. _networks.Select(n => n.Letter), "B − A"],
        [.. Enumerable.Range(0, Names.Count).Select(c => (IReadOnlyList<Cell>)
            [new Cell(Names[c], Tone.Strong), Num.Count(Pair.First.Confusion.Support(c)), .. _networks.Select(n => new Cell(Num.Percent(n.Evaluation.Confusion.Recall(c), 2))), Difference(c)])])
    {
        Caption = "Of each class, what was found (recall); the difference in points of a hundred.",
    };

    private Cell Difference(int c)
    {
        double points = 100 * (Pair.Second.Confusion.Recall(c) - Pair.First.Confusion.Recall(c));
        string text = ReliabilityBlocks.Signed(points, 2);
        return new(text, text[0] switch { '+' => Tone.Good, '−' => Tone.Bad, _ => Tone.Faint });
    }

    private Plot ClassPlot() => new("What B finds more of each class than A; below 0, less", new Axis("class") { Names = Names }, new Axis("points of a hundred"),
        [new Bars("", [.. Enumerable.Range(0, Names.Count).Select(c => ((double)c, 100 * (Pair.Second.Confusion.Recall(c) - Pair.First.Confusion.Recall(c))))])]);

    private IEnumerable<Block> Disagreements(int most, bool isLinked)
    {
        IReadOnlyList<DisagreementCount> pairs = Pair.DisagreementCounts();
        yield return new Heading("Where they disagree");
        int different = Pair.Count - Pair.Agreeing;
        yield return new Paragraph(different == 0
            ? $"Nowhere: they give the same answer to all {Num.Count(Pair.Count)} samples."
            : $"They give the same answer to {Num.Count(Pair.Agreeing)} of {Num.Count(Pair.Count)} samples ({Num.Percent((double)Pair.Agreeing / Pair.Count, 2)}), and different ones to {Num.Count(different)}." + (pairs.Count > most ? $" The {most} most frequent of {pairs.Count} pairs of answers:" : ""));
        if (different == 0) yield break;
        yield return new Table(["<A says", "<B says", "times", "A right", "B right", "neither"],
            [.. pairs.Take(most).Select(p => (IReadOnlyList<Cell>)
                [BeliefCards.Name(Names, p.First), BeliefCards.Name(Names, p.Second), new Cell(Num.Count(p.Count), Tone.Strong) { Link = isLinked ? "#" + Anchor(p) : null },
                    Num.Count(p.FirstRight), Num.Count(p.SecondRight), Num.Count(p.Count - p.FirstRight - p.SecondRight)])]);
    }

    private IEnumerable<Block> Samples(int most)
    {
        IReadOnlyList<Disagreement> all = Pair.Disagreements();
        if (all.Count == 0) yield break;
        yield return new Heading(all.Count > most ? $"The {most} samples they disagree on most" : "The samples they disagree on");
        yield return new Cards([.. all.Take(most).Select(Card)]);
    }

    private Card Card(Disagreement sample) => new(
        $"A says **{BeliefCards.Name(Names, sample.First)}**, B says **{BeliefCards.Name(Names, sample.Second)}**; it is **{Names[sample.Actual]}**",
        [BeliefCards.Meters("A", Pair.First, sample.Index), BeliefCards.Meters("B", Pair.Second, sample.Index)])
    {
        Picture = _samples.Picture(sample.Index),
        Text = _samples.Text(sample.Index),
        Caption = $"no. {sample.Index}, {Num.Percent(sample.Distance, 0)} apart",
    };

    private IEnumerable<Block> PairSections()
    {
        DisagreementCount[] pairs = [.. Pair.DisagreementCounts().Take(MostPairs)];
        if (pairs.Length == 0) yield break;
        ILookup<(int, int), Disagreement> samples = Pair.Disagreements().ToLookup(d => (d.First, d.Second));
        int most = _samples.MostPerGroup(pairs.Length, MostPerPair);
        yield return new Heading("The samples behind every pair of answers");
        foreach (DisagreementCount pair in pairs) yield return Section(pair, [.. samples[(pair.First, pair.Second)]], most);
    }

    private Section Section(DisagreementCount pair, Disagreement[] samples, int most)
    {
        int shown = Math.Min(most, samples.Length), left = samples.Length - shown;
        string which = left == 0 ? "Those farthest apart first." : $"The {Num.Count(shown)} farthest apart; {Num.Count(left)} more are left out.";
        return new($"A says **{BeliefCards.Name(Names, pair.First)}**, B says **{BeliefCards.Name(Names, pair.Second)}**: {Num.Count(pair.Count)}",
            [new Paragraph(samples.Length == 1 ? "The only one." : which), _samples.Show(samples.Take(shown).Select(d => (d.Index, $"no. {d.Index}, is {Names[d.Actual]}")))], Anchor(pair));
    }

    private static string Anchor(DisagreementCount pair) => $"pair-{Part(pair.First)}-{Part(pair.Second)}";

    private static string Part(int answer) => answer < 0 ? "none" : answer.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Fixed(double value) => value.ToString("F4", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A probability: 0.0065, 1.2e-9.</summary>
    private static string P(double value) => value < 0.0001 ? Num.Of(value, 2) : Num.Of(value);
}
