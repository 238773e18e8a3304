using System.Globalization;
using System.Text;

namespace Glia.Live;

/// <summary>Gesture examples as a table: a line for each frame, <c>id,time,gesture,frame</c> and the inputs; frames count from 1 and stand in order.</summary>
internal static class GestureCsv
{
    private static readonly string[] First = ["id", "time", "gesture", "frame"];

    public static void Write(Stream stream, LiveProject project)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine(string.Join(',', First.Concat(project.InputNames).Select(CsvText.Cell)));
        foreach (GestureExample example in project.GestureExamples)
            for (int frame = 0; frame < example.Length; frame++)
            {
                text.Write(string.Create(CultureInfo.InvariantCulture, $"{example.Id},{CsvText.Time(example.Time)},{example.Gesture},{frame + 1}"));
                foreach (float value in example.Frames.Span.Slice(frame * example.InputCount, example.InputCount))
                {
                    text.Write(',');
                    text.Write(CsvText.Cell(value));
                }

                text.WriteLine();
            }
    }

    /// <summary>The gestures in a table whose columns are those of <paramref name="project"/>.</summary>
    /// <exception cref="InvalidFileException">It is no such table; the message names the line.</exception>
    public static List<GestureExample> Read(string file, byte[] content, LiveProject project)
    {
        using var lines = new FileLines(file, content);
        int inputs = project.InputNames.Count;
        if (lines.Next() is not { } first) throw new InvalidFileException(file, "empty", "It is empty, and should begin with the line of names.");
        if (!CsvText.Split(lines, first).SequenceEqual(First.Concat(project.InputNames), StringComparer.Ordinal)) throw lines.Invalid("columns", "the names of the columns are not id, time, gesture, frame and the project's inputs");
        List<GestureExample> examples = [];
        HashSet<long> ids = [];
        List<float> frames = [];
        GestureExample? current = null;
        while (lines.Next() is { } line)
        {
            if (line.Length == 0) continue;
            List<string> cells = CsvText.Split(lines, line);
            if (cells.Count != First.Length + inputs) throw lines.Invalid("columns", $"it has {cells.Count} cells, and the table has {First.Length + inputs} columns");
            GestureExample next = Head(lines, cells, project);
            long frame = CsvText.Whole(lines, cells[3], "frame");
            if (current is null || next.Id != current.Id)
            {
                if (!ids.Add(next.Id)) throw lines.Invalid("duplicate-id", $"there is a gesture {next.Id} already; its frames stand together");
                Finish(examples, current, frames);
                current = next;
            }
            else if (next.Time != current.Time || next.Gesture != current.Gesture) throw lines.Invalid("frames", $"time or gesture differ from the line before, which is of gesture {next.Id} too");

            if (frame != (frames.Count / inputs) + 1) throw lines.Invalid("frames", $"frame {frame} stands where frame {(frames.Count / inputs) + 1} should");
            for (int i = 0; i < inputs; i++) frames.Add(CsvText.Number(lines, cells[First.Length + i], project.InputNames[i]));
        }

        Finish(examples, current, frames);
        return examples;
    }

    private static GestureExample Head(FileLines lines, List<string> cells, LiveProject project)
    {
        int gesture = (int)CsvText.Whole(lines, cells[2], "gesture", int.MaxValue);
        if (gesture > project.Gestures!.Names.Count) throw lines.Invalid("class", $"it is of gesture {gesture}, and there are {project.Gestures.Names.Count}");
        return new GestureExample(CsvText.Whole(lines, cells[0], "id"), CsvText.Time(lines, cells[1]), gesture, project.InputNames.Count, default);
    }

    private static void Finish(List<GestureExample> examples, GestureExample? example, List<float> frames)
    {
        if (example is not null) examples.Add(example with { Frames = frames.ToArray() });
        frames.Clear();
    }
}
