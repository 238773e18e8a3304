using System.Globalization;
using Glia.Pages;
using Glia.Studio.Http;
using Glia.Workbench;

namespace Glia.Studio.Stepping;

/// <summary>Which sample a step is to be shown of, and with which rate.</summary>
/// <param name="Index">A sample of the training data, from 0; where <paramref name="Move"/> goes from.</param>
/// <param name="Move">next, previous, random; without it the sample itself.</param>
/// <param name="Label">Only samples of this class, by its number.</param>
/// <param name="Values">Numbers of one's own instead of a sample.</param>
/// <param name="Target">What should come out of these: a class, or a number for each output with commas between.</param>
/// <param name="Rate">The learning rate; the run's unless given.</param>
internal sealed record StepAsk(int Index = 0, string? Move = null, int? Label = null, float[]? Values = null, string? Target = null, float? Rate = null);

/// <summary>The sample that a step is shown of.</summary>
/// <param name="Index">Its number in the training data; −1 for numbers of one's own.</param>
/// <param name="Features">Raw features, shape <c>(in)</c>.</param>
/// <param name="Targets">What should come out, shape <c>(out)</c>.</param>
internal sealed record StepSample(int Index, float[] Features, float[] Targets)
{
    /// <summary>Inputs that one can be asked to type.</summary>
    public const int MostTyped = 32;

    /// <exception cref="StudioException">There is no such sample.</exception>
    public static StepSample Find(StepAsk ask, Network network, NamedData train)
    {
        if (ask.Values is { } values) return Typed(values, ask.Target, network);
        int index = Move(ask, train.Data);
        return new(index, train.Data.Features(index), TargetsOf(network, train.Data, index));
    }

    /// <summary>Sample 12 of its data.</summary>
    public string Name(NamedData train) => Index < 0 ? $"({string.Join(", ", Features.Select(Num.Exact))})" : $"sample {Index} of {train.Name}";

    private static StepSample Typed(float[] values, string? target, Network network)
    {
        if (values.Length != network.Inputs || values.Length > MostTyped) throw StudioException.Bad("values", $"This network takes {network.Inputs} numbers.");
        if (values.Any(v => !float.IsFinite(v))) throw StudioException.Bad("values", "These must be numbers.");
        int label = Enumerable.Range(0, network.ClassNames.Count).FirstOrDefault(c => network.ClassNames[c] == target?.Trim(), -1);
        if (label >= 0) return new(-1, values, Encoded(network, label));
        string[] parts = (target ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        float[] targets = [.. parts.Select(p => float.TryParse(p, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number : float.NaN)];
        if (targets.Length != network.Outputs || targets.Any(t => !float.IsFinite(t)))
            throw StudioException.Bad("target", $"Say what should come out: {(network.ClassNames.Count > 0 ? $"one of {string.Join(", ", network.ClassNames.Take(12))}, or " : "")}{(network.Outputs == 1 ? "a number" : $"{network.Outputs} numbers with commas between them")}.");
        return new(-1, values, targets);
    }

    private static int Move(StepAsk ask, Dataset data)
    {
        if (ask.Index < 0 || ask.Index >= data.Count) throw StudioException.Bad("index", $"The training data have the samples 0 to {data.Count - 1}.");
        if (ask.Label is { } label && (!data.IsClassification || label < 0 || label >= data.ClassCount)) throw StudioException.Bad("label", "There is no such class.");
        bool Fits(int i) => ask.Label is null || data.Label(i) == ask.Label;
        IEnumerable<int> places = ask.Move switch
        {
            null => [ask.Index],
            "next" => Around(ask.Index, 1, data.Count),
            "previous" => Around(ask.Index, -1, data.Count),
            "random" => Around(Random.Shared.Next(data.Count), 1, data.Count),
            _ => throw StudioException.Bad("move", "One moves to the 'next', the 'previous' or a 'random' sample."),
        };
        return ask.Move is null ? ask.Index : places.Select(i => (int?)i).FirstOrDefault(i => Fits(i!.Value)) ?? throw StudioException.Bad("label", "There is no sample of this class.");
    }

    // Every place once, from the one after this in that direction round to itself.
    private static IEnumerable<int> Around(int index, int direction, int count) => Enumerable.Range(1, count).Select(k => (((index + (direction * k)) % count) + count) % count);

    private static float[] TargetsOf(Network network, Dataset data, int index) => data.IsClassification ? Encoded(network, data.Label(index)) : data.Targets(index).ToArray();

    private static float[] Encoded(Network network, int label)
    {
        var targets = new float[network.Outputs];
        (network.Encoding ?? TargetEncoding.For(network.ClassNames.Count, network.Outputs)).Encode(label, targets);
        return targets;
    }
}
