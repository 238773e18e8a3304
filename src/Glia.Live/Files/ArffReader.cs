using System.Runtime.InteropServices;
using Glia.Formats;

namespace Glia.Live;

/// <summary>Reads an ARFF file: the header's lines, then the rows.</summary>
internal sealed class ArffReader(FileLines lines)
{
    private const int LongestWord = 4096, MostValues = 65536;

    private readonly List<ArffAttribute> _attributes = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<double> _cells = [];
    private string? _relation;

    /// <exception cref="InvalidFileException">It is no such file.</exception>
    public ArffTable Read()
    {
        while (!HeaderLine())
        {
        }

        while (lines.Next() is { } line) Row(line);
        return new ArffTable(_relation ?? "", _attributes, CollectionsMarshal.AsSpan(_cells).ToArray(), _texts);
    }

    /// <summary>True where it was the last: <c>@data</c>.</summary>
    private bool HeaderLine()
    {
        if (lines.Next() is not { } line) throw new InvalidFileException(lines.File, "no-data", "It has no line @data, so it is no ARFF file, or its end is missing.");
        int at = 0;
        ArffText.SkipBlanks(line, ref at);
        if (at == line.Length) return false;
        string word = ArffText.Word(lines, line, ref at, "{").Word;
        if (Is(word, "@relation")) Relation(line, at);
        else if (Is(word, "@attribute")) Attribute(line, at);
        else if (Is(word, "@data"))
        {
            if (_attributes.Count == 0) throw lines.Invalid("no-columns", "@data comes before any @attribute");
            CheckEnd(line, at);
            return true;
        }
        else throw lines.Invalid("header", $"{SafeText.Quote(word)} stands where @relation, @attribute or @data should");

        return false;
    }

    private void Relation(string line, int at)
    {
        if (_relation is not null) throw lines.Invalid("header", "there is a second @relation");
        _relation = Name(line, ref at, "relation");
        CheckEnd(line, at);
    }

    private void Attribute(string line, int at)
    {
        if (_attributes.Count == ArffFile.MostColumns) throw lines.Invalid("columns", $"it is one attribute too many; there may be {ArffFile.MostColumns:N0}");
        string name = Name(line, ref at, "attribute");
        if (name.Length == 0) throw lines.Invalid("name", "the attribute has no name");
        if (!_names.Add(name)) throw lines.Invalid("duplicate-name", $"there is an attribute {SafeText.Quote(name)} already");
        ArffText.SkipBlanks(line, ref at);
        _attributes.Add(at < line.Length && line[at] == '{' ? Nominal(name, line, ref at) : Typed(name, line, ref at));
        CheckEnd(line, at);
    }

    private ArffAttribute Typed(string name, string line, ref int at)
    {
        string type = ArffText.Word(lines, line, ref at, "{").Word;
        if (Is(type, "numeric") || Is(type, "real") || Is(type, "integer")) return new ArffNumeric(name);
        if (Is(type, "string")) return new ArffString(name);
        if (!Is(type, "date")) throw lines.Invalid("type", $"the attribute's type is {SafeText.Quote(type)}, and what is read is numeric, real, integer, string, date and {{values}}");
        string pattern = ArffText.Word(lines, line, ref at, "").Word is { Length: > 0 } given ? given : ArffDate.Standard;
        return ArffDatePattern.ToFormat(pattern) is not null ? new ArffDate(name, pattern) : throw lines.Invalid("date-format", $"the date pattern {SafeText.Quote(pattern)} holds more than yyyy, MM, dd, HH, mm, ss, SSS and text between them");
    }

    private ArffNominal Nominal(string name, string line, ref int at)
    {
        List<string> values = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        do
        {
            at++; // { or ,
            (string value, bool isQuoted) = ArffText.Word(lines, line, ref at, ",{}");
            if (value.Length == 0 && !isQuoted) throw lines.Invalid("values", "a value between { and } is empty");
            if (!seen.Add(value)) throw lines.Invalid("values", $"the value {SafeText.Quote(value)} is there twice");
            if (values.Count == MostValues) throw lines.Invalid("values", $"there are more than {MostValues:N0} values");
            CheckWord(value);
            values.Add(value);
            ArffText.SkipBlanks(line, ref at);
        }
        while (at < line.Length && line[at] == ',');
        if (at == line.Length || line[at] != '}') throw lines.Invalid("values", "the values are not closed by }");
        at++;
        return new ArffNominal(name, values);
    }

    private void Row(string line)
    {
        int at = 0;
        ArffText.SkipBlanks(line, ref at);
        if (at == line.Length) return;
        if (line[at] == '{') throw lines.Invalid("sparse", "it is a sparse row, which is not read. Save the table dense (in Weka, with the filter SparseToNonSparse)");
        if (_cells.Count + _attributes.Count > ArffFile.MostCells) throw lines.Invalid("too-large", $"the table has more than {ArffFile.MostCells:N0} cells");
        for (int column = 0; column < _attributes.Count; column++)
        {
            if (column > 0) Comma(line, ref at, column);
            _cells.Add(Cell(line, ref at, _attributes[column]));
        }

        ArffText.SkipBlanks(line, ref at);
        if (at == line.Length) return;
        if (line[at] == ',' && line.AsSpan(at + 1).TrimStart().StartsWith("{")) throw lines.Invalid("weight", "the row has a weight, which is not read");
        throw lines.Invalid("columns", $"the row goes on after its {_attributes.Count} cells");
    }

    private void Comma(string line, ref int at, int column)
    {
        ArffText.SkipBlanks(line, ref at);
        if (at == line.Length) throw lines.Invalid("columns", $"the row has {column} cells, and the table has {_attributes.Count} columns");
        if (line[at] != ',') throw lines.Invalid("columns", $"cell {column} is not followed by a comma");
        at++;
    }

    private double Cell(string line, ref int at, ArffAttribute attribute)
    {
        (string cell, bool isQuoted) = ArffText.Word(lines, line, ref at, ",{}");
        if (cell == "?" && !isQuoted) return double.NaN;
        if (cell.Length == 0 && !isQuoted) throw lines.Invalid("columns", $"the cell of {SafeText.Quote(attribute.Name)} is empty; what is missing is written ?");
        CheckWord(cell);
        return attribute.TryRead(cell, _texts, out double value) ? value : throw lines.Invalid("cell", $"{SafeText.Quote(attribute.Name)} is {SafeText.Quote(cell)}, which is none of its {Kind(attribute)}");
    }

    private static string Kind(ArffAttribute attribute) => attribute switch { ArffNominal => "values", ArffDate date => $"dates {SafeText.Quote(date.Pattern)}", _ => "numbers" };

    private string Name(string line, ref int at, string what)
    {
        string name = ArffText.Word(lines, line, ref at, what == "attribute" ? "{" : "").Word;
        CheckWord(name);
        return name;
    }

    private void CheckWord(string word)
    {
        if (word.Length > LongestWord) throw lines.Invalid("name", $"a word has {word.Length:N0} characters, and words have up to {LongestWord:N0}");
        if (!SafeText.IsPlain(word)) throw lines.Invalid("name", $"{SafeText.Quote(word)} holds control characters");
    }

    private void CheckEnd(string line, int at)
    {
        ArffText.SkipBlanks(line, ref at);
        if (at < line.Length) throw lines.Invalid("header", $"{SafeText.Quote(line[at..])} follows where the line should end");
    }

    private static bool Is(string word, string keyword) => word.Equals(keyword, StringComparison.OrdinalIgnoreCase);
}
