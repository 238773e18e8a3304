using System.Net;

namespace Glia.Studio.Tests;

/// <summary>Who gets in, and who does not.</summary>
public sealed class AccessTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_opens_one_browser_and_no_other()
    {
        var link = new Uri(studio.Server.NewLink());
        using HttpResponseMessage first = await studio.Stranger.GetAsync(link, Stop);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        string cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using HttpResponseMessage second = await studio.Stranger.GetAsync(link, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
    }

    [Fact]
    public async Task The_page_comes_with_the_cookie_only()
    {
        using HttpResponseMessage page = await studio.Page.GetAsync("/", Stop);
        if (StudioServer.HasPage) Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        else Assert.Contains("npm was missing", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal); // a build without Node.js
        Assert.Equal(HttpStatusCode.Unauthorized, (await studio.Stranger.GetAsync("/", Stop)).StatusCode);
    }
}
