using System.Runtime.CompilerServices;

// A page's commands and code run in a folder that is the process's own, and a training uses all cores by itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Glia.Docs.Tests;

/// <summary>Where the pages lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The pages that a user reads: README.md and docs/, the reference included.</summary>
    public static IReadOnlyList<DocPage> Pages { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md")).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal).Select(DocPage.Read)];

    public static string At(string name) => Path.Combine(Root, name);

    private static string FindRoot([CallerFilePath] string here = "")
    {
        string? folder = Path.GetDirectoryName(here);
        if (folder is null || !Directory.Exists(folder)) folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Glia.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("These tests read the pages, but Glia.slnx is in no folder above the test program.");
    }
}
