namespace Glia.Studio.Runs;

// What the page is sent of runs. Each has its twin in web/src/api/types.ts.

internal sealed record RunSummary(
    string Id, string Name, RunStatus Status, string? Message, string Data, string DataId, string Kind, string Shape, int Parameters, int Inputs, int Outputs, IReadOnlyList<string> Classes,
    bool ReadsDigits, int Epoch, int Epochs, double? Loss, double? Accuracy, double? ValidationAccuracy, double? TestAccuracy, DateTimeOffset Created, double Seconds)
{
    public static RunSummary Of(StudioRun run)
    {
        RunRecord r = run.Record;
        return new(r.Id, r.Name, r.Status, r.Message, r.Data, r.Settings.GetValueOrDefault("data", Workbench.DataSource.Default), r.Kind, r.Shape, r.Parameters, r.Inputs, r.Outputs, r.Classes, r.ReadsDigits, r.Epoch, r.Epochs, r.Loss, r.Accuracy, r.ValidationAccuracy, r.TestAccuracy, r.Created, r.Seconds);
    }
}

internal sealed record RunDetail(
    RunSummary Summary, IReadOnlyDictionary<string, string> Settings, IReadOnlyList<string> Lines, IReadOnlyList<LayerFact> Layers, string Command, string Code, CurveView Curve,
    ProgressView? Progress, RunDivergence? Divergence, IReadOnlyList<RunScore> Scores, IReadOnlyList<string> Notes)
{
    public static RunDetail Of(StudioRun run)
    {
        RunRecord record = run.Record;
        (string command, string code) = Repetition.Of(run.Settings, record);
        return new(RunSummary.Of(run), record.Settings, record.Status == RunStatus.Failed ? [] : [.. run.Settings.Recipe.Lines()], run.Snapshot is { } network ? LayerFact.Of(network) : [], command, code,
            CurveView.Of(run.Curve.All()), ProgressView.Of(run), record.Divergence, record.Scores, record.Notes);
    }
}

internal sealed record LayerFact(int Index, string Kind, int Inputs, int Outputs, string? Activation, bool HasBias)
{
    public static IReadOnlyList<LayerFact> Of(Network network)
    {
        var facts = new List<LayerFact>();
        int inputs = network.Inputs;
        foreach ((int index, Layer layer) in network.Layers.Index())
        {
            facts.Add(new(index, layer.Kind, inputs, layer.Outputs(inputs), (layer as Dense)?.Activation.Name, layer.BiasCount > 0));
            inputs = layer.Outputs(inputs);
        }

        return facts;
    }
}

internal sealed record CurveView(int[] Epochs, double?[] Loss, double?[] Accuracy, double?[] ValidationLoss, double?[] ValidationAccuracy)
{
    public static CurveView Of(CurvePoint[] points) => new(
        [.. points.Select(p => p.Epoch)], [.. points.Select(p => Round(p.Loss))], [.. points.Select(p => Round(p.Accuracy))], [.. points.Select(p => Round(p.ValidationLoss))], [.. points.Select(p => Round(p.ValidationAccuracy))]);

    // As many digits as a curve shows; the files have all of them.
    private static double? Round(double value) => double.IsFinite(value) ? double.Parse(value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture) : null;
}

internal sealed record ProgressView(int Epoch, int Epochs, int Position, int Count, double? Loss, double? Accuracy, double Rate, double Speed, double? SecondsLeft)
{
    public static ProgressView? Of(StudioRun run)
    {
        if (run.Progress is not { } p) return null;
        RunRecord record = run.Record;
        double left = ((double)(p.Epochs - p.Epoch) * p.SamplesPerEpoch) + (p.SamplesPerEpoch - p.SamplesDone);
        return new(p.Epoch + record.EpochsBefore, record.Epochs, p.SamplesDone, p.SamplesPerEpoch, Finite(p.Loss), Finite(p.Accuracy), p.LearningRate, p.SamplesPerSecond, p.SamplesPerSecond > 0 ? left / p.SamplesPerSecond : null);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>One message of the live stream.</summary>
internal sealed record RunUpdate(RunSummary Summary, ProgressView? Progress, RunDivergence? Divergence, int Notes, int From, CurveView? Curve, long Version);

/// <summary>Settings with everything filled in, and what repeats them.</summary>
internal sealed record RunPlan(IReadOnlyDictionary<string, string> Settings, IReadOnlyList<string> Lines, string Command, string Code, string? Kind);

internal sealed record NewRun(Dictionary<string, string> Settings, string? Name = null);

internal sealed record Rename(string Name);

internal sealed record Steps(int Count);

internal sealed record Recover(float Rate);

internal sealed record NewWeight(int Layer, int Unit, int Input, float Value);
