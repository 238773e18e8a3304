using System.Globalization;

namespace Glia.Pages;

/// <summary>Something in a lesson that the reader can change.</summary>
/// <param name="Name">Its name without hyphens, <c>w</c>; on the command line <c>--w</c>.</param>
/// <param name="Meaning">What it is, with its unit and range.</param>
/// <param name="Wanted">What to type for its value: N, N,N,…, NAME.</param>
/// <param name="DefaultText">Its value unless changed, as it would be typed.</param>
public abstract record Knob(string Name, string Meaning, string Wanted, string DefaultText)
{
    /// <summary>The names to choose from; empty where the value is something else.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Knob<double> Number(string name, string meaning, double value, double low, double high) =>
        new(name, meaning, "N", value.ToString(CultureInfo.InvariantCulture), text => ReadNumber(name, text, low, high));

    /// <summary>A whole number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Knob<int> Whole(string name, string meaning, int value, int low, int high) => new(name, meaning, "N", value.ToString(CultureInfo.InvariantCulture), text =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= low && number <= high
            ? number : throw new KnobException(name, $"'{text}' is not a whole number from {low} to {high}."));

    /// <summary>A seed: the same one gives the same numbers.</summary>
    public static Knob<ulong> Seed(string meaning, ulong value = 1) => new("seed", meaning, "N", value.ToString(CultureInfo.InvariantCulture), text =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : throw new KnobException("seed", $"'{text}' is not a whole number from 0 to {ulong.MaxValue}."));

    /// <summary>Several numbers, each from <paramref name="low"/> to <paramref name="high"/>: <c>0.9,0.1,0.8</c>.</summary>
    public static Knob<float[]> Numbers(string name, string meaning, float[] values, double low, double high, int least = 1, int most = 8)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(name, meaning, "N,N…", string.Join(',', values.Select(v => v.ToString(CultureInfo.InvariantCulture))), text =>
        {
            string[] parts = text.Split(',');
            if (parts.Length < least || parts.Length > most) throw new KnobException(name, $"'{text}' has {parts.Length} number{(parts.Length == 1 ? "" : "s")}; {(least == most ? $"{least} are" : $"{least} to {most} are")} wanted, with commas between them.");
            return [.. parts.Select(p => (float)ReadNumber(name, p, low, high))];
        });
    }

    /// <summary>A matrix, row after row, each number from <paramref name="low"/> to <paramref name="high"/>: <c>1,2/3,4</c>.</summary>
    public static Knob<Matrix> Rows(string name, string meaning, string value, double low, double high, int most = 6) => new(name, meaning, "N,N/N,N", value, text =>
    {
        double[][] rows = [.. text.Split('/').Select(row => row.Split(',').Select(number => ReadNumber(name, number, low, high)).ToArray())];
        if (rows.Any(row => row.Length != rows[0].Length)) throw new KnobException(name, $"'{text}' has rows of {string.Join(" and ", rows.Select(row => row.Length).Distinct())} numbers; all need as many. Put / between rows and , between numbers.");
        if (rows.Length > most || rows[0].Length > most) throw new KnobException(name, $"'{text}' is a {rows.Length} × {rows[0].Length} matrix; there is room for {most} × {most}.");
        var values = new double[rows.Length, rows[0].Length];
        for (int r = 0; r < rows.Length; r++)
            for (int c = 0; c < rows[0].Length; c++) values[r, c] = rows[r][c];
        return new Matrix(values);
    });

    /// <summary>The same knob, which may also stand at <c>none</c>.</summary>
    /// <param name="knob">The knob.</param>
    /// <param name="byDefault">Whether it stands there unless changed.</param>
    public static Knob<T?> OrNone<T>(Knob<T> knob, bool byDefault = false)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(knob);
        return new(knob.Name, knob.Meaning, knob.Wanted, byDefault ? "none" : knob.DefaultText, text => string.Equals(text, "none", StringComparison.OrdinalIgnoreCase) ? null : knob.Read(text));
    }

    /// <summary>One of a few names.</summary>
    public static Knob<string> Choice(string name, string meaning, string value, IReadOnlyList<string> names) => new(name, $"{meaning}: {string.Join(", ", names)}.", "NAME", value, text =>
        names.FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) ?? throw new KnobException(name, $"'{text}' is none of {string.Join(", ", names)}."))
    { Choices = names };

    /// <summary>Checks a value as it was typed.</summary>
    /// <exception cref="KnobException">It will not do.</exception>
    public abstract void Check(string text);

    private static double ReadNumber(string name, string text, double low, double high) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= low && number <= high
            ? number : throw new KnobException(name, $"'{text.Trim()}' is not a number from {Num.Of(low)} to {Num.Of(high)}.");
}

/// <summary>A <see cref="Knob"/> whose values are of type <typeparamref name="T"/>.</summary>
public sealed record Knob<T>(string Name, string Meaning, string Wanted, string DefaultText, Func<string, T> Read) : Knob(Name, Meaning, Wanted, DefaultText)
{
    /// <inheritdoc/>
    public override void Check(string text) => Read(text);
}
