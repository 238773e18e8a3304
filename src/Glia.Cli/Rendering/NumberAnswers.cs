using System.Globalization;
using System.Text.Json;

namespace Glia.Cli;

/// <summary>What a network says to inputs that were typed as numbers: its outputs and, where it tells classes apart, its answer.</summary>
internal static class NumberAnswers
{
    private const int MostInputs = 8; // more would not fit into a line

    public static void Write(ToolConsole console, Network network, IReadOnlyList<InputNumbers> inputs)
    {
        bool hasClasses = network.ClassNames.Count > 0;
        string outputs = network.Outputs == 1 ? "output" : "outputs";
        var table = hasClasses ? new TextTable("<inputs", $"<{outputs}", "<answer", "<how sure") : new TextTable("<inputs", $"<{outputs}");
        foreach (InputNumbers input in inputs)
        {
            string typed = string.Join(", ", input.Values.Take(MostInputs).Select(Show.Exact)) + (input.Values.Length > MostInputs ? ", …" : "");
            string said = string.Join("  ", network.Predict(input.Values).Select(Output));
            if (hasClasses) table.Add(typed, said, Name(network, Opinion.Of(network, input.Values)), Sure(Opinion.Of(network, input.Values)));
            else table.Add(typed, said);
        }

        table.Write(console.Out);
    }

    public static void WriteJson(ToolConsole console, string model, Network network, IReadOnlyList<InputNumbers> inputs) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("model", model);
        writer.WriteStartArray("predictions");
        foreach (InputNumbers input in inputs)
        {
            writer.WriteStartObject();
            writer.Numbers("inputs", input.Values);
            writer.Numbers("outputs", network.Predict(input.Values));
            if (network.ClassNames.Count > 0) WriteAnswer(writer, network, Opinion.Of(network, input.Values));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteAnswer(Utf8JsonWriter writer, Network network, Opinion opinion)
    {
        writer.WriteString("answer", opinion.Answer < 0 ? null : network.ClassNames[opinion.Answer]);
        writer.Number("sure", opinion.Belief);
        if (opinion.IsUnsure is { } isUnsure) writer.WriteBoolean("unsure", isUnsure);
        writer.Probabilities(network, opinion);
    }

    private static string Name(Network network, Opinion opinion) => opinion.Answer < 0 ? "none" : opinion.Name(network);

    private static string Sure(Opinion opinion) => opinion.IsUnsure == true ? "unsure" : Show.Percent(opinion.Belief, 1);

    private static string Output(float output) => output.ToString("0.0000", CultureInfo.InvariantCulture);
}
