namespace Glia.Cli.Tests;

/// <summary><c>glia studio</c> before it listens; what it serves is tested in Glia.Studio.Tests.</summary>
public class StudioTests
{
    [Theory]
    [InlineData("/proc/self")] // exists, and nobody may write to it
    [InlineData("/proc/nothing")] // nobody may make it
    public void A_folder_that_cannot_be_written_to_is_named_and_not_taken_for_a_port(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        ToolRun run = ToolRun.Of("studio", "--folder", folder);
        Assert.Equal((ExitCodes.BadInput, ""), (run.Code, run.Out));
        Assert.StartsWith($"glia: --folder: nothing can be kept in '{folder}': ", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("Name a folder that you may write to, here or in GLIA_STUDIO.\n", run.Error, StringComparison.Ordinal);
    }
}
