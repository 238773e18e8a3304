using System.Globalization;
using System.Text;
using Glia.Formats;

namespace Glia.Live;

/// <summary>Examples for other programs.</summary>
public static class LiveExport
{
    /// <summary>Writes all examples as a table: <c>id,time,round</c>, inputs, outputs, with a line of names; what is missing is empty. The file appears whole or not at all.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="project">The project, of outputs; of gestures, it is <c>id,time,gesture,frame</c> and inputs, a line for each frame.</param>
    /// <exception cref="ArgumentException">The project breaks a rule; the message says which.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void WriteCsv(string path, LiveProject project)
    {
        Check(project);
        AtomicFile.Write(path, stream =>
        {
            if (project.Gestures is null) ExampleCsv.Write(stream, project);
            else GestureCsv.Write(stream, project);
        });
    }

    /// <summary>
    /// Writes the examples of one output of classes as <c>glia train</c> takes them: <c>label</c> and the inputs that the output looks at. Examples that lack the output are left out.
    /// </summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="project">The project.</param>
    /// <param name="number">Number of the output, from 1.</param>
    /// <returns>Number of examples written.</returns>
    /// <exception cref="ArgumentException">The project breaks a rule, or the output is none of classes, or nothing is recorded for it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no output of that number.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static int WriteTrainingCsv(string path, LiveProject project, int number)
    {
        Check(project);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, project.Outputs.Count);
        int output = number - 1;
        OutputSpec spec = project.Outputs[output];
        if (spec.Kind != OutputKind.Class) throw new ArgumentException($"Output {spec.Name} is a value, and a table for glia train holds classes. Write ARFF or the whole table.", nameof(number));
        int[] columns = [.. spec.SelectedInputIndices ?? [.. Enumerable.Range(0, project.InputNames.Count)]];
        Example[] examples = [.. project.Examples.Where(example => !float.IsNaN(example.Outputs[output]))];
        if (examples.Length == 0) throw new ArgumentException($"Nothing is recorded for output {spec.Name}.", nameof(number));
        AtomicFile.Write(path, stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
            text.WriteLine($"label,{string.Join(',', columns.Select(i => CsvText.Cell(project.InputNames[i])))}");
            foreach (Example example in examples)
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(int)example.Outputs[output]},{string.Join(',', columns.Select(i => CsvText.Cell(example.Inputs[i])))}"));
        });
        return examples.Length;
    }

    /// <summary>
    /// Writes all examples as ARFF with the columns of Wekinator's own files: ID, Time, Training round, inputs, outputs; classes are <c>{0,1,…,n}</c>, what is missing is <c>?</c>. Weka and
    /// Wekinator open it. Times keep their milliseconds, numbers all their bits.
    /// </summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="project">The project, of outputs.</param>
    /// <exception cref="ArgumentException">The project breaks a rule, or it tells gestures apart, or a channel bears the name of one of the first columns.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The system does not allow writing there.</exception>
    public static void WriteArff(string path, LiveProject project)
    {
        Check(project);
        ArffFile.Write(path, ExampleArff.ToTable(project));
    }

    private static void Check(LiveProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        if (LiveProjectRules.Broken(project) is { } broken) throw new ArgumentException($"This project cannot be written: {broken.What}.", nameof(project));
    }
}
