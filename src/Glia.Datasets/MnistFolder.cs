namespace Glia.Datasets;

/// <summary>Where MNIST's four files may lie and how their names may be spelt.</summary>
internal static class MnistFolder
{
    private static readonly string[] FileNames = [Mnist.TrainImages, Mnist.TrainLabels, Mnist.TestImages, Mnist.TestLabels];

    /// <summary>The file to read for <paramref name="name"/>; null where there is none. The fetched spelling comes first, so that a fetch always mends what is read.</summary>
    public static string? FindFile(string folder, string name)
    {
        string dotted = name.Replace("-idx", ".idx", StringComparison.Ordinal);
        foreach (string spelling in (string[])[name + ".gz", name, dotted + ".gz", dotted])
        {
            string path = Path.Combine(folder, spelling);
            if (File.Exists(path)) return path;
        }

        return null;
    }

    /// <summary>Names of the files that <paramref name="folder"/> lacks.</summary>
    public static string[] Missing(string folder) => [.. FileNames.Where(name => FindFile(folder, name) is null)];

    /// <summary>The folders to look in, the most explicit first.</summary>
    public static IEnumerable<string> Candidates(Func<string, string?> environment)
    {
        string? data = environment("GLIA_DATA");
        if (!string.IsNullOrEmpty(data))
        {
            yield return data;
            yield return Path.Combine(data, "mnist");
        }

        yield return Path.Combine("data", "mnist");
        string cache = Cache(environment);
        if (cache != Path.Combine("data", "mnist")) yield return cache;
    }

    public static string Cache(Func<string, string?> environment)
    {
        if (environment("GLIA_CACHE") is { Length: > 0 } glia) return Path.Combine(glia, "mnist");

        // The XDG base directory specification tells programs to ignore a relative path.
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg)) return Path.Combine(xdg, "glia", "mnist");
        bool isLinux = !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS();
        string home = Environment.GetFolderPath(isLinux ? Environment.SpecialFolder.UserProfile : Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (home.Length == 0) return Path.Combine("data", "mnist");
        return isLinux ? Path.Combine(home, ".cache", "glia", "mnist") : Path.Combine(home, "glia", "mnist");
    }
}
