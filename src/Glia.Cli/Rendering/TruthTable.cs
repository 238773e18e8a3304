using System.Globalization;
using System.Text.Json;

namespace Glia.Cli;

/// <summary>What a network answers to each row of a truth table: inputs, what is wanted, outputs, answer.</summary>
internal static class TruthTable
{
    public static void Write(ToolConsole console, Network network, Dataset gate, Evaluation evaluation)
    {
        var table = new TextTable("x", "y", "wanted", network.Outputs == 1 ? "output" : "outputs", "<answer");
        foreach (Answer answer in evaluation.Answers)
        {
            float[] point = gate.Features(answer.Index);
            string outputs = string.Join(' ', network.Predict(point).Select(o => o.ToString("F3", CultureInfo.InvariantCulture)));
            table.Add(Show.Exact(point[0]), Show.Exact(point[1]), gate.ClassNames[answer.Actual], outputs, Name(gate, answer) + (answer.IsCorrect ? "" : "  wrong"));
        }

        table.Write(console.Out);
    }

    public static void WriteJson(Utf8JsonWriter writer, Network network, Dataset gate, Evaluation evaluation)
    {
        writer.WriteStartArray("truthTable");
        foreach (Answer answer in evaluation.Answers)
        {
            float[] point = gate.Features(answer.Index);
            writer.WriteStartObject();
            writer.Numbers("inputs", point);
            writer.WriteString("wanted", gate.ClassNames[answer.Actual]);
            writer.Numbers("outputs", network.Predict(point));
            writer.WriteString("answer", answer.Predicted < 0 ? null : gate.ClassNames[answer.Predicted]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Name(Dataset gate, Answer answer) => answer.Predicted < 0 ? "none" : gate.ClassNames[answer.Predicted];
}
