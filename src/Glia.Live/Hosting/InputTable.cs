using System.Globalization;
using System.Text;
using Glia.Formats;

namespace Glia.Live;

/// <summary>Inputs in a table, one row each, answered all at once.</summary>
internal static class InputTable
{
    private const int MostBytes = 256 << 20;

    /// <summary>Answers every row of a CSV file. A first row of words is taken for names.</summary>
    /// <returns>Number of rows; below 0 where the session cannot answer, which it has said.</returns>
    /// <exception cref="InvalidFileException">A row is none of as many numbers as there are inputs.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static int Answer(string from, string to, LiveSession session)
    {
        if (new FileInfo(from) is { Exists: true, Length: > MostBytes }) throw new InvalidFileException(from, "size", $"It is larger than {MostBytes >> 20} MB.");
        string[] lines = File.ReadAllLines(from);
        var text = new StringBuilder();
        var inputs = new float[session.InputCount];
        var outputs = new float[session.OutputCount];
        int rows = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string[] cells = lines[i].Split(',', StringSplitOptions.TrimEntries);
            if (lines[i].Length == 0 || (i == 0 && Array.TrueForAll(cells, c => !TryNumber(c, out _)))) continue;
            if (cells.Length != inputs.Length) throw new InvalidFileException(from, "columns", $"line {i + 1} has {cells.Length} columns; there are {inputs.Length} inputs.");
            for (int c = 0; c < cells.Length; c++)
                if (!TryNumber(cells[c], out inputs[c])) throw new InvalidFileException(from, "number", $"line {i + 1}, column {c + 1}: '{cells[c]}' is no number.");
            if (!session.TryPredict(inputs, outputs)) return -1;
            text.AppendJoin(',', outputs.Select(o => o.ToString(CultureInfo.InvariantCulture))).Append('\n');
            rows++;
        }

        AtomicFile.Write(to, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
        return rows;
    }

    private static bool TryNumber(string cell, out float number) => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);
}
