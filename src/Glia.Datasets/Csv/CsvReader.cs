namespace Glia.Datasets;

/// <summary>Reads one CSV file of samples, line by line; values stay bytes for as long as all of them are.</summary>
internal sealed class CsvReader
{
    private static readonly string[] HeaderWords = ["label", "labels", "class", "target", "digit"];

    private readonly string _file;
    private readonly CsvLines _lines;
    private readonly CsvLabels _labels;
    private readonly GrowableArray<byte> _bytes = new();
    private readonly GrowableArray<float> _floats = new();
    private readonly bool _shapeGiven;
    private FeatureShape _shape;
    private int _columns; // values in a line, the label not counted
    private bool _keepBytes;
    private byte[] _byteRow = [];
    private float[] _floatRow = [];

    public CsvReader(Stream stream, string file, FeatureShape? shape)
    {
        _file = file;
        _shapeGiven = shape is not null;
        _shape = shape ?? default;
        _lines = new CsvLines(stream, file);
        _labels = new CsvLabels(file);
    }

    public static bool IsHeaderWord(string label) => HeaderWords.Contains(label.Trim(), StringComparer.OrdinalIgnoreCase);

    public Dataset Read(IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        bool found = _lines.Next(out ReadOnlySpan<byte> line);
        if (!found) throw Fail("csv-empty", "The file has no lines.");
        SetColumns(CountColumns(line) - 1);
        if (IsHeader(line)) found = _lines.Next(out line);
        if (!found) throw Fail("csv-empty", "The file has a header, but no samples.");
        for (; found; found = _lines.Next(out line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AddLine(line);
            if (_labels.Count % CsvData.ProgressStep == 0) progress?.Report(_labels.Count);
        }

        if (_labels.Count % CsvData.ProgressStep != 0) progress?.Report(_labels.Count);
        (int[] labels, string[] names) = _labels.ToClasses();
        return _keepBytes
            ? Dataset.FromBytes(_bytes.ToArray(), labels, _shape, names)
            : Dataset.FromFloats(_floats.ToArray(), labels, _shape, names);
    }

    private void SetColumns(int columns)
    {
        if (columns < 1)
            throw Fail("csv-columns", $"Line {_lines.Number} has only one column; a label and at least one value are needed, with commas between them.");
        if (_shapeGiven && _shape.Length != columns)
            throw Fail("csv-shape", $"Line {_lines.Number} has {columns} values beside the label, but samples of {_shape} need {_shape.Length}.");
        _columns = columns;
        _byteRow = new byte[columns];
        _floatRow = new float[columns];
        int side = (int)Math.Sqrt(columns);
        bool square = columns >= 16 && side * side == columns;
        _keepBytes = square || _shapeGiven;
        if (!_shapeGiven) _shape = square ? new FeatureShape(side, side) : FeatureShape.Row(columns);
    }

    private void AddLine(ReadOnlySpan<byte> line)
    {
        if ((long)(_labels.Count + 1) * _columns > Array.MaxLength)
            throw Fail("csv-size", $"Line {_lines.Number} brings more than {Array.MaxLength} values. Split the file.");
        ReadOnlySpan<byte> values = line;
        if (!CsvCell.TryTake(ref values, out bool more, out ReadOnlySpan<byte> label)) throw BadQuotes();
        if (!more) throw WrongColumns(line);
        _labels.Add(label, _lines.Number);
        if (_keepBytes && TryReadBytes(values))
        {
            _byteRow.CopyTo(_bytes.Add(_columns));
            return;
        }

        ReadFloats(line, values);
        if (_keepBytes && TryNarrow())
        {
            _byteRow.CopyTo(_bytes.Add(_columns));
            return;
        }

        if (_keepBytes) Widen();
        _floatRow.CopyTo(_floats.Add(_columns));
    }

    // The common line: nothing but digits and commas. Anything else, right or wrong, is left to the thorough way.
    private bool TryReadBytes(ReadOnlySpan<byte> values)
    {
        int at = 0;
        for (int i = 0; i < _byteRow.Length; i++)
        {
            int start = at;
            uint number = 0;
            for (; at < values.Length && (uint)(values[at] - '0') <= 9; at++) number = (number * 10) + values[at] - '0';
            if (at - start is < 1 or > 3 || number > 255) return false;
            _byteRow[i] = (byte)number;
            if (i == _byteRow.Length - 1) return at == values.Length;
            if (at >= values.Length || values[at++] != ',') return false;
        }

        return false;
    }

    private void ReadFloats(ReadOnlySpan<byte> line, ReadOnlySpan<byte> values)
    {
        bool more = true;
        for (int i = 0; i < _columns; i++)
        {
            if (!more) throw WrongColumns(line);
            if (!CsvCell.TryTake(ref values, out more, out ReadOnlySpan<byte> cell)) throw BadQuotes();
            switch (CsvCell.Read(cell, out _floatRow[i]))
            {
                case CsvCellKind.NotFinite:
                    throw Fail("csv-not-finite", $"Column {i + 2} of line {_lines.Number} is not a finite number: \"{Show(cell)}\".");
                case CsvCellKind.Text:
                    throw Fail("csv-number", $"Column {i + 2} of line {_lines.Number} is not a number: \"{Show(cell)}\".");
            }
        }

        if (more) throw WrongColumns(line);
    }

    private bool TryNarrow()
    {
        for (int i = 0; i < _floatRow.Length; i++)
        {
            float value = _floatRow[i];
            if (!(value is >= 0 and <= 255 && value == (byte)value) || float.IsNegative(value)) return false;
            _byteRow[i] = (byte)value;
        }

        return true;
    }

    // The first value that is not a byte: what came before becomes floats, which loses nothing.
    private void Widen()
    {
        ReadOnlySpan<byte> bytes = _bytes.Items;
        Span<float> floats = _floats.Add(bytes.Length);
        for (int i = 0; i < bytes.Length; i++) floats[i] = bytes[i];
        _keepBytes = false;
        if (!_shapeGiven) _shape = FeatureShape.Row(_columns);
    }

    private bool IsHeader(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> rest = line;
        if (!CsvCell.TryTake(ref rest, out bool more, out ReadOnlySpan<byte> label)) throw BadQuotes();
        if (IsHeaderWord(Show(label))) return true;
        while (more)
        {
            if (!CsvCell.TryTake(ref rest, out more, out ReadOnlySpan<byte> cell)) throw BadQuotes();
            if (cell.IsEmpty || CsvCell.Read(cell, out _) != CsvCellKind.Text) return false;
        }

        return true;
    }

    private int CountColumns(ReadOnlySpan<byte> line)
    {
        int columns = 0;
        for (bool more = true; more; columns++)
        {
            if (!CsvCell.TryTake(ref line, out more, out _)) throw BadQuotes();
        }

        return columns;
    }

    private static string Show(ReadOnlySpan<byte> cell) => System.Text.Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 40)]);

    private InvalidFileException WrongColumns(ReadOnlySpan<byte> line) =>
        Fail("csv-columns", $"Line {_lines.Number} has {CountColumns(line)} columns, but the first line has {_columns + 1}.");

    private InvalidFileException BadQuotes() =>
        Fail("csv-quotes", $"Quotes in line {_lines.Number} are not closed, or are closed before the cell ends.");

    private InvalidFileException Fail(string rule, string message) => new(_file, rule, message);
}
