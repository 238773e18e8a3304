using System.Globalization;
using Glia.Formats;

namespace Glia.Live;

/// <summary>A column of an ARFF table: its name, and how its cells are read and written. A cell is a number, as in Weka; what that stands for, its column says.</summary>
/// <param name="name">Its name.</param>
internal abstract class ArffAttribute(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Its type as ARFF writes it.</summary>
    public abstract string Type { get; }

    /// <summary>The number that stands for a cell's text; false where the text is none of the column's.</summary>
    internal abstract bool TryRead(string cell, List<string> texts, out double value);

    /// <summary>A cell's text.</summary>
    internal abstract string Write(double value, IReadOnlyList<string> texts);
}

/// <summary>A column of numbers.</summary>
/// <param name="name">Its name.</param>
internal sealed class ArffNumeric(string name) : ArffAttribute(name)
{
    /// <inheritdoc/>
    public override string Type => "numeric";

    internal override bool TryRead(string cell, List<string> texts, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    internal override string Write(double value, IReadOnlyList<string> texts) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A column whose cells are among named values; a cell is the index of its value, from 0.</summary>
/// <param name="name">Its name.</param>
/// <param name="values">The values, each once.</param>
internal sealed class ArffNominal(string name, IReadOnlyList<string> values) : ArffAttribute(name)
{
    private readonly Dictionary<string, int> _index = values.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => pair.i, StringComparer.Ordinal);

    /// <summary>The values, each once.</summary>
    public IReadOnlyList<string> Values { get; } = values;

    /// <inheritdoc/>
    public override string Type => $"{{{string.Join(',', Values.Select(ArffText.Quote))}}}";

    internal override bool TryRead(string cell, List<string> texts, out double value)
    {
        bool isKnown = _index.TryGetValue(cell, out int index);
        value = index;
        return isKnown;
    }

    internal override string Write(double value, IReadOnlyList<string> texts) => ArffText.Quote(Values[(int)value]);
}

/// <summary>A column of text; a cell is the index of its text in the table, from 0.</summary>
/// <param name="name">Its name.</param>
internal sealed class ArffString(string name) : ArffAttribute(name)
{
    /// <inheritdoc/>
    public override string Type => "string";

    internal override bool TryRead(string cell, List<string> texts, out double value)
    {
        value = texts.Count;
        texts.Add(cell);
        return true;
    }

    internal override string Write(double value, IReadOnlyList<string> texts) => ArffText.Quote(texts[(int)value]);
}

/// <summary>A column of points in time; a cell counts milliseconds from 1970, as the clock on the wall showed them.</summary>
/// <param name="name">Its name.</param>
/// <param name="pattern">How they are written: yyyy, MM, dd, HH, mm, ss, SSS (thousandths), and text in quotes between them, such as Wekinator's <c>yyyy/MM/dd HH:mm:ss:SSS</c>.</param>
internal sealed class ArffDate(string name, string pattern) : ArffAttribute(name)
{
    /// <summary>What Wekinator writes.</summary>
    public const string Wekinator = "yyyy/MM/dd HH:mm:ss:SSS";

    /// <summary>What Weka takes where no pattern is named.</summary>
    public const string Standard = "yyyy-MM-dd'T'HH:mm:ss";

    private readonly string _format = ArffDatePattern.ToFormat(pattern) ?? throw new ArgumentException($"The date pattern {SafeText.Quote(pattern)} holds more than yyyy, MM, dd, HH, mm, ss, SSS and text between them.", nameof(pattern));

    /// <summary>How they are written.</summary>
    public string Pattern { get; } = pattern;

    /// <inheritdoc/>
    public override string Type => $"date '{Pattern.Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>The number for a point in time; what is finer than a millisecond is left off.</summary>
    public static double FromTime(DateTime time) => Math.Floor((double)(time.Ticks / TimeSpan.TicksPerMillisecond)) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>The point in time of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is before year 1 or after year 9999.</exception>
    public static DateTime ToTime(double value)
    {
        double ticks = (value * TimeSpan.TicksPerMillisecond) + DateTime.UnixEpoch.Ticks;
        if (!(ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)) throw new ArgumentOutOfRangeException(nameof(value), value, "There is no such point in time.");
        return new DateTime((((long)value) * TimeSpan.TicksPerMillisecond) + DateTime.UnixEpoch.Ticks);
    }

    internal override bool TryRead(string cell, List<string> texts, out double value)
    {
        bool isTime = DateTime.TryParseExact(cell, _format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time);
        value = isTime ? FromTime(time) : 0;
        return isTime;
    }

    internal override string Write(double value, IReadOnlyList<string> texts) => $"'{ToTime(value).ToString(_format, CultureInfo.InvariantCulture).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
