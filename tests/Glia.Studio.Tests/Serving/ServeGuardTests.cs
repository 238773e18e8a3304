using System.Net;
using Glia.Studio.Security;
using Glia.Studio.Serving;

namespace Glia.Studio.Tests.Serving;

/// <summary>Who may ask: by the right name, from no other site's page, and with the key where there is one. TRUST.md: the local page attacked from a web page.</summary>
public sealed class ServeGuardTests
{
    private const string Key = "correct-horse-battery";

    [Theory]
    [InlineData(null, null, null, HttpStatusCode.OK)]
    [InlineData("evil.example", null, null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", null, null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("10.0.0.1:80", null, null, HttpStatusCode.MisdirectedRequest)]
    [InlineData("digits.example", null, null, HttpStatusCode.OK)]
    [InlineData(null, "http://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData(null, "null", null, HttpStatusCode.Forbidden)]
    [InlineData(null, null, "cross-site", HttpStatusCode.Forbidden)]
    [InlineData(null, null, "same-site", HttpStatusCode.Forbidden)]
    [InlineData(null, null, "none", HttpStatusCode.OK)]
    public async Task Names_and_origins(string? host, string? origin, string? site, HttpStatusCode expected)
    {
        await using PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0, Names = ["digits.example"] }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        Assert.Equal(expected, await Get(client, "/api/models", host, origin, site));
    }

    [Fact]
    public async Task A_page_of_its_own_address_may_ask()
    {
        await using PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0 }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        Assert.Equal(HttpStatusCode.OK, await Get(client, "/api/models", null, server.Origin, "same-origin"));
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + Key, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer " + Key, HttpStatusCode.OK)]
    [InlineData("bearer " + Key, HttpStatusCode.OK)]
    public async Task A_key_opens_everything_but_health_is_open(string? authorization, HttpStatusCode expected)
    {
        await using PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0, Key = Key }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        foreach (string path in new[] { "/api/models", "/api/models/curve", "/metrics", "/openapi.json" }) Assert.Equal(expected, await Get(client, path, null, null, null));
        Assert.Equal(expected, (await Ask.Post(client, "curve", "{\"inputs\":[1,2]}")).Status);
        foreach (string path in new[] { "/health/live", "/health/ready" }) Assert.Equal(HttpStatusCode.OK, await Get(client, path, null, null, null));
    }

    [Fact]
    public void Where_every_address_is_listened_on_numbers_will_do_but_names_must_be_given()
    {
        var hosts = new AllowedHosts(IPAddress.Any, 8080, ["digits.example"]);
        foreach (string good in new[] { "192.168.1.5:8080", "10.0.0.1:8080", "localhost:8080", "digits.example", "digits.example:8080", "[fe80::1]:8080" }) Assert.True(hosts.IsHost(good), good);
        foreach (string bad in new[] { "evil.example", "evil.example:8080", "10.0.0.1.evil.example:8080", "", "digits.example:1", "10.0.0.1:9000" }) Assert.False(hosts.IsHost(bad), bad);
        Assert.True(new AllowedHosts(IPAddress.Any, 8080, ["10.0.0.1:9000"]).IsHost("10.0.0.1:9000")); // behind something with another port
        Assert.False(new AllowedHosts(IPAddress.Loopback, 8080, []).IsHost("192.168.1.5:8080"));
    }

    private static async Task<HttpStatusCode> Get(HttpClient client, string path, string? host, string? origin, string? site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (host is not null) request.Headers.Host = host;
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
