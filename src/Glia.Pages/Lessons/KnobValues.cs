namespace Glia.Pages;

/// <summary>What a lesson's knobs stand at.</summary>
/// <param name="Texts">Values as they were typed, by the knob's name; what is missing stands at its default.</param>
public sealed record KnobValues(IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Everything at its default.</summary>
    public static KnobValues Default { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The value of <paramref name="knob"/>.</summary>
    /// <exception cref="KnobException">It will not do.</exception>
    public T Get<T>(Knob<T> knob)
    {
        ArgumentNullException.ThrowIfNull(knob);
        return knob.Read(Texts.GetValueOrDefault(knob.Name, knob.DefaultText));
    }
}
