using System.Text.RegularExpressions;

namespace Glia.Docs.Tests;

/// <summary>A Markdown page: its fenced blocks with what stands before them, its links, its headings.</summary>
internal sealed partial class DocPage
{
    private DocPage(string name, IReadOnlyList<DocBlock> blocks, string prose)
    {
        (Name, Blocks, Prose) = (name, blocks, prose);
    }

    /// <summary>Its path in the repository, with forward slashes.</summary>
    public string Name { get; }

    public IReadOnlyList<DocBlock> Blocks { get; }

    /// <summary>What stands outside of blocks; lines keep their numbers.</summary>
    public string Prose { get; }

    /// <summary>The anchors of its headings, as repositories make them.</summary>
    public IEnumerable<string> Anchors => Headings().Matches(Prose).Select(m => Anchor(m.Groups["text"].Value));

    public IEnumerable<string> Links => LinkTargets().Matches(InlineCode().Replace(Prose, "")).Select(m => m.Groups["to"].Value);

    private const string Elsewhere = "elsewhere";

    /// <summary>Command lines of the tool in running text and tables, with their lines.</summary>
    public IEnumerable<(int Line, string Command)> Commands => InlineCode().Matches(Prose).Where(m => m.Groups["code"].Value.StartsWith("glia ", StringComparison.Ordinal))
        .Select(m => (Prose.AsSpan(0, m.Index).Count('\n') + 1, m.Groups["code"].Value));

    public static DocPage Read(string name)
    {
        string[] lines = File.ReadAllText(Repository.At(name)).ReplaceLineEndings("\n").Split('\n');
        var blocks = new List<DocBlock>();
        var prose = new List<string>();
        string? mark = null;
        for (int i = 0; i < lines.Length; i++)
        {
            prose.Add(lines[i]);
            if (Mark().Match(lines[i]) is { Success: true } found) mark = found.Groups["text"].Value.Trim();
            else if (OfPackages().IsMatch(lines[i])) mark = Elsewhere;
            else if (!lines[i].StartsWith("```", StringComparison.Ordinal) && lines[i].Trim().Length > 0) mark = null;
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            int end = Array.FindIndex(lines, i + 1, l => l.StartsWith("```", StringComparison.Ordinal));
            Assert.True(end > 0, $"{name}:{i + 1}: the block does not end.");
            if (mark != Elsewhere) blocks.Add(new DocBlock(name, i + 2, lines[i][3..].Trim(), [.. lines[(i + 1)..end]], mark));
            prose[^1] = "";
            for (; i < end; i++) prose.Add("");
            mark = null;
        }

        return new DocPage(name, blocks, string.Join('\n', prose));
    }

    public override string ToString() => Name;

    private static string Anchor(string heading)
    {
        string plain = LinkText().Replace(heading, "${text}").Replace("&lt;", "", StringComparison.Ordinal).Replace("&gt;", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
        return NoWord().Replace(plain.Trim().ToLowerInvariant(), "").Replace(' ', '-');
    }

    /// <summary>The marks by which tests/packages/run.sh finds the blocks that it compiles and runs.</summary>
    [GeneratedRegex(@"^<!-- (run: .*|file: .*|ask) -->\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfPackages();

    [GeneratedRegex(@"^<!-- test: (?<text>.*?) -->\s*$", RegexOptions.None, 1000)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^#+ (?<text>.*)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\]\((?<to>[^()\s]+)\)", RegexOptions.None, 1000)]
    private static partial Regex LinkTargets();

    [GeneratedRegex(@"`(?<code>[^`\n]+)`", RegexOptions.None, 1000)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\([^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NoWord();
}
