using System.Diagnostics;

namespace Glia.Cli.Tests;

/// <summary>The tool in a process of its own, which can be killed.</summary>
internal static class ToolProcess
{
    /// <summary>Starts it.</summary>
    /// <param name="environment">Variables that the process has besides those of this one.</param>
    /// <param name="args">The command line.</param>
    public static Process Start(IReadOnlyDictionary<string, string> environment, params string[] args) => Start(environment, folder: "", args);

    /// <summary>Runs the tool to its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="args">With what.</param>
    /// <param name="interruptAfter">The beginning of the line after which Ctrl-C is pressed; null for none.</param>
    /// <param name="beforeInterrupt">What is done in between, with the process's number.</param>
    /// <param name="memory">Bytes that the process may have; 0 for all.</param>
    public static async Task<(int Code, string Out, string Error)> Run(string folder, string[] args, string? interruptAfter = null, Func<int, Task>? beforeInterrupt = null, long memory = 0)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Dictionary<string, string> environment = [];
        if (memory > 0) environment["DOTNET_GCHeapHardLimit"] = $"0x{memory:X}";
        using Process process = Start(environment, folder, args);
        Task<string> error = process.StandardError.ReadToEndAsync(cancellation);
        string output = "";
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            output += line + "\n";
            if (interruptAfter is null || !line.StartsWith(interruptAfter, StringComparison.Ordinal)) continue;
            interruptAfter = null;
            if (beforeInterrupt is not null) await beforeInterrupt(process.Id);
            using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
            await kill.WaitForExitAsync(cancellation);
        }

        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, output, await error);
    }

    /// <summary>What it came to.</summary>
    public static async Task<ToolRun> End(Process process)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation), error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new ToolRun(process.ExitCode, await output, await error);
    }

    /// <summary>The JSON document that a server writes when it is ready.</summary>
    public static async Task<string> ReadDocument(Process process)
    {
        string text = "";
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            text += line + "\n";
            if (line == "}") return text;
        }

        Assert.Fail($"it ended before it was ready: {text}{await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
        return text;
    }

    /// <summary>Asks it to end, as a scheduler does that takes a machine away: the job's script hands on what it gets, and the process gets it from the scheduler too.</summary>
    public static async Task Terminate(Process process)
    {
        using Process kill = Process.Start("sh", ["-c", $"for again in 1 2 3 4 5 6 7 8 9; do kill -TERM {process.Id} 2> /dev/null; sleep 0.001; done"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static Process Start(IReadOnlyDictionary<string, string> environment, string folder, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Glia.Cli.dll"), .. args])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
