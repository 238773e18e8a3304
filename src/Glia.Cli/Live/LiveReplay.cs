using Glia.Live;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia live --replay</c>: the session of a log again.</summary>
internal static class LiveReplay
{
    public static int Run(ToolConsole console, string log, string? save, bool json)
    {
        if (!File.Exists(log)) throw ToolException.BadOption("--replay", $"there is no file '{log}'.");
        using SessionReplay replay = Run(console, log);
        LiveSession session = replay.Session;
        if (save is not null) SessionFiles.Save(save, session);
        bool? isSame = replay.LoggedDigest is { } logged ? string.Equals(logged, replay.Digest, StringComparison.Ordinal) : null;
        if (json)
        {
            JsonOutput.Write(console, writer =>
            {
                writer.WriteNumber("messages", replay.MessageCount);
                writer.WriteNumber("examples", session.ExampleCount);
                writer.WriteString("models", replay.Digest);
                if (isSame is { } same) writer.WriteBoolean("identical", same);
                else writer.WriteNull("identical");
            });
        }
        else
        {
            console.Out.MarkupLine($"  {Show.Count(replay.MessageCount)} messages again, {Show.Count(session.ExampleCount)} examples, models [bold]{replay.Digest}[/]");
            console.Out.MarkupLine(isSame switch
            {
                true => "  [green]The same models, to the bit.[/]",
                false => $"  [red]Other models than the log's, {Markup.Escape(replay.LoggedDigest!)}.[/]",
                null => "  [yellow]The log was cut off before its end: there is nothing to hold the models against.[/]",
            });
            if (save is not null) console.Out.MarkupLine($"  Saved: [green]{Markup.Escape(save)}[/]");
        }

        return isSame == false ? ExitCodes.Failed : ExitCodes.Ok;
    }

    private static SessionReplay Run(ToolConsole console, string log)
    {
        using var line = new LiveLine(console);
        return SessionReplay.Run(log, part => line.Write($"  {Bar.Thin(part, 30)} [dim]{Show.Percent(part, 0)}[/]"), console.Cancellation);
    }
}
