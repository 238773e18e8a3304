using System.Globalization;

namespace Glia.Cli;

/// <summary>A network as its widths: 784-15-10, inputs first, outputs last.</summary>
internal sealed record NetworkShape(IReadOnlyList<int> Widths)
{
    private const int MostWidth = 1_000_000, MostWeights = 1 << 28;

    /// <summary>Whether the text is meant as a shape: numbers and hyphens, and no file of that name.</summary>
    public static bool IsShape(string text) => text.Contains('-', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c == '-') && !File.Exists(text);

    /// <exception cref="ToolException">It is no shape; the message names <paramref name="option"/>.</exception>
    public static NetworkShape Parse(string option, string text)
    {
        string[] parts = text.Split('-');
        var widths = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out widths[i]) || widths[i] is < 1 or > MostWidth)
                throw ToolException.BadOption(option, $"'{text}' is not a shape such as 784-15-10: widths from 1 to {Show.Count(MostWidth)}, inputs first, outputs last.");
        }

        if (widths.Length < 2) throw ToolException.BadOption(option, $"'{text}' has one width; a network needs inputs and outputs, such as 784-10.");
        if (widths.Zip(widths.Skip(1), (a, b) => (long)a * b).Sum() > MostWeights)
            throw ToolException.BadOption(option, $"'{text}' has more than {Show.Count(MostWeights)} weights, which is more than this tool takes.");
        return new NetworkShape(widths);
    }

    /// <summary>A network of that shape with sigmoid layers, its weights and biases fresh.</summary>
    /// <param name="seed">Seed of the starting weights.</param>
    /// <param name="init">How weights and biases are drawn; null for the library's defaults.</param>
    public Network Create(ulong seed, Initializer? init = null)
    {
        Layer[] layers = [.. Widths.Skip(1).Select(units => init is null
            ? new Dense(units, Activation.Sigmoid)
            : new Dense(units, Activation.Sigmoid) { Weights = init, Biases = init })];
        return new Network(Widths[0], seed, layers);
    }
}
