using System.Text.Json.Serialization;
using Glia.Pages;
using Glia.Studio.Pages;
using Glia.Studio.Runs;
using Glia.Workbench;

namespace Glia.Studio.Stepping;

// What the page is sent of a step. Each has its twin in web/src/views/step/types.ts.

/// <summary>One training step on one sample.</summary>
/// <param name="Index">The sample's number; −1 for numbers of one's own.</param>
/// <param name="Count">Samples to train on.</param>
/// <param name="Data">What they are.</param>
/// <param name="Label">Its class; null where there is none.</param>
/// <param name="Features">What goes in, where that is few numbers.</param>
/// <param name="Picture">The picture that goes in, grey values row by row in base64.</param>
/// <param name="Width">Width of the picture.</param>
/// <param name="Height">Height of the picture.</param>
/// <param name="Targets">What should come out.</param>
/// <param name="Rate">The learning rate of this step.</param>
/// <param name="RunRate">That of the run, now.</param>
/// <param name="Optimizer">How the run itself steps, in words.</param>
/// <param name="Loss">The loss's name.</param>
/// <param name="LossBefore">The loss before the step.</param>
/// <param name="LossAfter">The loss after it; null where that is no number.</param>
/// <param name="Epoch">How far the run is.</param>
/// <param name="Stages">The stages in their order.</param>
/// <param name="Columns">The layers as the diagram shows them, inputs first.</param>
/// <param name="Links">Of each layer the weights between the neurons that are shown.</param>
internal sealed record StepView(
    int Index, int Count, string Data, int? Label, float[]? Features, string? Picture, int Width, int Height, float[] Targets, float Rate, float RunRate, string Optimizer,
    string Loss, float LossBefore, float? LossAfter, int Epoch, IReadOnlyList<StageView> Stages, IReadOnlyList<StepColumn> Columns, IReadOnlyList<StepLinks> Links)
{
    public static StepView Of(StudioRun run, StepSample sample, NamedData train, StepTrace step)
    {
        FeatureShape shape = train.Data.Shape;
        RunRecord record = run.Record;
        int? label = sample.Index >= 0 && train.Data.IsClassification ? train.Data.Label(sample.Index) : null;
        StepColumn[] columns = [.. StepColumn.All(step)];
        return new(
            sample.Index, train.Data.Count, train.Name, label, shape.IsImage || sample.Features.Length > StepSample.MostTyped ? null : sample.Features,
            shape.IsImage ? Grey.Of(sample.Features) : null, shape.Width, shape.Height, sample.Targets, step.Rate, RateOf(run), OptimizerOf(run.Settings.Recipe),
            step.Loss.Name, step.LossBefore, float.IsFinite(step.LossAfter) ? step.LossAfter : null, record.Epoch,
            [.. ExplainPage.Stages(step, new ExplainOptions()).Select(s => new StageView(s.Part, s.Layer, s.Title, Fragment.Of(s.Blocks)))], columns, [.. StepLinks.All(step, columns)]);
    }

    /// <summary>The rate that the run has now, or begins with.</summary>
    public static float RateOf(StudioRun run) => run.Progress is { LearningRate: > 0 } progress ? (float)progress.LearningRate : run.Settings.Recipe.Rate;

    private static string OptimizerOf(Recipe recipe) => $"{recipe.Optimizer.Name}, {(recipe.Batch == 0 ? "all samples at once" : recipe.Batch == 1 ? "one sample at a time" : $"batches of {recipe.Batch}")}";
}

/// <summary>One stage.</summary>
internal sealed record StageView(string Part, int Layer, string Title, Fragment Page);

/// <summary>One layer of the diagram.</summary>
/// <param name="Size">Its neurons.</param>
/// <param name="Activation">Its activation; null for the inputs.</param>
/// <param name="Shown">The neurons that are shown: all of few, of many the most active.</param>
/// <param name="Outputs">What each of these gives.</param>
/// <param name="Sums">z of each; null for the inputs.</param>
/// <param name="Deltas">δ of each; null for the inputs.</param>
/// <param name="After">What each gives after the step.</param>
internal sealed record StepColumn(int Size, string? Activation, int[] Shown, float?[] Outputs, float?[]? Sums, float?[]? Deltas, float?[] After)
{
    private const int Most = 10;

    public static IEnumerable<StepColumn> All(StepTrace step)
    {
        bool isPicture = step.Forward.Network.InputShape.IsImage;
        int[] inputs = isPicture ? [] : Strongest(step.Forward.Inputs);
        yield return new(step.Forward.Inputs.Count, null, inputs, Pick(step.Forward.Inputs, inputs), null, null, Pick(step.Forward.Inputs, inputs));
        foreach (LayerStepTrace layer in step.Layers.Where(l => l.Forward.Dense is not null))
        {
            int[] shown = Strongest(layer.Forward.Outputs);
            yield return new(layer.Forward.Out, layer.Forward.Dense!.Activation.Name, shown, Pick(layer.Forward.Outputs, shown), Pick(layer.Forward.Sums, shown), Pick(layer.Deltas, shown), Pick(step.ForwardAfter.Layers[layer.Index].Outputs, shown));
        }
    }

    private static int[] Strongest(IReadOnlyList<float> values) => values.Count <= Most
        ? [.. Enumerable.Range(0, values.Count)]
        : [.. Enumerable.Range(0, values.Count).OrderByDescending(i => Math.Abs(values[i])).Take(Most).Order()];

    private static float?[] Pick(IReadOnlyList<float> values, int[] shown) => [.. shown.Select(i => float.IsFinite(values[i]) ? values[i] : (float?)null)];
}

/// <summary>The weights between two columns of the diagram, row by row: from each neuron shown on the left to each on the right.</summary>
/// <param name="Weights">The weights before the step, shape <c>(right · left)</c>.</param>
/// <param name="Changes">What the step adds to each.</param>
internal sealed record StepLinks(float[] Weights, float[] Changes)
{
    public static IEnumerable<StepLinks> All(StepTrace step, StepColumn[] columns)
    {
        LayerStepTrace[] dense = [.. step.Layers.Where(l => l.Forward.Dense is not null)];
        for (int i = 0; i < dense.Length; i++)
        {
            LayerStepTrace layer = dense[i];
            (int Unit, int Input)[] places = [.. columns[i + 1].Shown.SelectMany(unit => columns[i].Shown.Select(input => (unit, input)))];
            yield return new([.. places.Select(p => layer.Forward.Weights[p.Unit, p.Input])], [.. places.Select(p => Finite(step.WeightChange(layer.Index, p.Unit, p.Input)))]);
        }
    }

    private static float Finite(float value) => float.IsFinite(value) ? value : 0;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectRequiredConstructorParameters = true, MaxDepth = 16)]
[JsonSerializable(typeof(StepAsk))]
[JsonSerializable(typeof(StepView))]
internal sealed partial class StepJson : JsonSerializerContext;
