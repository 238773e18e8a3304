namespace Glia.Pages;

/// <summary>A piece of a sentence.</summary>
/// <param name="Text">The words.</param>
/// <param name="IsCode">Whether they are code.</param>
/// <param name="IsStrong">Whether they are stressed.</param>
public readonly record struct InlineRun(string Text, bool IsCode, bool IsStrong);

/// <summary>Sentences with <c>`code`</c> and <c>**strong words**</c>, taken apart.</summary>
public static class InlineText
{
    /// <summary>The pieces in their order. A mark without a partner is a mark of its own.</summary>
    public static IEnumerable<InlineRun> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int from = 0, at = 0;
        while (at < text.Length)
        {
            string? mark = text[at] == '`' ? "`" : text.AsSpan(at).StartsWith("**", StringComparison.Ordinal) ? "**" : null;
            int end = mark is null ? -1 : text.IndexOf(mark, at + mark.Length, StringComparison.Ordinal);
            if (mark is null || end < 0)
            {
                at++;
                continue;
            }

            if (at > from) yield return new(text[from..at], false, false);
            yield return new(text[(at + mark.Length)..end], mark == "`", mark == "**");
            from = at = end + mark.Length;
        }

        if (from < text.Length) yield return new(text[from..], false, false);
    }
}
