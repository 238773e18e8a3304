using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Glia.Studio;
using Spectre.Console;

namespace Glia.Cli;

/// <summary><c>glia studio</c>: the local page to build, train, draw and look inside.</summary>
internal sealed class StudioCommand : ToolCommand
{
    private const int UsualPort = 7474, TriedPorts = 10;

    private readonly Option<string?> _folder = Opt.Text("--folder", "FOLDER", "Where runs, data and models are kept, as plain files. Default: GLIA_STUDIO, or glia/studio in your own data.");
    private readonly Option<int?> _port = Opt.Int("--port", "N", $"The port. Default: {UsualPort}, or the next that is free.", 1, 65535);
    private readonly Option<string?> _listen = Opt.Text("--listen", "ADDRESS", "The address to listen on, such as 192.168.1.5, for other machines; they need a link with a token too. Default: this machine alone.");
    private readonly Option<int?> _threads = Opt.Int("--threads", "N", "Threads of a training; 0 for one per core. Default: 0.", 0, 256);
    private readonly Option<bool> _noBrowser = Opt.Flag("--no-browser", "Do not open a browser; the link is written in any case.");

    public StudioCommand()
        : base("studio", "Open a local page: build a network, watch it learn, draw a digit, ask why, teach it your own handwriting.",
            new Example("glia studio", "Start it and open the page. Ctrl-C stops it; trainings are saved and go on next time."),
            new Example("glia studio --folder lesson-3", "Keep runs and data in a folder of this project."),
            new Example("glia studio --no-browser --port 8080", "On another port; open the link that it writes."))
    {
        Group("Place", _folder, _port, _listen);
        Group("Running", _threads, _noBrowser);
        Notes = [("Safe by default", [("who", "Only this machine, and only browsers that were opened by a link with its one-time token. Enter writes a link for another browser."), ("what", "Nothing is fetched from the network, and nothing leaves this machine.")])];
    }

    public override int Run(ParseResult input, ToolConsole console)
    {
        StudioOptions options = ReadOptions(input);
        if (!StudioServer.HasPage)
            throw ToolException.Failed("The studio's page is not in this build, because npm was missing when it was made. Install Node.js 20 or newer (nodejs.org), then build again: dotnet build -c Release src/Glia.Cli");
        RunAsync(input, console, options).GetAwaiter().GetResult();
        return ExitCodes.Ok;
    }

    private StudioOptions ReadOptions(ParseResult input)
    {
        string folder = Path.GetFullPath(input.GetValue(_folder) ?? StudioOptions.DefaultFolder);
        if (File.Exists(folder)) throw ToolException.BadOption(_folder.Name, $"'{folder}' is a file; a folder is needed.");
        IPAddress address = IPAddress.Loopback;
        if (input.GetValue(_listen) is { } text && !IPAddress.TryParse(text, out address!)) throw ToolException.BadOption(_listen.Name, $"'{text}' is no address such as 192.168.1.5.");
        MakeWritable(folder);
        return new StudioOptions { Folder = folder, Address = address, Port = input.GetValue(_port) ?? 0, Threads = input.GetValue(_threads) ?? 0 };
    }

    private void MakeWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolException.BadOption(_folder.Name, $"nothing can be kept in '{folder}': {e.Message.TrimEnd('.')}. Name a folder that you may write to, here or in GLIA_STUDIO.");
        }
    }

    private async Task RunAsync(ParseResult input, ToolConsole console, StudioOptions options)
    {
        await using StudioServer server = await StartAsync(console, options);
        string link = server.NewLink();
        if (input.GetValue(GliaTool.Json)) WriteJson(console, server, options, link);
        else Greet(console, options, link);
        if (console.IsTerminal && !input.GetValue(_noBrowser)) OpenBrowser(link);
        await WaitAsync(console, server);
        if (!input.GetValue(GliaTool.Json)) console.Out.MarkupLine("  Stopping: trainings are saved.");
    }

    private static async Task<StudioServer> StartAsync(ToolConsole console, StudioOptions options)
    {
        void Log(string line) => console.ErrorWriter.WriteLine($"glia: {line}");
        if (options.Port != 0) return await Start(options);
        for (int port = UsualPort; ; port++)
        {
            try
            {
                return await Start(options with { Port = port });
            }
            catch (ToolException) when (port < UsualPort + TriedPorts)
            {
                // Taken, by another studio perhaps: the next.
            }
        }

        async Task<StudioServer> Start(StudioOptions with)
        {
            try
            {
                return await StudioServer.StartAsync(with, Log);
            }
            catch (IOException e) when (e is not PathTooLongException and not DirectoryNotFoundException)
            {
                throw ToolException.Failed($"The studio cannot listen on {with.Address}, port {with.Port}: {e.Message} Name another with --port.", innerException: e);
            }
        }
    }

    private static void Greet(ToolConsole console, StudioOptions options, string link)
    {
        console.Out.WriteLine();
        console.Out.MarkupLine($"  [bold]The studio is open:[/]  [green]{Markup.Escape(link)}[/]");
        console.Out.WriteLine();
        console.Out.MarkupLine($"  [dim]kept in[/]  {Markup.Escape(options.Folder)}");
        console.Out.MarkupLine(console.IsTerminal ? "  [dim]Each link opens one browser. Enter: a link for another. Ctrl-C: stop.[/]" : "  [dim]Each link opens one browser. Ctrl-C: stop.[/]");
        if (!IPAddress.IsLoopback(options.Address)) console.Out.MarkupLine($"  [yellow]Other machines can reach it at {options.Address}; what they see is not encrypted.[/]");
    }

    private static void WriteJson(ToolConsole console, StudioServer server, StudioOptions options, string link) => JsonOutput.Write(console, writer =>
    {
        writer.WriteString("address", server.Origin);
        writer.WriteString("link", link);
        writer.WriteString("key", server.Key);
        writer.WriteString("folder", options.Folder);
    });

    /// <summary>Until Ctrl-C; each Enter writes one more link.</summary>
    private static async Task WaitAsync(ToolConsole console, StudioServer server)
    {
        CancellationToken stop = console.Cancellation;
        if (console.IsTerminal)
        {
            var keys = new Thread(() =>
            {
                while (Console.In.ReadLine() is not null) console.Out.MarkupLine($"  [green]{Markup.Escape(server.NewLink())}[/]");
            })
            { IsBackground = true };
            keys.Start();
        }

        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            // That is what was waited for.
        }
    }

    private static void OpenBrowser(string link)
    {
        string opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        try
        {
            using var process = OperatingSystem.IsWindows()
                ? Process.Start(new ProcessStartInfo(link) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(opener, [link]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            // No browser to open: the link stands in the terminal.
        }
    }
}
