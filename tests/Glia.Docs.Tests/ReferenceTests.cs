using System.Diagnostics;

namespace Glia.Docs.Tests;

/// <summary>docs/api is what tools/ApiReference.cs writes from the sources of now, and no public member of a package is without a word of documentation.</summary>
public class ReferenceTests
{
    private static readonly Lazy<(int Code, string Output, string Error)> Check = new(RunCheck);

    [Fact]
    public void The_reference_is_up_to_date() => Assert.True(Check.Value.Output.Contains("is up to date", StringComparison.Ordinal), Check.Value.Output + Check.Value.Error);

    [Fact]
    public void No_public_member_is_undocumented()
    {
        Assert.Equal("", Check.Value.Error);
        Assert.True(Check.Value.Output.Contains(" pages", StringComparison.Ordinal), Check.Value.Output);
    }

    private static (int Code, string Output, string Error) RunCheck()
    {
        string config = Path.Combine(AppContext.BaseDirectory, "Glia.Docs.Tests.runtimeconfig.json"), program = Path.Combine(AppContext.BaseDirectory, "ApiReference.dll");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", config, program, "--check"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
