using System.Globalization;

namespace Glia.Live.Tests;

/// <summary>Writes down what a session tells.</summary>
internal sealed class HeardEvents : LiveListener
{
    public List<string> All { get; } = [];

    public List<string> Warnings { get; } = [];

    public override void OnOutputs(ReadOnlySpan<float> values) => All.Add("outputs " + string.Join(' ', values.ToArray().Select(v => v.ToString(CultureInfo.InvariantCulture))));

    public override void OnProbabilities(int number, string name, ReadOnlySpan<float> probabilities) => All.Add($"{name} " + string.Join(' ', probabilities.ToArray().Select(v => v.ToString(CultureInfo.InvariantCulture))));

    public override void OnExample(Example example) => All.Add($"example {example.Id}");

    public override void OnTrained(TrainingOutcome outcome) => All.Add($"learned {outcome.End}");

    public override void OnGesture(int gesture) => All.Add($"gesture {gesture}");

    public override void OnWarning(string text) => Warnings.Add(text);
}
