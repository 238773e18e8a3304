namespace Glia.Datasets.Tests;

/// <summary>Finds the real MNIST files: in <c>GLIA_DATA</c> (the folder itself or one above), or in <c>../shared/data/mnist</c> beside the repository.</summary>
internal static class MnistFiles
{
    public static string? Find(string name) => Folders().Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("GLIA_DATA") is { Length: > 0 } data)
        {
            yield return data;
            yield return Path.Combine(data, "mnist");
        }

        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Glia.slnx"))) yield return Path.GetFullPath(Path.Combine(folder, "../shared/data/mnist"));
        }
    }
}
