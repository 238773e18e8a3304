using System.Text.Json;

namespace Glia.Cli;

/// <summary>An evaluation as JSON.</summary>
internal static class EvaluationJson
{
    /// <summary>Writes the figures into an object called <paramref name="name"/>.</summary>
    public static void Write(Utf8JsonWriter writer, string name, NamedData data, Evaluation evaluation, bool canBeUnsure)
    {
        writer.WriteStartObject(name);
        writer.WriteString("data", data.Name);
        writer.WriteNumber("samples", evaluation.Count);
        writer.Number("accuracy", evaluation.Accuracy);
        writer.Number("top2", evaluation.TopKAccuracy(2));
        writer.Number("top3", evaluation.TopKAccuracy(3));
        writer.Number("logLoss", evaluation.LogLoss);
        writer.Number("expectedCalibrationError", evaluation.ExpectedCalibrationError);
        if (canBeUnsure)
        {
            writer.WriteNumber("answered", evaluation.AnsweredCount);
            writer.Number("answeredAccuracy", evaluation.AnsweredAccuracy);
        }

        ConfusionMatrix confusion = evaluation.Confusion;
        writer.Number("macroPrecision", confusion.MacroPrecision);
        writer.Number("macroRecall", confusion.MacroRecall);
        writer.Number("macroF1", confusion.MacroF1);
        writer.WriteNumber("invalidAnswers", confusion.Invalid);
        ReliabilityTable.Write(writer, "reliability", evaluation.Reliability);
        WriteClasses(writer, confusion);
        WriteConfusion(writer, confusion);
        writer.WriteEndObject();
    }

    private static void WriteClasses(Utf8JsonWriter writer, ConfusionMatrix confusion)
    {
        writer.WriteStartArray("classes");
        for (int c = 0; c < confusion.ClassNames.Count; c++)
        {
            writer.WriteStartObject();
            writer.WriteString("name", confusion.ClassNames[c]);
            writer.WriteNumber("samples", confusion.Support(c));
            writer.Number("precision", confusion.Precision(c));
            writer.Number("recall", confusion.Recall(c));
            writer.Number("f1", confusion.F1(c));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteConfusion(Utf8JsonWriter writer, ConfusionMatrix confusion)
    {
        writer.WriteStartArray("confusion"); // rows: true classes; columns: answers
        for (int i = 0; i < confusion.ClassNames.Count; i++)
        {
            writer.WriteStartArray();
            for (int j = 0; j < confusion.ClassNames.Count; j++) writer.WriteNumberValue(confusion[i, j]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
