using System.Runtime.CompilerServices;

namespace Glia.Cli.Tests;

/// <summary>Real MNIST, where the machine has it. The tool itself must not find it by chance, or its output would differ from machine to machine.</summary>
internal static class MnistAtHand
{
    /// <summary>The folder with MNIST's four files; null where there is none.</summary>
    public static string? Folder { get; private set; }

    [ModuleInitializer]
    internal static void Hide()
    {
        string? data = Environment.GetEnvironmentVariable("GLIA_DATA");
        Folder = new[] { data, data is null ? null : Path.Combine(data, "mnist"), Beside() }
            .FirstOrDefault(f => f is not null && File.Exists(Path.Combine(f, "t10k-labels-idx1-ubyte.gz")));
        Environment.SetEnvironmentVariable("GLIA_DATA", null);
        Environment.SetEnvironmentVariable("GLIA_CACHE", Path.Combine(Path.GetTempPath(), $"glia-no-cache-{Guid.NewGuid():N}"));
    }

    /// <summary>What <c>--data</c> can be given: MNIST where it is at hand, else generated digits.</summary>
    public static string OrGenerated => Folder ?? "generated";

    private static string? Beside()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Glia.slnx"))) return Path.Combine(folder.FullName, "..", "shared", "data", "mnist");
        return null;
    }
}
