using System.Net;

namespace Glia.Studio.Tests;

/// <summary>A studio of its own for a class of tests: any free port, a folder that goes with it, and a browser's worth of cookies.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("glia-studio-").FullName;

    public StudioServer Server { get; private set; } = null!;

    /// <summary>Holds the cookie and sends what a page of the studio would send.</summary>
    public HttpClient Page { get; private set; } = null!;

    /// <summary>Holds nothing, and follows nothing.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public List<string> Log { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Server = await StudioServer.StartAsync(new StudioOptions { Folder = _folder, Port = 0 }, Log.Add);
        Stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Server.Origin) };
        Page = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(Server.Origin) };
        Page.DefaultRequestHeaders.Add("Origin", Server.Origin);
        Page.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage _ = await Page.GetAsync(new Uri(Server.NewLink()));
    }

    public async ValueTask DisposeAsync()
    {
        Page.Dispose();
        Stranger.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
