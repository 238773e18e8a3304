using System.Text.Json.Serialization;
using Glia.Pages;
using Glia.Studio.Pages;
using Glia.Workbench;

namespace Glia.Studio.Inspection;

// What the page is sent of looks. Each has its twin in web/src/views/inspect/types.ts.

/// <summary>What was looked at, and when.</summary>
/// <param name="Epoch">How far the run was.</param>
/// <param name="IsStale">Whether the network has other weights by now.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Data">The samples, in words.</param>
/// <param name="Count">How many there are.</param>
internal sealed record LookFact(int Epoch, bool IsStale, double Seconds, string Data, int Count)
{
    public static LookFact Of(Look look, NamedData data) => new(look.Epoch, look.IsStale, Math.Round(look.Seconds, 2), data.Name, data.Data.Count);
}

/// <summary>Right and wrong answers to the test data.</summary>
/// <param name="Look">Of what and when.</param>
/// <param name="Classes">The classes; empty for a network that predicts values.</param>
/// <param name="Counts">Row: what it is; column: what it was taken for, a last one for "nothing" where there is any such answer. Null for values and for more classes than a matrix has room for.</param>
/// <param name="Pairs">The pairs mixed up most, where there is no matrix.</param>
/// <param name="HasNone">Whether there is that last column.</param>
/// <param name="Right">Right answers.</param>
/// <param name="Width">Width of a sample's picture; 0 where samples are none.</param>
/// <param name="Height">Height of a sample's picture.</param>
/// <param name="Worst">The worst mistakes, the worst first.</param>
/// <param name="Figures">How much is right, and how sure that is.</param>
/// <param name="PerClass">Precision, recall and F1.</param>
/// <param name="Sureness">Reliability.</param>
internal sealed record MistakesView(
    LookFact Look, IReadOnlyList<string> Classes, int[][]? Counts, IReadOnlyList<PairFact>? Pairs, bool HasNone, int Right, int Width, int Height,
    IReadOnlyList<SampleFact> Worst, Fragment Figures, Fragment? PerClass, Fragment? Sureness)
{
    private const int MostClasses = 30, MostWorst = 24, MostPairs = 100;

    public static MistakesView Of(LookFact fact, MistakesLook found)
    {
        Dataset data = found.Test.Data;
        (int width, int height) = data.Shape.IsImage ? (data.Shape.Width, data.Shape.Height) : (0, 0);
        if (found.Evaluation is not { } evaluation) return OfValues(fact, found);
        var facts = new SampleFacts(data, evaluation);
        bool hasNone = evaluation.Confusion.Invalid > 0, hasMatrix = data.ClassCount <= MostClasses;
        return new(fact, data.ClassNames, hasMatrix ? Matrix(evaluation, hasNone) : null, hasMatrix ? null : [.. MixedUp(evaluation)], hasNone, evaluation.Confusion.Correct, width, height,
            [.. evaluation.WorstMistakes().Take(MostWorst).Select(facts.Of)], Fragment.Of([EvaluationReport.Figures(evaluation)]), Fragment.Of([EvaluationReport.Classes(evaluation.Confusion)]), Fragment.Of(EvaluationReport.Sureness(evaluation)));
    }

    private static MistakesView OfValues(LookFact fact, MistakesLook found)
    {
        Dataset data = found.Test.Data;
        float[] outputs = found.Outputs!;
        int width = data.TargetCount;
        double Error(int i) => Enumerable.Range(0, width).Sum(o => Math.Pow(outputs[(i * width) + o] - data.Targets(i)[o], 2)) / width;
        double[] errors = [.. Enumerable.Range(0, data.Count).Select(Error)];
        double mean = errors.Average();
        int[] worst = [.. Enumerable.Range(0, data.Count).OrderByDescending(i => errors[i]).Take(MostWorst)];
        string Values(IEnumerable<float> values) => string.Join(", ", values.Take(6).Select(v => Num.Of(v)));
        var figures = new Table(["<", "", "<"],
        [
            ["root of the mean squared error", new Cell(Num.Of(Math.Sqrt(mean)), Tone.Strong), "in the units of what is predicted"],
            ["mean squared error", Num.Of(mean), "0 is perfect"],
        ]);
        var table = new Table(["<sample", "<its values", "is", "predicted", "error"],
            [.. worst.Select(i => (IReadOnlyList<Cell>)[$"no. {i}", Values(data.Features(i)), Values(data.Targets(i).ToArray()), Values(outputs.AsSpan(i * width, width).ToArray()), Num.Of(Math.Sqrt(errors[i]))])])
        {
            Caption = "The samples that it is farthest off on.",
        };
        return new(fact, [], null, null, false, 0, 0, 0, [], Fragment.Of([figures, table]), null, null);
    }

    private static int[][] Matrix(Evaluation evaluation, bool hasNone)
    {
        int classes = evaluation.Confusion.ClassNames.Count;
        var counts = new int[classes][];
        for (int c = 0; c < classes; c++) counts[c] = new int[classes + (hasNone ? 1 : 0)];
        foreach (Answer answer in evaluation.Answers) counts[answer.Actual][answer.Predicted < 0 ? classes : answer.Predicted]++;
        return counts;
    }

    private static IEnumerable<PairFact> MixedUp(Evaluation evaluation) => evaluation.Answers.Where(a => !a.IsCorrect).GroupBy(a => (a.Actual, a.Predicted))
        .Select(g => new PairFact(g.Key.Actual, g.Key.Predicted, g.Count())).OrderByDescending(p => p.Count).ThenBy(p => p.Actual).ThenBy(p => p.Predicted).Take(MostPairs);
}

/// <summary>How often one class was taken for another.</summary>
internal sealed record PairFact(int Actual, int Predicted, int Count);

/// <summary>The samples behind one cell of the confusion matrix: mistakes surest first, right answers in doubt first.</summary>
internal sealed record CellView(int Actual, int Predicted, int Total, int From, IReadOnlyList<SampleFact> Samples)
{
    private const int Most = 60;

    public static CellView Of(Evaluation evaluation, SampleFacts facts, int actual, int predicted, int from)
    {
        Answer[] all = [.. evaluation.Cell(actual, predicted)];
        if (actual == predicted) Array.Reverse(all);
        return new(actual, predicted, all.Length, from, [.. all.Skip(from).Take(Most).Select(facts.Of)]);
    }
}

/// <summary>One sample with its answer.</summary>
/// <param name="Index">Its number in the test data.</param>
/// <param name="Actual">Its class.</param>
/// <param name="Predicted">The answer; −1 for none.</param>
/// <param name="Confidence">How sure the answer is.</param>
/// <param name="Beliefs">How much it believes in each class, where they are few.</param>
/// <param name="IsUnsure">Whether the network itself says that it is unsure.</param>
/// <param name="Picture">Grey values in base64; null where it is no picture.</param>
/// <param name="Text">Its values where it is no picture.</param>
internal sealed record SampleFact(int Index, int Actual, int Predicted, float Confidence, float[]? Beliefs, bool IsUnsure, string? Picture, string? Text);

/// <summary>Makes <see cref="SampleFact"/>s.</summary>
internal sealed class SampleFacts(Dataset data, Evaluation evaluation)
{
    private const int MostClasses = 20, MostValues = 12;

    public SampleFact Of(Answer answer)
    {
        float[] features = data.Features(answer.Index);
        string? text = data.Shape.IsImage ? null : string.Join(", ", features.Take(MostValues).Select(v => Num.Of(v))) + (features.Length > MostValues ? " …" : "");
        return new(answer.Index, answer.Actual, answer.Predicted, answer.Confidence, data.ClassCount <= MostClasses ? evaluation.Probabilities(answer.Index).ToArray() : null, answer.IsUnsure,
            data.Shape.IsImage ? Grey.Of(features) : null, text);
    }
}

/// <summary>The layers and their neurons.</summary>
/// <param name="Look">Of what and when.</param>
/// <param name="Lead">The network in one line.</param>
/// <param name="Layers">The layers with weights.</param>
/// <param name="Report">Table and histograms.</param>
internal sealed record NeuronsView(LookFact Look, string Lead, IReadOnlyList<LayerLook> Layers, Fragment Report)
{
    public static NeuronsView Of(LookFact fact, NetworkInspection inspection) =>
        new(fact, InspectionPage.Lead(inspection), [.. inspection.Layers.Select((_, i) => LayerLook.Of(inspection, i))], Fragment.Of(InspectionPage.Layers(inspection)));
}

/// <summary>One layer.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its neurons.</param>
/// <param name="Activation">Its activation.</param>
/// <param name="Width">Width of the pictures that its weights are; 0 where they are none.</param>
/// <param name="Height">Their height.</param>
/// <param name="Limit">The largest weight: byte 0 is −limit, 128 is 0, 255 is limit.</param>
/// <param name="Weights">The weights of the neurons below, one after the other, in base64; null where they are too many.</param>
/// <param name="Neurons">Its neurons: all, or of very many those with the largest weights.</param>
internal sealed record LayerLook(int Number, string Name, int Inputs, int Outputs, string Activation, int Width, int Height, double Limit, string? Weights, IReadOnlyList<NeuronLook> Neurons)
{
    private const int MostWeights = 400_000;

    public static LayerLook Of(NetworkInspection inspection, int index)
    {
        LayerStatistics layer = inspection.Layers[index];
        WeightMatrix weights = inspection.Network.Weights(layer.Index);
        int[] shown = NeuronBlocks.Shown(inspection, index);
        bool isPicture = index == 0 && inspection.IsPicture;
        double limit = Math.Max(Math.Abs(layer.Weights.Min), Math.Abs(layer.Weights.Max));
        return new(index + 1, inspection.LayerName(index), weights.In, weights.Out, layer.Activation.Name, isPicture ? inspection.Shape.Width : 0, isPicture ? inspection.Shape.Height : 0, double.IsFinite(limit) ? limit : 0,
            (long)shown.Length * weights.In <= MostWeights ? Grey.Signed([.. shown.SelectMany(weights.Row)], limit) : null,
            [.. shown.Select(u => NeuronLook.Of(inspection, layer, u, index == inspection.Layers.Count - 1))]);
    }
}

/// <summary>One neuron and what it does over the test data.</summary>
/// <param name="Unit">From 1.</param>
/// <param name="State">dead, saturated, or empty. Outputs that are sure are flat, and rightly: they are never called saturated.</param>
/// <param name="Tuned">The classes that excite it most, or the class that it stands for.</param>
/// <param name="Mean">Its mean output.</param>
/// <param name="Min">Its smallest.</param>
/// <param name="Max">Its largest.</param>
/// <param name="ActivePart">Part of the samples on which it is active.</param>
internal sealed record NeuronLook(int Unit, string State, string Tuned, double? Mean, float? Min, float? Max, double ActivePart)
{
    public static NeuronLook Of(NetworkInspection inspection, LayerStatistics layer, int unit, bool isLast)
    {
        NeuronStatistics neuron = layer.Neurons[unit];
        string state = neuron.IsDead ? "dead" : neuron.IsSaturated && !isLast ? "saturated" : "";
        IReadOnlyList<string> names = inspection.Data!.ClassNames;
        string tuned = neuron.IsDead ? "" : string.Join(' ', neuron.TunedTo.Take(3).Select(c => names[c]));
        return new(unit + 1, state, tuned, double.IsFinite(neuron.Mean) ? neuron.Mean : null, float.IsFinite(neuron.Min) ? neuron.Min : null, float.IsFinite(neuron.Max) ? neuron.Max : null, neuron.ActivePart);
    }
}

/// <summary>A look that is a page.</summary>
internal sealed record PageLook(LookFact Look, Fragment Page);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(LookProgress))]
[JsonSerializable(typeof(MistakesView))]
[JsonSerializable(typeof(CellView))]
[JsonSerializable(typeof(NeuronsView))]
[JsonSerializable(typeof(PageLook))]
internal sealed partial class InspectionJson : JsonSerializerContext;
