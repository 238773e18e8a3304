using System.Globalization;
using Glia.Formats;

namespace Glia.Live;

/// <summary>Examples as Wekinator keeps them in <c>currentData.arff</c>: ID, Time, Training round, inputs, outputs.</summary>
internal static class ExampleArff
{
    private const int First = 3;

    private static readonly ArffAttribute[] FirstColumns = [new ArffNumeric("ID"), new ArffDate("Time", ArffDate.Wekinator), new ArffNumeric("Training round")];

    public static ArffTable ToTable(LiveProject project)
    {
        if (project.Gestures is not null) throw new ArgumentException("Gestures are sequences, which no ARFF table holds. Write them as CSV.", nameof(project));
        ArffAttribute[] attributes = [.. FirstColumns, .. project.InputNames.Select(name => new ArffNumeric(name)), .. project.Outputs.Select(Column)];
        string? twice = attributes.GroupBy(attribute => attribute.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null) throw new ArgumentException($"Two columns would be called {SafeText.Quote(twice)}, which an ARFF file does not take. Rename the input or output.", nameof(project));
        double[] cells = new double[attributes.Length * project.Examples.Count];
        for (int row = 0; row < project.Examples.Count; row++) Fill(cells.AsSpan(row * attributes.Length, attributes.Length), project.Examples[row]);
        return new ArffTable("dataset", attributes, cells);
    }

    private static ArffAttribute Column(OutputSpec output) =>
        output.Kind == OutputKind.Class ? new ArffNominal(output.Name, [.. Enumerable.Range(0, output.ClassCount + 1).Select(i => i.ToString(CultureInfo.InvariantCulture))]) : new ArffNumeric(output.Name);

    private static void Fill(Span<double> row, Example example)
    {
        (row[0], row[1], row[2]) = (example.Id, ArffDate.FromTime(example.Time), example.Round);
        int at = First;
        foreach (float value in example.Inputs) row[at++] = Decimal(value);
        foreach (float value in example.Outputs) row[at++] = Decimal(value); // a class's index among {0, 1, …, n} is its number
    }

    /// <summary>The double with the digits of the float, so that 0.1 is written as 0.1; it comes back as the same float.</summary>
    private static double Decimal(float value)
    {
        double close = double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return (float)close == value ? close : value;
    }

    /// <summary>The examples of a table with the columns of <paramref name="project"/>; what had to be left out goes to <paramref name="warnings"/>.</summary>
    /// <exception cref="InvalidFileException">The columns are others.</exception>
    public static List<Example> FromTable(string file, ArffTable table, LiveProject project, List<string> warnings)
    {
        CheckColumns(file, table, project, warnings);
        List<Example> examples = [];
        HashSet<long> ids = [];
        int dropped = 0, renumbered = 0, classless = 0;
        for (int row = 0; row < table.Rows; row++)
        {
            ReadOnlySpan<double> cells = table.Row(row);
            float[] inputs = Singles(cells.Slice(First, project.InputNames.Count)), outputs = Outputs(cells[(First + project.InputNames.Count)..], table, project, ref classless);
            if (!Numbers.AreFinite(inputs) || outputs.Any(float.IsInfinity) || !IsIdentified(cells))
            {
                dropped++;
                continue;
            }

            long id = (long)cells[0];
            if (!ids.Add(id))
            {
                renumbered++;
                while (!ids.Add(++id))
                {
                }
            }

            examples.Add(new Example(id, double.IsNaN(cells[1]) ? DateTime.UnixEpoch : ArffDate.ToTime(cells[1]), double.IsNaN(cells[2]) ? 1 : Math.Max(1, (int)cells[2]), inputs, outputs));
        }

        if (dropped > 0) warnings.Add($"{file}: {dropped} examples were left out, because an input, their ID or a number in them is missing or out of range.");
        if (renumbered > 0) warnings.Add($"{file}: {renumbered} examples had an ID that another has, and got new ones.");
        if (classless > 0) warnings.Add($"{file}: {classless} labels are class 0, which means none, and are taken as missing.");
        return examples;
    }

    private static bool IsIdentified(ReadOnlySpan<double> cells) => cells[0] >= 1 && cells[0] <= (1L << 53) && cells[0] == Math.Floor(cells[0]) && !(cells[2] > int.MaxValue);

    private static float[] Singles(ReadOnlySpan<double> cells)
    {
        float[] values = new float[cells.Length];
        for (int i = 0; i < cells.Length; i++) values[i] = (float)cells[i];
        return values;
    }

    private static float[] Outputs(ReadOnlySpan<double> cells, ArffTable table, LiveProject project, ref int classless)
    {
        float[] values = Singles(cells);
        for (int i = 0; i < values.Length; i++)
        {
            if (project.Outputs[i].Kind != OutputKind.Class || float.IsNaN(values[i])) continue;
            var column = (ArffNominal)table.Attributes[table.Attributes.Count - values.Length + i];
            values[i] = int.Parse(column.Values[(int)values[i]], CultureInfo.InvariantCulture);
            if (values[i] >= 1) continue;
            values[i] = float.NaN;
            classless++;
        }

        return values;
    }

    private static void CheckColumns(string file, ArffTable table, LiveProject project, List<string> warnings)
    {
        int expected = First + project.InputNames.Count + project.Outputs.Count;
        if (table.Attributes.Count != expected)
            throw new InvalidFileException(file, "columns", $"It has {table.Attributes.Count} columns, and the project has {expected}: ID, Time, Training round, {project.InputNames.Count} inputs and {project.Outputs.Count} outputs.");
        ReadOnlySpan<Type> types = [typeof(ArffNumeric), typeof(ArffDate), typeof(ArffNumeric)];
        for (int i = 0; i < First; i++)
            if (table.Attributes[i].GetType() != types[i]) throw Wrong(file, table.Attributes[i], FirstColumns[i].Type);
        for (int i = 0; i < project.InputNames.Count; i++)
            if (table.Attributes[First + i] is not ArffNumeric) throw Wrong(file, table.Attributes[First + i], "numeric");
        for (int i = 0; i < project.Outputs.Count; i++) CheckOutput(file, table.Attributes[First + project.InputNames.Count + i], project.Outputs[i]);
        string[] names = [.. project.InputNames, .. project.Outputs.Select(output => output.Name)];
        string? other = names.Where((name, i) => table.Attributes[First + i].Name != name).FirstOrDefault();
        if (other is not null) warnings.Add($"{file}: its columns bear other names than the project's inputs and outputs (such as {SafeText.Quote(other)}), and are taken in order.");
    }

    private static void CheckOutput(string file, ArffAttribute column, OutputSpec output)
    {
        if (output.Kind != OutputKind.Class)
        {
            if (column is not ArffNumeric) throw Wrong(file, column, "numeric");
            return;
        }

        bool areClasses = column is ArffNominal nominal && nominal.Values.All(value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= output.ClassCount);
        if (!areClasses) throw Wrong(file, column, $"classes {{0,1,…,{output.ClassCount}}}");
    }

    private static InvalidFileException Wrong(string file, ArffAttribute column, string expected) => new(file, "columns", $"Column {SafeText.Quote(column.Name)} should be {expected}.");
}
