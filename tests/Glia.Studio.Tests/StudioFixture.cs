using System.Net;

namespace Glia.Studio.Tests;

/// <summary>A studio of its own for a class of tests: any free port, a folder that goes with it, and a browser's worth of cookies.</summary>
public sealed class StudioFixture : IAsyncLifetime
{
    /// <summary>The studio's folder, inside one that goes away with it.</summary>
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(Directory.CreateTempSubdirectory("glia-studio-").FullName, "studio")).FullName;

    public StudioServer Server { get; private set; } = null!;

    /// <summary>Holds the cookie and sends what a page of the studio would send.</summary>
    public HttpClient Page { get; private set; } = null!;

    /// <summary>Holds nothing, and follows nothing.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public List<string> Log { get; } = [];

    /// <summary>The token that <see cref="Page"/> came in with.</summary>
    public string UsedToken { get; private set; } = "";

    public int Port() => new Uri(Server.Origin).Port;

    public async ValueTask InitializeAsync()
    {
        Server = await StudioServer.StartAsync(new StudioOptions { Folder = Folder, Port = 0 }, Log.Add);
        Stranger = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Server.Origin) };
        string link = Server.NewLink();
        UsedToken = link.Split("token=")[1];
        Page = SignIn(Server, link);
    }

    /// <summary>A client that has opened the studio by a link.</summary>
    public static HttpClient SignIn(StudioServer server, string? link = null)
    {
        var page = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(server.Origin), Timeout = TimeSpan.FromMinutes(2) };
        page.DefaultRequestHeaders.Add("Origin", server.Origin);
        page.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using HttpResponseMessage _ = page.GetAsync(new Uri(link ?? server.NewLink())).GetAwaiter().GetResult();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        Page.Dispose();
        Stranger.Dispose();
        await Server.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
    }
}
