using System.Globalization;

namespace Glia.Datasets;

/// <summary>What a cell of a CSV line can be.</summary>
internal enum CsvCellKind
{
    Text,
    Number,
    NotFinite,
}

/// <summary>Takes a CSV line apart (RFC 4180): cells between commas, in double quotes where they hold commas or quotes.</summary>
internal static class CsvCell
{
    /// <summary>Takes the first cell off <paramref name="rest"/>, which becomes what follows its comma; <paramref name="more"/> is false where it was the last one.</summary>
    /// <param name="rest">What is left of the line.</param>
    /// <param name="more">Whether a comma followed.</param>
    /// <param name="cell">The cell without quotes and outer blanks; doubled quotes inside it are still doubled.</param>
    /// <returns>False where quotes are not closed, or closed inside the cell.</returns>
    public static bool TryTake(ref ReadOnlySpan<byte> rest, out bool more, out ReadOnlySpan<byte> cell)
    {
        int length = rest.IndexOf((byte)',');
        ReadOnlySpan<byte> trimmed = rest.TrimStart(" \t"u8);
        if (trimmed.Length > 0 && trimmed[0] == '"') return TryTakeQuoted(trimmed, ref rest, out more, out cell);
        more = length >= 0;
        cell = (more ? rest[..length] : rest).Trim(" \t"u8);
        rest = more ? rest[(length + 1)..] : default;
        return true;
    }

    /// <summary>Reads a number as a float.</summary>
    public static CsvCellKind Read(ReadOnlySpan<byte> cell, out float value)
    {
        if (cell.Length is > 0 and <= 3 && TryReadSmall(cell, out value)) return CsvCellKind.Number;
        if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return float.IsFinite(value) ? CsvCellKind.Number : CsvCellKind.NotFinite;
        ReadOnlySpan<byte> unsigned = cell.TrimStart("+-"u8);
        return unsigned.Length == 3 && (unsigned[0] | 32) == 'i' && (unsigned[1] | 32) == 'n' && (unsigned[2] | 32) == 'f' ? CsvCellKind.NotFinite : CsvCellKind.Text;
    }

    private static bool TryReadSmall(ReadOnlySpan<byte> cell, out float value)
    {
        int number = 0;
        value = 0;
        foreach (byte digit in cell)
        {
            if ((uint)(digit - '0') > 9) return false;
            number = (number * 10) + digit - '0';
        }

        value = number;
        return true;
    }

    private static bool TryTakeQuoted(ReadOnlySpan<byte> trimmed, ref ReadOnlySpan<byte> rest, out bool more, out ReadOnlySpan<byte> cell)
    {
        int end = 1;
        while (end < trimmed.Length && (trimmed[end] != '"' || (end + 1 < trimmed.Length && trimmed[end + 1] == '"'))) end += trimmed[end] == '"' ? 2 : 1;
        more = false;
        cell = default;
        if (end >= trimmed.Length) return false;
        cell = trimmed[1..end];
        ReadOnlySpan<byte> after = trimmed[(end + 1)..].TrimStart(" \t"u8);
        more = after.Length > 0;
        if (more && after[0] != ',') return false;
        rest = more ? after[1..] : default;
        return true;
    }
}
