using System.Diagnostics;

namespace Glia.Tests.Training;

/// <summary>The same short training in processes with other instruction sets and numbers of threads ends with the same bits.</summary>
public class DeterminismTests
{
    private static readonly (string Name, string? Variable)[] InstructionSets =
        [("all", null), ("no AVX-512", "DOTNET_EnableAVX512"), ("no AVX2, no FMA", "DOTNET_EnableAVX2"), ("none", "DOTNET_EnableHWIntrinsic")];

    [Fact]
    public void Same_seed_same_bits_on_every_instruction_set_and_number_of_threads()
    {
        var hashes = new Dictionary<string, string>();
        foreach ((string name, string? variable) in InstructionSets)
            foreach (int threads in new[] { 1, 2 })
                hashes[$"{name}, {threads} threads"] = Run(variable, threads);
        Assert.True(hashes.Values.Distinct().Count() == 1, string.Join(Environment.NewLine, hashes.Select(h => $"{h.Key}: {h.Value}")));
        Assert.Matches("^hash [0-9A-F]{64}$", hashes.Values.First());
    }

    private static string Run(string? variable, int threads)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Glia.Tests.Victim.dll"));
        start.ArgumentList.Add("bits");
        start.ArgumentList.Add($"{threads}");
        if (variable is not null) start.Environment[variable] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Trim();
    }
}
