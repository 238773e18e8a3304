namespace Glia.Studio.Tests;

/// <summary>A studio with a network that reads digits: a small one, trained on few generated ones.</summary>
public sealed class ReaderFixture : IAsyncLifetime
{
    private readonly StudioFixture _studio = new();

    /// <summary>Sends what a page would send.</summary>
    public HttpClient Page => _studio.Page;

    /// <summary>The run.</summary>
    public string Reader { get; private set; } = "";

    /// <summary>Its network, from its file.</summary>
    public Network Network { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _studio.InitializeAsync();
        Reader = await Page.MakeRun(("data", "generated"), ("count", "8000"), ("layers", "40"), ("epochs", "4"), ("augment", "none"));
        await Page.Train(Reader);
        Network = Network.Load(Path.Combine(_studio.Folder, "runs", Reader, "model.safetensors"));
    }

    public ValueTask DisposeAsync() => _studio.DisposeAsync();
}
