using System.Globalization;
using Glia.Studio.Http;

namespace Glia.Studio.Data;

/// <summary>
/// What a class may be called. A class of pictures is a folder, and the set may be taken to another system: so only names that Linux, macOS and Windows all take as a single folder, and that
/// nobody is fooled by.
/// </summary>
internal static class ClassName
{
    /// <summary>Most letters of a name.</summary>
    public const int Most = 40;

    private const string NotInFolders = "<>:\"/\\|?*";
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"COM{n}", $"LPT{n}" })];

    /// <summary>The name without blanks around it.</summary>
    /// <exception cref="StudioException">It cannot be a class's name.</exception>
    public static string Checked(string? name)
    {
        string trimmed = (name ?? "").Trim();
        if (trimmed.Length is 0 or > Most) throw Refused($"A class needs a name of 1 to {Most} letters.");
        if (trimmed.Any(c => NotInFolders.Contains(c, StringComparison.Ordinal))) throw Refused($"The name of a class is a folder's name, so it has none of {string.Join(' ', NotInFolders.ToCharArray())} in it.");
        if (trimmed[0] == '.' || trimmed[^1] == '.') throw Refused("The name of a class neither begins nor ends with a dot, for it is a folder's name.");
        if (HasHidden(trimmed)) throw Refused("The name of a class has only letters that can be seen.");
        if (Devices.Contains(trimmed.Split('.')[0].TrimEnd(), StringComparer.OrdinalIgnoreCase)) throw Refused($"'{trimmed}' is the name of a device on Windows. Choose another.");
        return trimmed;
    }

    /// <summary>A checked name that differs from all of <paramref name="others"/>, in more than upper and lower case.</summary>
    /// <exception cref="StudioException">It cannot be a class's name, or there is such a class.</exception>
    public static string New(string? name, IEnumerable<string> others)
    {
        string found = Checked(name);
        return others.FirstOrDefault(o => IsSame(o, found)) is { } other ? throw Refused($"There is a class '{other}' already.") : found;
    }

    /// <summary>Whether two names are one folder on some system.</summary>
    public static bool IsSame(string a, string b) => string.Equals(a.Normalize(), b.Normalize(), StringComparison.OrdinalIgnoreCase);

    // Control characters, marks that turn the direction of writing, characters without a width, halves of characters.
    private static bool HasHidden(string name) => name.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar || System.Text.Rune.GetUnicodeCategory(r) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    private static StudioException Refused(string why) => StudioException.Bad("label", why);
}
