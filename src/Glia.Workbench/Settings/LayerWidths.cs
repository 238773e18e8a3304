using System.Globalization;

namespace Glia.Workbench;

/// <summary>Widths of hidden layers as text: <c>100</c>, <c>100,50</c> for two, <c>none</c> for inputs straight to outputs.</summary>
public static class LayerWidths
{
    /// <summary>The widest layer.</summary>
    public const int Most = 65_536;

    private const string None = "none";

    /// <summary>Reads widths; null where the text is no list of them.</summary>
    public static IReadOnlyList<int>? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == None) return [];
        string[] parts = text.Split(',');
        var widths = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out widths[i]) || !IsGood(widths[i])) return null;
        return widths;
    }

    /// <summary>Writes what <see cref="Find"/> reads.</summary>
    public static string Text(IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(widths);
        return widths.Count == 0 ? None : string.Join(',', widths.Select(w => w.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>What is said of a text that is no list of widths.</summary>
    public static string Refusal(string text) => $"'{text}' is not a list of layer widths such as 100 or 100,50 (each 1 to {Most}), nor 'none'.";

    /// <summary>Refuses widths that are none; null is not refused.</summary>
    /// <exception cref="SettingException">A width is less than 1 or more than <see cref="Most"/>.</exception>
    public static void Check(string setting, IReadOnlyList<int>? widths)
    {
        if (widths is not null && !widths.All(IsGood)) throw new SettingException(setting, Refusal(Text(widths)));
    }

    private static bool IsGood(int width) => width is >= 1 and <= Most;
}
