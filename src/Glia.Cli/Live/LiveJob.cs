using System.Net;
using System.Net.Sockets;
using Glia.Live;
using Glia.Studio.Live;
using Spectre.Console;

namespace Glia.Cli;

/// <summary>A live session from its start to Ctrl-C: what was taught is saved at the end, whatever the end is.</summary>
internal sealed class LiveJob(LiveProject project, LiveOptions options, LiveHostOptions where)
{
    /// <summary>Whether it trains at once.</summary>
    public bool Trains { get; init; }

    /// <summary>Whether it runs as soon as it is trained.</summary>
    public bool Runs { get; init; }

    /// <summary>Where the project is saved at the end; null for a new folder, where there is something to save.</summary>
    public string? SaveTo { get; init; }

    /// <summary>Whether it is shown as it goes.</summary>
    public bool HasPanel { get; init; }

    /// <summary>Whether what it writes is for programs.</summary>
    public bool IsJson { get; init; }

    /// <summary>The WebSocket for web pages; null for none.</summary>
    public LiveBridgeOptions? Bridge { get; init; }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public int Run(ToolConsole console)
    {
        CancellationToken stop = console.Cancellation;
        using var session = new LiveSession(project, options);
        using LiveHost host = Start(session);
        LiveBridge? bridge = Bridge is null ? null : Open(console, host);
        LiveLinesOfEvents? events = HasPanel || IsJson ? null : new LiveLinesOfEvents(console);
        if (IsJson) WriteJson(console, host, bridge);
        else Greet(console, host, bridge);
        if (events is not null) session.AddListener(events);
        Begin(host, stop);
        if (HasPanel) new LivePanel(console, host).Run(stop);
        else stop.WaitHandle.WaitOne();
        if (events is not null) session.RemoveListener(events);
        bridge?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Save(console, session);
        if (host.LogFailure is { } failure) throw ToolException.Failed($"The log ended before the session: {failure}", where.LogPath);
        return ExitCodes.Ok;
    }

    private LiveHost Start(LiveSession session)
    {
        try
        {
            return LiveHost.Start(session, where);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            throw ToolException.BadOption("--listen", $"{where.Listen.Address} is no address of this machine. Name one that is, or 0.0.0.0 for all of them.");
        }
        catch (SocketException e)
        {
            string taken = e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program has it (Wekinator, or another glia live)" : e.Message.TrimEnd('.');
            throw ToolException.BadOption("--in", $"nothing can listen on {where.Listen.Address}, port {where.Listen.Port}: {taken}. End it, or name another port.");
        }
    }

    private LiveBridge Open(ToolConsole console, LiveHost host)
    {
        try
        {
            return LiveBridge.StartAsync(host, Bridge!, line => console.ErrorWriter.WriteLine($"glia: {line}")).GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            throw ToolException.BadOption("--bridge", $"nothing can listen on port {Bridge!.Port}: {e.Message.TrimEnd('.')}. Name another port, or 0 for any that is free.");
        }
    }

    private void Begin(LiveHost host, CancellationToken stop)
    {
        if (Trains && host.Session.Gestures is null)
        {
            Do(host, "/wekinator/control/train");
            try
            {
                host.Session.WaitForTrainingAsync(stop).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                return; // what came meanwhile is saved like anything else
            }
        }

        if (Runs) Do(host, "/wekinator/control/startRunning");
    }

    /// <summary>Does what a line says, as the panel's keys do.</summary>
    public static void Do(LiveHost host, string line)
    {
        var writer = new OscWriter();
        if (!OscText.TryParse(line, writer, out string? error)) throw new InvalidOperationException(error);
        host.Handle(writer.Finish(), "panel");
    }

    private void Save(ToolConsole console, LiveSession session)
    {
        LiveProject now = session.ToProject();
        bool isAny = now.Examples.Count > 0 || now.GestureExamples.Count > 0;
        if (SaveTo is null && (!isAny || IsSame(now))) return;
        string folder = SaveTo ?? Directory.GetCurrentDirectory();
        try
        {
            if (SaveTo is null) folder = DatedFolder.Make("live", "", own => SessionFiles.Save(own, session));
            else SessionFiles.Save(folder, session);
        }
        catch (Exception e) when (isAny && e is (IOException or UnauthorizedAccessException))
        {
            throw ToolException.Failed($"{e.Message.TrimEnd('.')}. What was taught is in {Rescue(now)}: open it with --load.", folder);
        }

        if (!IsJson) console.Out.MarkupLine($"  Saved: [green]{Markup.Escape(folder)}[/]  [dim]{Show.Count(now.Examples.Count + now.GestureExamples.Count)} examples; open it again with --load[/]");
    }

    private bool IsSame(LiveProject now) => now.Examples.SequenceEqual(project.Examples) && now.GestureExamples.SequenceEqual(project.GestureExamples);

    // A disk that is full, or a folder that went away: what somebody has taught for an hour goes wherever there is room.
    private static string Rescue(LiveProject project)
    {
        try
        {
            return Path.GetFullPath(DatedFolder.Make("live", "", own => LiveFolder.Write(own, project)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string folder = Directory.CreateTempSubdirectory("glia-live-").FullName;
            LiveFolder.Write(folder, project);
            return folder;
        }
    }

    private void Greet(ToolConsole console, LiveHost host, LiveBridge? bridge)
    {
        LiveProject now = host.Session.ToProject();
        console.Out.WriteLine();
        console.Out.MarkupLine($"  [bold]Listening[/] [dim]on[/] [green]{Markup.Escape(host.Listening.ToString())}[/] [dim]for[/] {Markup.Escape(now.InputAddress)}[dim], answering to[/] [green]{Markup.Escape(where.Send.ToString())}[/] [dim]with[/] {Markup.Escape(now.OutputAddress)}");
        if (bridge is not null) console.Out.MarkupLine($"  [bold]Web pages[/] [dim]open[/] [green]{bridge.Address}[/] [dim]{(Bridge!.Origins.Count == 0 ? "(none may, until its origin is given with --origin)" : "from " + Markup.Escape(string.Join(", ", Bridge.Origins)))}[/]");
        string outputs = now.Gestures is { } gestures ? $"{gestures.Names.Count} gestures" : $"{now.Outputs.Count} {(now.Outputs.Count == 1 ? "output" : "outputs")}";
        int examples = now.Examples.Count + now.GestureExamples.Count;
        console.Out.MarkupLine($"  [dim]{now.InputNames.Count} {(now.InputNames.Count == 1 ? "input" : "inputs")}, {outputs}, {Show.Count(examples)} examples{(options.IsStrict ? ", exactly as Wekinator does" : "")}. Ctrl-C: stop and save.[/]");
        if (!IPAddress.IsLoopback(where.Listen.Address)) console.Out.MarkupLine("  [yellow]Other machines can send to it, and nothing that is sent is checked for who sends it.[/]");
        console.Out.WriteLine();
    }

    private void WriteJson(ToolConsole console, LiveHost host, LiveBridge? bridge) => JsonOutput.Write(console, writer =>
    {
        LiveProject now = host.Session.ToProject();
        writer.WriteString("listening", host.Listening.ToString());
        writer.WriteString("sending", where.Send.ToString());
        if (bridge is not null) writer.WriteString("bridge", bridge.Address);
        writer.WriteString("inputAddress", now.InputAddress);
        writer.WriteString("outputAddress", now.OutputAddress);
        writer.WriteNumber("inputs", now.InputNames.Count);
        writer.WriteNumber("outputs", now.Gestures?.Names.Count ?? now.Outputs.Count);
        writer.WriteNumber("examples", now.Examples.Count + now.GestureExamples.Count);
        writer.WriteBoolean("strict", options.IsStrict);
    });
}
