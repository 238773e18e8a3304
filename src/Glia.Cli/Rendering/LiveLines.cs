using Spectre.Console;

namespace Glia.Cli;

/// <summary>Some lines on standard error that are written over again and again; nothing where there is no terminal.</summary>
internal sealed class LiveLines(ToolConsole console) : IDisposable
{
    private int[] _lengths = [];

    /// <summary>Shows lines of markup, none as wide as the terminal, instead of the last ones.</summary>
    public void Write(IReadOnlyList<string> markups)
    {
        if (!console.IsTerminal) return;
        Up();
        var lengths = new int[Math.Max(markups.Count, _lengths.Length)];
        for (int i = 0; i < lengths.Length; i++)
        {
            string markup = i < markups.Count ? markups[i] : "";
            lengths[i] = Cells.Of(Markup.Remove(markup));
            int blanks = i < _lengths.Length ? Math.Max(0, _lengths[i] - lengths[i]) : 0;
            console.Error.MarkupLine(markup + new string(' ', blanks));
        }

        _lengths = lengths;
    }

    /// <summary>Takes the lines away, so that others can be written in their place.</summary>
    public void Clear()
    {
        if (_lengths.Length == 0) return;
        Up();
        foreach (int length in _lengths) console.Error.MarkupLine(new string(' ', length));
        Up();
        _lengths = [];
    }

    public void Dispose() => Clear();

    // Every terminal since the VT100 knows how to go up.
    private void Up()
    {
        if (_lengths.Length > 0) console.ErrorWriter.Write($"\r\u001b[{_lengths.Length}A");
    }
}
