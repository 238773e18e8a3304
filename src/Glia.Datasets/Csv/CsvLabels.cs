using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Glia.Datasets;

/// <summary>Collects the labels of a CSV file and makes classes of them once all are known.</summary>
internal sealed class CsvLabels(string file)
{
    /// <summary>Most classes, and one more than the largest whole number that counts as a class.</summary>
    public const int MaxClasses = 1000;

    /// <summary>Most bytes of a label.</summary>
    public const int MaxLength = 200;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly GrowableArray<int> _labels = new();

    public int Count => _labels.Count;

    public void Add(ReadOnlySpan<byte> cell, int line)
    {
        if (cell.IsEmpty) throw new InvalidFileException(file, "csv-label", $"Line {line} has no label in its first column.");
        if (cell.Length > MaxLength) throw new InvalidFileException(file, "csv-label", $"The label in line {line} has {cell.Length} bytes; labels have up to {MaxLength}.");
        if (!Utf8.IsValid(cell)) throw new InvalidFileException(file, "csv-encoding", $"The label in line {line} is not UTF-8 text.");
        Span<char> characters = stackalloc char[MaxLength];
        ReadOnlySpan<char> text = characters[..Encoding.UTF8.GetChars(cell, characters)];
        _labels.Add(1)[0] = _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out int id) ? id : AddName(text.ToString(), line);
    }

    /// <summary>The class of each sample and the names of the classes: <c>0 … k</c> where all labels are whole numbers, else the labels in ordinal order.</summary>
    public (int[] Labels, string[] Names) ToClasses()
    {
        int[] classes = _names.ConvertAll(WholeNumber).ToArray();
        string[] names;
        if (Array.IndexOf(classes, -1) < 0)
        {
            names = new string[classes.Max() + 1];
            for (int i = 0; i < names.Length; i++) names[i] = i.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            names = _names.ConvertAll(Unquoted).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
            for (int i = 0; i < classes.Length; i++) classes[i] = Array.BinarySearch(names, Unquoted(_names[i]), StringComparer.Ordinal);
        }

        int[] labels = _labels.ToArray();
        for (int i = 0; i < labels.Length; i++) labels[i] = classes[labels[i]];
        return (labels, names);
    }

    private int AddName(string name, int line)
    {
        if (name.Any(char.IsControl))
            throw new InvalidFileException(file, "csv-label", $"The label in line {line} holds a control character. Is this a CSV file?");
        if (_names.Count == MaxClasses)
        {
            throw new InvalidFileException(
                file, "csv-classes", $"Line {line} brings label number {MaxClasses + 1}; up to {MaxClasses} classes are read. Is the first column the label?");
        }

        _ids.Add(name, _names.Count);
        _names.Add(name);
        return _names.Count - 1;
    }

    private static string Unquoted(string name) => name.Replace("\"\"", "\"", StringComparison.Ordinal);

    // Tables often come from tools that write 5 as 5.0 or 5.000e+00.
    private static int WholeNumber(string name) =>
        double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && number is >= 0 and < MaxClasses && number == Math.Floor(number) ? (int)number : -1;
}
