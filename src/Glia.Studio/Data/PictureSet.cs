using System.Globalization;
using Glia.Datasets;
using Glia.Studio.Http;

namespace Glia.Studio.Data;

/// <summary>
/// Pictures of classes: <c>pictures/CLASS/NUMBER.png</c>, all of one size. A number is never given twice, so that a picture's address always shows the same picture. What is deleted lies in
/// <c>deleted/CLASS/NUMBER.png</c>, to be brought back. Every change is one renaming.
/// </summary>
internal sealed class PictureSet(string folder, SetRecord record, Action<string> changed) : StudioSet(folder, record, changed)
{
    private readonly Dictionary<string, SortedSet<int>> _examples = new(StringComparer.Ordinal);
    private bool _isRead;
    private int _next = 1;

    public override string Samples => Path.Combine(Folder, "pictures");

    private string Deleted => Path.Combine(Folder, "deleted");

    public override void Create()
    {
        base.Create();
        foreach (string name in Record.Classes) Directory.CreateDirectory(Path.Combine(Samples, name));
    }

    public override SetSummary Summary()
    {
        lock (Turn)
        {
            Read();
            return SetSummary.Of(Record, [.. Record.Classes.Select(c => new ClassCount(c, _examples[c].Count))]);
        }
    }

    public override SetDetail Detail()
    {
        lock (Turn)
        {
            SetSummary summary = Summary();
            return new SetDetail(summary) { Examples = Record.Classes.ToDictionary(c => c, c => _examples[c].ToArray(), StringComparer.Ordinal) };
        }
    }

    /// <summary>Makes a picture ready and keeps it.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StudioException">There is nothing in it, there is no such class, or the set is full.</exception>
    public int Add(string? label, RasterImage picture)
    {
        byte[] pixels = PictureFit.Apply(Record.Fit, Record.Side, picture);
        lock (Turn)
        {
            Read();
            string name = Class(label);
            CheckRoom(1);
            int number = _next++;
            Png.WriteGray(FileOf(Samples, name, number), pixels, Record.Side, Record.Side);
            _examples[name].Add(number);
            Changed();
            return number;
        }
    }

    /// <summary>One picture as it is kept, a PNG file.</summary>
    public byte[] Picture(int number)
    {
        lock (Turn) return File.ReadAllBytes(FileOf(Samples, ClassOf(number), number));
    }

    public void Delete(int number)
    {
        lock (Turn)
        {
            string name = ClassOf(number);
            Directory.CreateDirectory(Path.Combine(Deleted, name));
            File.Move(FileOf(Samples, name, number), FileOf(Deleted, name, number), overwrite: true);
            _examples[name].Remove(number);
            Changed();
        }
    }

    /// <summary>Brings back what was deleted.</summary>
    public void Restore(int number)
    {
        lock (Turn)
        {
            Read();
            string name = Record.Classes.FirstOrDefault(c => File.Exists(FileOf(Deleted, c, number))) ?? throw StudioException.Missing("This example is not among the deleted ones.");
            CheckRoom(1);
            File.Move(FileOf(Deleted, name, number), FileOf(Samples, name, number));
            _examples[name].Add(number);
            Changed();
        }
    }

    /// <summary>Gives an example to another class.</summary>
    public void Relabel(int number, string? label)
    {
        lock (Turn)
        {
            string from = ClassOf(number), to = Class(label);
            if (from == to) return;
            File.Move(FileOf(Samples, from, number), FileOf(Samples, to, number));
            _examples[from].Remove(number);
            _examples[to].Add(number);
            Changed();
        }
    }

    public void AddClass(string? label)
    {
        lock (Turn)
        {
            Read();
            if (Record.Classes.Count >= MostClasses) throw StudioException.Conflict($"A set has at most {MostClasses} classes.");
            string name = ClassName.New(label, Record.Classes);
            Directory.CreateDirectory(Path.Combine(Samples, name));
            _examples[name] = [];
            Keep(Record with { Classes = [.. Record.Classes, name] });
            Changed();
        }
    }

    public void RenameClass(string? label, string? newName)
    {
        lock (Turn)
        {
            Read();
            string old = Class(label), name = ClassName.New(newName, Record.Classes.Where(c => c != old));
            if (old == name) return;
            Move(Deleted, old, name);
            Move(Samples, old, name);
            _examples[name] = _examples[old];
            _examples.Remove(old);
            Keep(Record with { Classes = [.. Record.Classes.Select(c => c == old ? name : c)] });
            Changed();
        }
    }

    /// <summary>Puts a class and its examples away.</summary>
    public void DeleteClass(string? label)
    {
        lock (Turn)
        {
            Read();
            string name = Class(label);
            if (Record.Classes.Count <= FewestClasses) throw StudioException.Conflict($"A set needs at least {FewestClasses} classes: with one there is nothing to tell apart.");
            string away = Path.Combine(Folder, "deleted-classes", name);
            if (Directory.Exists(away)) Directory.Delete(away, recursive: true);
            Directory.CreateDirectory(Path.GetDirectoryName(away)!);
            Directory.Move(Path.Combine(Samples, name), away);
            _examples.Remove(name);
            Keep(Record with { Classes = [.. Record.Classes.Where(c => c != name)] });
            Changed();
        }
    }

    /// <summary>Brings a class back that was put away, with its examples.</summary>
    public void RestoreClass(string? label)
    {
        lock (Turn)
        {
            Read();
            string name = ClassName.New(label, Record.Classes), away = Path.Combine(Folder, "deleted-classes", name);
            if (!Directory.Exists(away)) throw StudioException.Missing("This class is not among the deleted ones.");
            if (Record.Classes.Count >= MostClasses) throw StudioException.Conflict($"A set has at most {MostClasses} classes.");
            CheckRoom(Numbers(away).Count());
            Directory.Move(away, Path.Combine(Samples, name));
            _examples[name] = [.. Numbers(Path.Combine(Samples, name))];
            Keep(Record with { Classes = [.. Record.Classes, name] });
            Changed();
        }
    }

    /// <summary>Every example, class by class: what is to be called how, and where it is.</summary>
    public IReadOnlyList<(string Name, string Path)> Files()
    {
        lock (Turn)
        {
            Read();
            return [.. Record.Classes.SelectMany(c => _examples[c].Select(n => ($"pictures/{c}/{NameOf(n)}", FileOf(Samples, c, n))))];
        }
    }

    // The folders are the truth: a class that lost its entry, or its folder, when the power failed is there again.
    private void Read()
    {
        if (_isRead) return;
        foreach (string name in Record.Classes) Directory.CreateDirectory(Path.Combine(Samples, name));
        string[] found = [.. Directory.EnumerateDirectories(Samples).Select(f => Path.GetFileName(f)).Where(n => !n.StartsWith('.')).Order(StringComparer.Ordinal)];
        foreach (string name in found) _examples[name] = [.. Numbers(Path.Combine(Samples, name))];
        if (found.Except(Record.Classes, StringComparer.Ordinal).ToArray() is { Length: > 0 } unknown) Keep(Record with { Classes = [.. Record.Classes, .. unknown] });
        string away = Path.Combine(Folder, "deleted-classes");
        foreach (string root in new[] { Samples, Deleted, away }.Where(Directory.Exists))
            foreach (string path in Directory.EnumerateDirectories(root)) _next = Math.Max(_next, Numbers(path).DefaultIfEmpty().Max() + 1);
        _isRead = true;
    }

    private string ClassOf(int number)
    {
        Read();
        return Record.Classes.FirstOrDefault(c => _examples[c].Contains(number)) ?? throw StudioException.Missing("There is no such example. It may have been deleted.");
    }

    private void CheckRoom(int more)
    {
        if (_examples.Values.Sum(e => e.Count) + more > MostExamples) throw StudioException.Conflict($"A set has at most {MostExamples:N0} examples. For more, use 'glia train' with a folder of pictures.");
    }

    private static void Move(string root, string from, string to)
    {
        string old = Path.Combine(root, from), made = Path.Combine(root, to);
        if (!Directory.Exists(old)) return;
        if (!ClassName.IsSame(from, to) && Directory.Exists(made)) Directory.Delete(made, recursive: true); // only deleted examples of a class that is no more
        Directory.Move(old, made);
    }

    private static IEnumerable<int> Numbers(string folder) => Directory.EnumerateFiles(folder, "*.png")
        .Select(f => int.TryParse(Path.GetFileNameWithoutExtension(f), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : 0).Where(n => n > 0);

    private static string NameOf(int number) => $"{number.ToString("D5", CultureInfo.InvariantCulture)}.png";

    private static string FileOf(string root, string name, int number) => Path.Combine(root, name, NameOf(number));
}
