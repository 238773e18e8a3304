namespace Glia.Cli;

/// <summary>Words as a shell takes them.</summary>
internal static class Shell
{
    /// <summary>In quotes where the word has blanks or signs that a shell would read.</summary>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsLetterOrDigit(c) || "/\\._-+=:,@%".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
