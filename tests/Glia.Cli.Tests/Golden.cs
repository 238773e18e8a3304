using System.Text;

namespace Glia.Cli.Tests;

/// <summary>Compares text with a file that was looked at and found good. A difference is shown, never written over the file.</summary>
internal static class Golden
{
    public static void Check(string name, string text)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Golden", name + ".txt");
        string actual = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        string expected = File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal) : "";
        if (actual == expected) return;
        string beside = Path.ChangeExtension(path, ".actual");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(beside, actual);
        Assert.Fail($"The output differs from Golden/{name}.txt (the new one is in {beside}):\n{Difference(expected.Split('\n'), actual.Split('\n'))}");
    }

    private static string Difference(string[] expected, string[] actual)
    {
        var text = new StringBuilder();
        for (int i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            string? was = i < expected.Length ? expected[i] : null, now = i < actual.Length ? actual[i] : null;
            if (was == now) continue;
            if (was is not null) text.Append("line ").Append(i + 1).Append(" - ").AppendLine(was);
            if (now is not null) text.Append("line ").Append(i + 1).Append(" + ").AppendLine(now);
        }

        return text.ToString();
    }
}
