using System.Globalization;

namespace Glia.Cli;

/// <summary>A network's inputs as they are typed: <c>0.9,0.1,0.8</c>.</summary>
internal sealed record InputNumbers(string Text, float[] Values)
{
    /// <summary>Whether the text is meant as numbers: no file has that name, and there is nothing in it but digits, signs, points, commas and exponents.</summary>
    public static bool IsMeant(string text) => text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || "+-.,eE".Contains(c, StringComparison.Ordinal)) && !File.Exists(text);

    /// <exception cref="ToolException">It is no list of numbers, or not of as many as the network has inputs.</exception>
    public static InputNumbers Parse(string option, string text, Network network, string model)
    {
        string[] parts = text.Split(',');
        var values = new float[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !float.IsFinite(values[i]))
                throw ToolException.BadOption(option, $"'{text}' is no list of numbers such as 0.9,0.1,0.8: there is no number in '{parts[i]}', and there is no picture of that name.");
        if (values.Length != network.Inputs)
            throw ToolException.BadOption(option, $"{model} takes {network.Inputs} {(network.Inputs == 1 ? "input" : "inputs")}, but '{text}' has {values.Length}. Write them with commas and without blanks, as in {Example(network.Inputs)}.");
        return new InputNumbers(text, values);
    }

    private static string Example(int inputs) => inputs <= 4 ? string.Join(',', "0.9,0.1,0.8,0.5".Split(',').Take(inputs)) : "0.9,0.1,0.8,…";
}
