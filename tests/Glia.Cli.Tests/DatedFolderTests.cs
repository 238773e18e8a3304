namespace Glia.Cli.Tests;

/// <summary>Sessions that end in the same second, as when somebody logs out, are kept each by itself.</summary>
public sealed class DatedFolderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EachOfSeveralAtOnceHasItsOwn()
    {
        string[] made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Make(i), TestContext.Current.CancellationToken)));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), made.Select(folder => File.ReadAllText(Path.Combine(folder, "which"))));
        Assert.Equal(made.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(_folder.At("")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OfWhatCannotBeWrittenNothingIsLeft()
    {
        Assert.Throws<IOException>(() => DatedFolder.Make("live", _folder.At(""), own =>
        {
            Directory.CreateDirectory(own);
            File.WriteAllText(Path.Combine(own, "half"), "");
            throw new IOException("The disk is full.");
        }));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.At("")));
    }

    private string Make(int number) => DatedFolder.Make("live", _folder.At(""), own =>
    {
        Directory.CreateDirectory(own);
        File.WriteAllText(Path.Combine(own, "which"), $"{number}");
    });
}
