using System.Globalization;

namespace Glia.Datasets;

public sealed partial record PictureAugmentation
{
    private const string Form = "Write name=setting, several with commas, for instance shift=1.5,rotation=10,scale=0.1";

    private static readonly Dictionary<string, (int Least, int Most, Func<float[], PictureChange> Make)> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["shift"] = (1, 1, s => new Shift(s[0])),
        ["rotation"] = (1, 1, s => new Rotation(s[0])),
        ["scale"] = (1, 2, s => new Scale(s[0], s.Length > 1 ? s[1] : 0)),
        ["shear"] = (1, 1, s => new Shear(s[0])),
        ["elastic"] = (1, 2, s => s.Length > 1 ? new Elastic(s[0], s[1]) : new Elastic(s[0])),
        ["pen"] = (1, 1, s => new PenWidth(s[0])),
        ["noise"] = (1, 1, s => new Noise(s[0])),
        ["cutout"] = (1, 1, s => new Cutout(s[0] == (int)s[0] ? (int)s[0] : throw new FormatException($"cutout={s[0].ToString(CultureInfo.InvariantCulture)}: whole pixels are needed."))),
        ["redrawn"] = (0, 0, _ => new Redrawn()),
    };

    /// <summary>The names that <see cref="Parse"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Kinds.Keys];

    /// <summary>Reads what <see cref="Description"/> writes: <c>shift=1.5, rotation=10, scale=0.1/0.05, shear=0.1, elastic=34/4, pen=0.5, noise=0.05, cutout=6, redrawn</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form, or a setting is out of its range; the message says which.</exception>
    public static PictureAugmentation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new([.. text.Split(',', StringSplitOptions.TrimEntries).Select(ParseChange)]);
    }

    private static PictureChange ParseChange(string text)
    {
        string[] halves = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (halves[0].Length == 0) throw new FormatException($"A change is missing. {Form}.");
        if (!Kinds.TryGetValue(halves[0], out var kind)) throw new FormatException($"'{halves[0]}' is none of {string.Join(", ", Names)}.");
        string[] parts = halves.Length == 1 ? [] : halves[1].Split('/', StringSplitOptions.TrimEntries);
        var settings = new float[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out settings[i]) || !float.IsFinite(settings[i])) throw new FormatException($"{text}: '{parts[i]}' is not a number.");
        if (settings.Length < kind.Least || settings.Length > kind.Most)
            throw new FormatException(kind.Most == 0 ? $"{text}: {halves[0]} takes no setting." : $"{text}: {halves[0]} takes {(kind.Least == kind.Most ? "one setting" : "one or two settings")}. {Form}.");
        try
        {
            return kind.Make(settings);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new FormatException($"{text}: {e.Message.Split(" (Parameter", 2)[0].Split('\n', 2)[0]}", e);
        }
    }
}
