using System.Text;
using Glia.Formats;

namespace Glia.Live;

/// <summary>Examples as a table: <c>id,time,round</c>, inputs, outputs; a line of names first; what is missing is empty.</summary>
internal static class ExampleCsv
{
    /// <summary>Most bytes of a table of examples.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    private static readonly string[] First = ["id", "time", "round"];

    public static void Write(Stream stream, LiveProject project)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(string.Join(',', Header(project).Select(CsvText.Cell)));
        foreach (Example example in project.Examples)
        {
            text.Write($"{example.Id},{CsvText.Time(example.Time)},{example.Round}");
            foreach (float value in example.Inputs.Concat(example.Outputs))
            {
                text.Write(',');
                text.Write(CsvText.Cell(value));
            }

            text.WriteLine();
        }
    }

    /// <summary>The examples in a table whose columns are those of <paramref name="project"/>.</summary>
    /// <exception cref="InvalidFileException">It is no such table; the message names the line.</exception>
    public static List<Example> Read(string file, byte[] content, LiveProject project)
    {
        using var lines = new FileLines(file, content);
        string[] header = [.. Header(project)];
        CheckHeader(lines, header);
        List<Example> examples = [];
        HashSet<long> ids = [];
        while (lines.Next() is { } line)
        {
            if (line.Length == 0) continue;
            List<string> cells = CsvText.Split(lines, line);
            if (cells.Count != header.Length) throw lines.Invalid("columns", $"it has {cells.Count} cells, and the table has {header.Length} columns");
            Example example = Row(lines, cells, project);
            if (!ids.Add(example.Id)) throw lines.Invalid("duplicate-id", $"there is an example {example.Id} already");
            examples.Add(example);
        }

        return examples;
    }

    private static IEnumerable<string> Header(LiveProject project) => [.. First, .. project.InputNames, .. project.Outputs.Select(output => output.Name)];

    private static void CheckHeader(FileLines lines, string[] header)
    {
        if (lines.Next() is not { } first) throw new InvalidFileException(lines.File, "empty", "It is empty, and should begin with the line of names.");
        List<string> cells = CsvText.Split(lines, first);
        if (cells.Count != header.Length) throw lines.Invalid("columns", $"there are {cells.Count} names of columns, and the project has {header.Length}: id, time, round, inputs and outputs");
        for (int i = 0; i < header.Length; i++)
            if (cells[i] != header[i]) throw lines.Invalid("columns", $"column {i + 1} is called {SafeText.Quote(cells[i])}, and should be {SafeText.Quote(header[i])}");
    }

    private static Example Row(FileLines lines, List<string> cells, LiveProject project)
    {
        int inputs = project.InputNames.Count;
        float[] input = new float[inputs], output = new float[project.Outputs.Count];
        for (int i = 0; i < inputs; i++) input[i] = CsvText.Number(lines, cells[First.Length + i], project.InputNames[i]);
        for (int i = 0; i < output.Length; i++)
        {
            string cell = cells[First.Length + inputs + i];
            output[i] = cell.Length == 0 ? float.NaN : CsvText.Number(lines, cell, project.Outputs[i].Name);
            if (LiveProjectRules.OutputValue(project.Outputs[i], output[i]) is { } broken) throw lines.Invalid(broken.Rule, broken.What);
        }

        return new Example(CsvText.Whole(lines, cells[0], "id"), CsvText.Time(lines, cells[1]), (int)CsvText.Whole(lines, cells[2], "round", int.MaxValue), input, output);
    }
}
