namespace Glia.Pages;

/// <summary>Samples side by side, each with what one network or several believe of it.</summary>
/// <param name="Items">The cards.</param>
public sealed record Cards(IReadOnlyList<Card> Items) : Block
{
    /// <inheritdoc/>
    public override void Accept(IBlockVisitor visitor) => visitor.Visit(this);
}

/// <summary>One sample.</summary>
/// <param name="Title">What is to be said of it first, with <c>**strong words**</c>.</param>
/// <param name="Meters">Bars, one group for each network.</param>
public sealed record Card(string Title, IReadOnlyList<MeterGroup> Meters)
{
    /// <summary>What the sample looks like; null where it is no picture.</summary>
    public Picture? Picture { get; init; }

    /// <summary>The sample in words, such as its values; empty where the picture says it.</summary>
    public string Text { get; init; } = "";

    /// <summary>What stands below, such as the number of the sample.</summary>
    public string Caption { get; init; } = "";
}

/// <summary>Bars that belong together.</summary>
/// <param name="Title">Whose they are; empty for none.</param>
/// <param name="Meters">The bars.</param>
public sealed record MeterGroup(string Title, IReadOnlyList<Meter> Meters);

/// <summary>One bar with its number.</summary>
/// <param name="Label">What is measured: the name of a class.</param>
/// <param name="Value">The part that is filled, 0 … 1.</param>
/// <param name="Tone">How it is meant: <see cref="Tone.Good"/> for the true class, <see cref="Tone.Bad"/> for a wrong answer.</param>
public sealed record Meter(string Label, double Value, Tone Tone = Tone.Plain);
