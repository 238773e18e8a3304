using System.Globalization;
using Glia.Live;

namespace Glia.Cli;

/// <summary>
/// Outputs as <c>--outputs</c> names them: a number of values, or a list such as <c>pitch,volume=0..127:hard,step=integer:0..10,colour=class:4</c>.
/// </summary>
internal static class OutputList
{
    public const string Meaning = "How many values, or a list: NAME, NAME=MIN..MAX (soft limits; ':hard' clips), NAME=integer:MIN..MAX, NAME=class:N. Default: 5 values.";

    private const int Most = 1024, MostClasses = 1000;

    /// <summary>The outputs of that text.</summary>
    /// <exception cref="FormatException">It is none; the message says why, in a sentence without its full stop.</exception>
    public static IReadOnlyList<OutputSpec> Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
            return count is >= 1 and <= Most ? Values(count) : throw new FormatException($"there are 1 to {Most:N0} outputs, not {text}");
        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(One)];
    }

    /// <summary>So many values, named as Wekinator names them.</summary>
    public static IReadOnlyList<OutputSpec> Values(int count) => [.. Enumerable.Range(1, count).Select(i => OutputSpec.ForValue(string.Create(CultureInfo.InvariantCulture, $"outputs-{i}")))];

    /// <summary>Names as a number says how many, or as they are listed.</summary>
    /// <exception cref="FormatException">There are none, or too many.</exception>
    public static IReadOnlyList<string> Names(string text, string prefix)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return text.Split(',', StringSplitOptions.TrimEntries);
        return count is >= 1 and <= Most ? [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"))] : throw new FormatException($"there are 1 to {Most:N0}, not {text}");
    }

    private static OutputSpec One(string text)
    {
        string[] parts = text.Split('=', 2);
        if (parts[0].Length == 0) throw new FormatException($"'{text}' begins without a name");
        if (parts.Length == 1) return OutputSpec.ForValue(parts[0]);
        string[] kind = parts[1].Split(':');
        return kind[0] switch
        {
            "class" when kind.Length == 2 => OutputSpec.ForClasses(parts[0], Classes(text, kind[1])) with { SendsProbabilities = true },
            "class" => throw new FormatException($"'{text}' needs a number of classes, such as {parts[0]}=class:3"),
            "integer" when kind.Length > 1 => Limits(OutputSpec.ForValue(parts[0]) with { IsInteger = true }, text, kind[1..]),
            "value" when kind.Length > 1 => Limits(OutputSpec.ForValue(parts[0]), text, kind[1..]),
            _ => Limits(OutputSpec.ForValue(parts[0]), text, kind),
        };
    }

    private static int Classes(string text, string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int classes) && classes is >= 1 and <= MostClasses ? classes : throw new FormatException($"'{text}' has 1 to {MostClasses:N0} classes, not '{number}'");

    private static OutputSpec Limits(OutputSpec spec, string text, string[] parts)
    {
        string[] ends = parts[0].Split("..");
        bool isRange = ends.Length == 2 & float.TryParse(ends[0], CultureInfo.InvariantCulture, out float low) & float.TryParse(ends[^1], CultureInfo.InvariantCulture, out float high);
        if (!isRange || !(low < high) || !float.IsFinite(low) || !float.IsFinite(high)) throw new FormatException($"'{text}' needs limits such as {spec.Name}=0..127");
        if (parts.Length > 2 || (parts.Length == 2 && parts[1] is not ("hard" or "soft"))) throw new FormatException($"'{text}' ends in '{parts[^1]}': limits are 'soft' or 'hard'");
        return spec with { Minimum = low, Maximum = high, IsHardLimited = parts.Length == 2 && parts[1] == "hard" };
    }
}
