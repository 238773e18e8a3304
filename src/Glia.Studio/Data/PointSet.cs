using System.Globalization;
using System.Text;
using Glia.Datasets;
using Glia.Formats;
using Glia.Studio.Http;

namespace Glia.Studio.Data;

/// <summary>Points of classes in the square from −1 to 1, as they were clicked: <c>samples.csv</c>, a line <c>label,x,y</c> for each. The file is written anew with every change.</summary>
internal sealed class PointSet(string folder, SetRecord record, Action<string> changed) : StudioSet(folder, record, changed)
{
    private const string Header = "label,x,y\n";
    private readonly SortedDictionary<int, SetPoint> _points = [], _deleted = [];
    private bool _isRead;
    private int _next = 1;

    public override string Samples => Path.Combine(Folder, "samples.csv");

    public override void Create()
    {
        foreach (string name in Record.Classes) CheckName(name);
        base.Create();
        Write([]);
    }

    public override SetSummary Summary()
    {
        lock (Turn)
        {
            Read();
            return SetSummary.Of(Record, [.. Record.Classes.Select(c => new ClassCount(c, _points.Values.Count(p => p.Label == c)))]);
        }
    }

    public override SetDetail Detail()
    {
        lock (Turn) return new SetDetail(Summary()) { Points = [.. _points.Values] };
    }

    /// <summary>Adds points.</summary>
    /// <exception cref="StudioException">One of them is not in the square, or of no class of this set.</exception>
    public void Add(IReadOnlyList<NewPoint> points)
    {
        lock (Turn)
        {
            Read();
            if (_points.Count + points.Count > MostExamples) throw StudioException.Conflict($"A set has at most {MostExamples:N0} points.");
            SetPoint[] added = [.. points.Select((p, i) => Checked(p, _next + i))];
            Write([.. _points.Values, .. added]);
            foreach (SetPoint point in added) _points[point.Number] = point;
            _next += added.Length;
        }
    }

    /// <summary>Adds the points of a file.</summary>
    /// <exception cref="StudioException">They do not lie on a square.</exception>
    /// <exception cref="InvalidFileException">It is no table.</exception>
    public void Add(byte[] samples, string file)
    {
        if (samples.AsSpan().Count((byte)'\n') <= 1) return; // a set in which nothing was clicked yet
        Dataset data = TableSet.Read(samples, Path.Combine(Folder, "incoming.csv"), file);
        if (data.FeatureCount != 2) throw StudioException.Bad("file", $"{file} has {data.FeatureCount} values in a line; a point has two.");
        if (data.Count > MostExamples) throw StudioException.Bad("file", $"{file} has more than {MostExamples:N0} points.");
        Add([.. Enumerable.Range(0, data.Count).Select(i => new NewPoint(data.ClassNames[data.Label(i)], data.FloatFeatures(i)[0], data.FloatFeatures(i)[1]))]);
    }

    public void Delete(int number)
    {
        lock (Turn)
        {
            Read();
            if (!_points.TryGetValue(number, out SetPoint? point)) throw StudioException.Missing("There is no such point. It may have been deleted.");
            Write([.. _points.Values.Where(p => p.Number != number)]);
            _points.Remove(number);
            _deleted[number] = point;
        }
    }

    public void Restore(int number)
    {
        lock (Turn)
        {
            Read();
            if (!_deleted.TryGetValue(number, out SetPoint? point)) throw StudioException.Missing("This point is not among those deleted since the studio was started.");
            _ = Class(point.Label);
            Write([.. _points.Values, point]);
            _deleted.Remove(number);
            _points[number] = point;
        }
    }

    /// <summary>Gives a point to another class.</summary>
    public void Relabel(int number, string? label)
    {
        lock (Turn)
        {
            Read();
            if (!_points.TryGetValue(number, out SetPoint? point)) throw StudioException.Missing("There is no such point. It may have been deleted.");
            SetPoint moved = point with { Label = Class(label) };
            Write([.. _points.Values.Select(p => p.Number == number ? moved : p)]);
            _points[number] = moved;
        }
    }

    public void AddClass(string? label)
    {
        lock (Turn)
        {
            Read();
            if (Record.Classes.Count >= MostClasses) throw StudioException.Conflict($"A set has at most {MostClasses} classes.");
            string name = CheckName(ClassName.New(label, Record.Classes));
            Keep(Record with { Classes = [.. Record.Classes, name] });
        }
    }

    public void RenameClass(string? label, string? newName)
    {
        lock (Turn)
        {
            Read();
            string old = Class(label), name = CheckName(ClassName.New(newName, Record.Classes.Where(c => c != old)));
            SetPoint[] points = [.. _points.Values.Select(p => p.Label == old ? p with { Label = name } : p)];
            Write(points);
            foreach (SetPoint point in points) _points[point.Number] = point;
            foreach (SetPoint point in _deleted.Values.Where(p => p.Label == old).ToArray()) _deleted[point.Number] = point with { Label = name };
            Keep(Record with { Classes = [.. Record.Classes.Select(c => c == old ? name : c)] });
        }
    }

    /// <summary>Takes a class away that has no points.</summary>
    public void DeleteClass(string? label)
    {
        lock (Turn)
        {
            Read();
            string name = Class(label);
            if (Record.Classes.Count <= FewestClasses) throw StudioException.Conflict($"A set needs at least {FewestClasses} classes: with one there is nothing to tell apart.");
            if (_points.Values.Any(p => p.Label == name)) throw StudioException.Conflict($"'{name}' still has points. Delete them first.");
            Keep(Record with { Classes = [.. Record.Classes.Where(c => c != name)] });
        }
    }

    // Whole numbers would be taken for the classes 0 … k, with those between that nobody made.
    private static string CheckName(string name) => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        ? throw StudioException.Bad("label", $"'{name}' is a number. A class of points needs a name with a letter in it, such as 'A'.")
        : name;

    private SetPoint Checked(NewPoint point, int number)
    {
        if (!(point.X is >= -1 and <= 1 && point.Y is >= -1 and <= 1)) throw StudioException.Bad("points", "A point lies in the square from −1 to 1.");
        return new SetPoint(number, Class(point.Label), point.X, point.Y);
    }

    private void Read()
    {
        if (_isRead) return;
        if (File.ReadLines(Samples).Skip(1).Any())
        {
            Dataset data = CsvData.Read(Samples);
            for (int i = 0; i < data.Count; i++, _next++) _points[_next] = new SetPoint(_next, data.ClassNames[data.Label(i)], data.FloatFeatures(i)[0], data.FloatFeatures(i)[1]);
            if (data.ClassNames.Except(Record.Classes, StringComparer.Ordinal).ToArray() is { Length: > 0 } unknown) Keep(Record with { Classes = [.. Record.Classes, .. unknown] });
        }

        _isRead = true;
    }

    private void Write(IReadOnlyCollection<SetPoint> points)
    {
        var text = new StringBuilder(Header);
        foreach (SetPoint point in points) text.Append(CultureInfo.InvariantCulture, $"{Quoted(point.Label)},{point.X},{point.Y}\n");
        AtomicFile.Write(Samples, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
        Changed();
    }

    private static string Quoted(string name) => name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name; // a class's name has no quotes in it
}
