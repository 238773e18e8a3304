using System.ComponentModel;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Glia.Mpi;

namespace Glia.Cli;

/// <summary>The tool in another part: a process beside the ranks of a training, of another group, that tells which of them was lost when their launcher has killed them all (<see cref="RankWitness"/>).</summary>
internal sealed class WitnessProcess : IDisposable
{
    private const string Part = "witness-of-ranks"; // not for people: it is no command

    private readonly Process _process;

    private WitnessProcess(Process process) => _process = process;

    /// <summary>Whether this process is to be one.</summary>
    public static bool IsAsked(string[] args) => args is [Part];

    /// <summary>Starts one; null where that cannot be: then the launcher's own message must do.</summary>
    public static WitnessProcess? Start(WitnessOrder order)
    {
        if (Environment.ProcessPath is not { } program) return null;
        string[] tool = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        Detachment.KeepFilesToItself();
        try
        {
            if (Process.Start(new ProcessStartInfo(program, [.. tool, Part]) { RedirectStandardInput = true, UseShellExecute = false }) is not { } process) return null;
            process.StandardInput.WriteLine(JsonSerializer.Serialize(order, WitnessJson.Default.WitnessOrder));
            process.StandardInput.Close();
            return new WitnessProcess(process);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>Is one, until all ranks have ended.</summary>
    /// <returns>The exit code.</returns>
    public static int Run()
    {
        Detachment.LeaveGroup();
        if (Console.In.ReadLine() is not { } line || JsonSerializer.Deserialize(line, WitnessJson.Default.WitnessOrder) is not { } order) return ExitCodes.BadInput;
        using var signals = new StopSignals();
        try
        {
            using var witness = new RankWitness(order.Place, order.Processes);
            if (witness.Lost() is not { } rank) return ExitCodes.Ok;
            ToolConsole console = ToolConsole.ForProcess(signals);
            return GliaTool.Tell(console, order.Json, new LostRank(order.Processes.Count, order.Checkpoint, console.Command).Error(rank, order.Processes[rank]));
        }
        catch (Exception e) when (e is SocketException or Win32Exception)
        {
            return ExitCodes.Failed; // the training goes on without a witness
        }
    }

    /// <summary>Needs it no more.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        _process.Dispose();
    }
}
