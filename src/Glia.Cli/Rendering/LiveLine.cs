using Spectre.Console;

namespace Glia.Cli;

/// <summary>One line on standard error that is written over again and again; nothing where there is no terminal.</summary>
internal sealed class LiveLine(ToolConsole console) : IDisposable
{
    private int _length;

    /// <summary>Shows a line of markup instead of the last one.</summary>
    public void Write(string markup)
    {
        if (!console.IsTerminal) return;
        int length = Markup.Remove(markup).Length;

        // Blanks over the rest of the old line, not an escape sequence: that works without colours too.
        console.Error.Markup($"\r{markup}{new string(' ', Math.Max(0, _length - length))}");
        _length = length;
    }

    /// <summary>Takes the line away, so that other lines can be written.</summary>
    public void Clear()
    {
        if (_length == 0) return;
        console.Error.Markup($"\r{new string(' ', _length)}\r");
        _length = 0;
    }

    public void Dispose() => Clear();
}
