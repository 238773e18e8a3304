using System.Text;

namespace Glia.Docs.Tests;

/// <summary>One command line of a page, as a shell would split it: quotes, a comment at its end, a line that goes on after a backslash.</summary>
internal sealed record ShellLine(int Line, IReadOnlyList<string> Words)
{
    private static readonly string[] Programs = ["glia", "dotnet", "curl", "npm", "npx", "node", "python3", "oscsend", "taskset", "mpirun", "srun", "sbatch", "podman", "docker", "kubectl", "export", "cd", "#"];

    public static bool IsCommand(string line) => Programs.Contains(line.TrimStart().Split(' ')[0], StringComparer.Ordinal);

    public static IReadOnlyList<ShellLine> Of(DocBlock block)
    {
        var lines = new List<ShellLine>();
        var whole = new StringBuilder();
        for (int i = 0, start = 0; i < block.Lines.Count; i++)
        {
            if (whole.Length == 0) start = i;
            string line = block.Lines[i];
            if (line.EndsWith('\\'))
            {
                whole.Append(line, 0, line.Length - 1);
                continue;
            }

            whole.Append(line);
            List<string> words = Split(whole.ToString(), $"{block.Page}:{block.Line + start}");
            whole.Clear();
            if (words.Count > 0) lines.Add(new ShellLine(block.Line + start, words));
        }

        return lines;
    }

    public static List<string> Split(string line, string place)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool isWord = false;
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else word.Append(c);
            }
            else if (c is '\'' or '"')
            {
                (quote, isWord) = (c, true);
            }
            else if (char.IsWhiteSpace(c))
            {
                if (isWord) words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
            else if (c == '#' && !isWord)
            {
                break;
            }
            else
            {
                Assert.False(c is '|' or '>' or '<' or ';' or '$' or '&', $"{place}: '{c}' is for a shell, and this test has none. Write the line without it, or say before the block why it is not run.");
                word.Append(c);
                isWord = true;
            }
        }

        Assert.True(quote == '\0', $"{place}: a quote is open.");
        if (isWord) words.Add(word.ToString());
        return words;
    }
}
