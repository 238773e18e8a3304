using System.Text.Json;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>A comparison of networks as JSON.</summary>
internal static class ComparisonJson
{
    private const int MostSamples = 36;

    public static void Write(ToolConsole console, NamedData data, IReadOnlyList<string> models, IReadOnlyList<ComparedNetwork> networks, ComparisonReport report, string? html, string? sheet) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("data", data.Name);
        writer.WriteNumber("samples", data.Data.Count);
        writer.WriteStartArray("models");
        for (int i = 0; i < networks.Count; i++) WriteNetwork(writer, data, models[i], networks[i]);
        writer.WriteEndArray();
        WritePair(writer, data.Data.ClassNames, report);
        writer.WriteStartObject("mean");
        writer.Number("accuracy", report.Mean.Accuracy);
        writer.Number("logLoss", report.Mean.LogLoss);
        writer.Number("expectedCalibrationError", report.Mean.ExpectedCalibrationError);
        writer.WriteEndObject();
        if (html is not null) writer.WriteString("page", html);
        if (sheet is not null) writer.WriteString("sheet", sheet);
    });

    private static void WriteNetwork(Utf8JsonWriter writer, NamedData data, string model, ComparedNetwork network)
    {
        writer.WriteStartObject();
        writer.WriteString("letter", network.Letter);
        writer.WriteString("model", model);
        writer.WriteString("layers", network.Shape);
        writer.WriteNumber("parameters", network.Network.ParameterCount);
        if (network.FileBytes is { } bytes) writer.WriteNumber("bytes", bytes);
        WilsonInterval interval = WilsonInterval.Of(network.Evaluation.Confusion.Correct, network.Evaluation.Count);
        writer.WriteStartArray("accuracyBetween");
        writer.WriteNumberValue(interval.Low);
        writer.WriteNumberValue(interval.High);
        writer.WriteEndArray();
        EvaluationJson.Write(writer, "evaluation", data, network.Evaluation, network.Network.RejectOption is not null);
        writer.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter writer, IReadOnlyList<string> names, ComparisonReport report)
    {
        Comparison pair = report.Pair;
        writer.WriteStartObject("pair");
        writer.WriteString("same", report.Sameness);
        writer.WriteNumber("bothRight", pair.BothRight);
        writer.WriteNumber("onlyARight", pair.OnlyFirstRight);
        writer.WriteNumber("onlyBRight", pair.OnlySecondRight);
        writer.WriteNumber("bothWrong", pair.BothWrong);
        writer.WriteNumber("agreeing", pair.Agreeing);
        writer.Number("mcnemarP", pair.Test.PValue);
        writer.WriteStartArray("disagreements");
        foreach (DisagreementCount count in pair.DisagreementCounts())
        {
            writer.WriteStartObject();
            writer.WriteString("a", Name(names, count.First));
            writer.WriteString("b", Name(names, count.Second));
            writer.WriteNumber("times", count.Count);
            writer.WriteNumber("aRight", count.FirstRight);
            writer.WriteNumber("bRight", count.SecondRight);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("farthestApart");
        foreach (Disagreement sample in pair.Disagreements().Take(MostSamples)) WriteSample(writer, names, pair, sample);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSample(Utf8JsonWriter writer, IReadOnlyList<string> names, Comparison pair, Disagreement sample)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", sample.Index);
        writer.WriteString("is", names[sample.Actual]);
        writer.WriteString("a", Name(names, sample.First));
        writer.WriteString("b", Name(names, sample.Second));
        writer.Number("apart", sample.Distance);
        writer.Numbers("aProbabilities", pair.First.Probabilities(sample.Index));
        writer.Numbers("bProbabilities", pair.Second.Probabilities(sample.Index));
        writer.WriteEndObject();
    }

    private static string? Name(IReadOnlyList<string> names, int answer) => answer < 0 ? null : names[answer];
}
