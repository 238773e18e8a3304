using System.Net;
using System.Text.RegularExpressions;
using Glia.Studio.Security;

namespace Glia.Studio.Tests;

/// <summary>TRUST.md, "the local page attacked from a web page": more than 60 cases of Host, Origin, Sec-Fetch, method and key, over raw sockets.</summary>
public sealed partial class GuardTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. GuardAttacks.All.Select(a => a.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Only_the_studios_own_page_and_holders_of_the_key_get_through(string name)
    {
        (_, int[] expected, string[] lines) = GuardAttacks.All.Single(a => a.Name == name);
        string token = NewToken(), request = Fill(string.Join("\r\n", lines), token) + "\r\nConnection: close\r\n\r\n";
        RawAnswer answer = await RawClient.Send(studio.Port(), request, Stop);

        Assert.Contains(answer.Status, expected);
        Assert.DoesNotContain(studio.Log, line => line.Length > 0);
        Assert.Equal(name.StartsWith("token: right", StringComparison.Ordinal), answer["Set-Cookie"] is not null);
        Assert.DoesNotContain("id=\"app\"", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer["Access-Control-Allow-Origin"]);
        Assert.DoesNotContain(studio.Server.Key, answer.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", answer.Text, StringComparison.OrdinalIgnoreCase);
        if (answer is { Status: > 0, Body.Length: > 0 }) HeaderCheck.IsSafe(answer);
    }

    /// <summary>Browsers keep the cookie back from what another site has begun; the page that goes on by itself is all that it gets, with or without the key.</summary>
    [Fact]
    public async Task A_link_on_another_site_gets_a_page_that_asks_again()
    {
        string request = Fill("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n", "");
        RawAnswer first = await RawClient.Send(studio.Port(), request, Stop), again = await RawClient.Send(studio.Port(), request.Replace("cross-site", "same-origin"), Stop);
        Assert.Equal(200, first.Status);
        Assert.Contains("http-equiv=\"refresh\" content=\"0; url=/\"", first.Text, StringComparison.Ordinal);
        Assert.Null(first["Set-Cookie"]);
        Assert.Equal(401, again.Status);
    }

    [Fact]
    public void There_are_more_than_sixty_cases_and_each_kind_of_answer_is_among_them()
    {
        Assert.True(GuardAttacks.All.Count() >= 60);
        Assert.Equal(GuardAttacks.All.Count(), GuardAttacks.All.Select(a => a.Name).Distinct().Count());
        int[] statuses = [.. GuardAttacks.All.SelectMany(a => a.Status).Distinct()];
        Assert.All((int[])[200, 302, 400, 401, 403, 404, 405, 414, 421], s => Assert.Contains(s, statuses));
    }

    /// <summary>What a stranger's refused request must not do: use the token of the person's link up.</summary>
    [Theory]
    [InlineData("HEAD /?token={token} HTTP/1.1|Host: 127.0.0.1:{port}")]
    [InlineData("POST /?token={token} HTTP/1.1|Host: 127.0.0.1:{port}|Origin: http://127.0.0.1:{port}|Content-Length: 0")]
    [InlineData("GET /?token={token} HTTP/1.1|Host: evil.example:{port}")]
    [InlineData("GET /?token={token} HTTP/1.1|Host: 127.0.0.1:{port}|Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: no-cors|Sec-Fetch-Dest: image")]
    [InlineData("GET /api/nothing?token={token} HTTP/1.1|Host: 127.0.0.1:{port}")]
    [InlineData("GET /?token={token}&token={token} HTTP/1.1|Host: 127.0.0.1:{port}")]
    public async Task A_refused_request_leaves_the_token_unused(string lines)
    {
        string token = NewToken();
        RawAnswer refused = await RawClient.Send(studio.Port(), Fill(lines.Replace("|", "\r\n"), token) + "\r\nConnection: close\r\n\r\n", Stop);
        Assert.InRange(refused.Status, 400, 499);
        RawAnswer entered = await RawClient.Send(studio.Port(), Fill("GET /?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n", token), Stop);
        Assert.Equal(302, entered.Status);
    }

    [Fact]
    public async Task Two_browsers_with_the_same_link_at_the_same_moment_are_one()
    {
        string request = Fill("GET /?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n", NewToken());
        RawAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => RawClient.Send(studio.Port(), request, Stop)));
        Assert.Single(answers, a => a.Status == 302);
        Assert.Equal(15, answers.Count(a => a.Status == 401));
    }

    [Fact]
    public async Task The_cookie_is_for_this_studio_alone()
    {
        RawAnswer answer = await RawClient.Send(studio.Port(), Fill("GET /?token={token} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n", NewToken()), Stop);
        string cookie = answer["Set-Cookie"]!;
        Assert.Matches($"^glia-{studio.Port()}=[A-Za-z0-9_-]{{32}}; path=/; samesite=strict; httponly$", cookie);
        Assert.Equal("/", answer["Location"]);
    }

    [Fact]
    public async Task Two_studios_beside_each_other_keep_their_keys_apart()
    {
        string folder = Directory.CreateTempSubdirectory("glia-studio-").FullName;
        await using (StudioServer other = await StudioServer.StartAsync(new StudioOptions { Folder = folder, Port = 0 }, _ => { }))
        {
            int port = new Uri(other.Origin).Port;
            string both = $"Cookie: glia-{studio.Port()}={studio.Server.Key}; glia-{port}={other.Key}";
            Assert.Equal(404, await Status(studio.Port(), both));
            Assert.Equal(404, await Status(port, both));
            Assert.Equal(401, await Status(port, $"Cookie: glia-{studio.Port()}={studio.Server.Key}"));
            Assert.Equal(401, await Status(port, $"Cookie: glia-{port}={studio.Server.Key}"));
            Assert.Equal(401, await Status(port, $"Authorization: Bearer {studio.Server.Key}"));
            Assert.Equal(401, (await RawClient.Send(port, Fill($"GET /?token={NewToken()} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n", ""), Stop)).Status);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Only_the_last_links_are_kept()
    {
        var keys = new AccessKeys();
        string first = keys.NewToken();
        string[] later = [.. Enumerable.Range(0, 64).Select(_ => keys.NewToken())];
        Assert.False(keys.Redeem(first));
        Assert.All(later, t => Assert.True(keys.Redeem(t)));
        Assert.All(later, t => Assert.False(keys.Redeem(t)));
    }

    [Theory]
    [InlineData("127.0.0.1", 7474, "http://127.0.0.1:7474", "127.0.0.1:7474 localhost:7474 [::1]:7474", "127.0.0.1 192.168.1.5:7474 0.0.0.0:7474")]
    [InlineData("127.0.0.1", 80, "http://127.0.0.1", "127.0.0.1 localhost", "evil.example 127.0.0.1:7474")]
    [InlineData("127.0.0.2", 7474, "http://127.0.0.2:7474", "127.0.0.2:7474 localhost:7474", "127.0.0.3:7474")]
    [InlineData("::1", 7474, "http://[::1]:7474", "[::1]:7474 localhost:7474", "[::2]:7474")]
    [InlineData("192.168.1.5", 7474, "http://192.168.1.5:7474", "192.168.1.5:7474 127.0.0.1:7474", "192.168.1.6:7474 evil.example:7474")]
    [InlineData("0.0.0.0", 7474, "http://127.0.0.1:7474", "192.168.1.5:7474 127.0.0.1:7474 localhost:7474 [fe80::1]:7474",
        "evil.example:7474 192.168.1.5 192.168.1.5:7475 192.168.1:7474 2130706433:7474 [fe80::1]:7475 192.168.1.5:07474")]
    [InlineData("::", 7474, "http://[::1]:7474", "[::1]:7474 192.168.1.5:7474", "evil.example:7474")]
    public void Names_are_those_of_the_address(string address, int port, string origin, string allowed, string refused)
    {
        var hosts = new AllowedHosts(IPAddress.Parse(address), port, []);
        Assert.Equal(origin, hosts.Origin);
        Assert.All(allowed.Split(' '), h => Assert.True(hosts.IsHost(h), h));
        Assert.All(allowed.Split(' '), h => Assert.True(hosts.IsOrigin("http://" + h, h), h));
        Assert.All(refused.Split(' '), h => Assert.False(hosts.IsHost(h), h));
        Assert.All(refused.Split(' '), h => Assert.False(hosts.IsOrigin("http://" + h, h), h));
        Assert.False(hosts.IsHost(null));
        Assert.False(hosts.IsOrigin(null, allowed.Split(' ')[0]));
    }

    private static async Task<int> Status(int port, string header) =>
        (await RawClient.Send(port, $"GET /api/nothing HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{header}\r\nConnection: close\r\n\r\n", Stop)).Status;

    private string NewToken() => studio.Server.NewLink().Split("token=")[1];

    private string Fill(string request, string token)
    {
        int port = studio.Port();
        string key = studio.Server.Key;
        string filled = request.Replace("{page}", $"Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\nCookie: {{cookie}}").Replace("{cookie}", $"glia-{port}={key}")
            .Replace("{key}", key).Replace("{KEY}", key.ToUpperInvariant()).Replace("{half}", key[..(key.Length / 2)])
            .Replace("{token}", token).Replace("{TOKEN}", token.ToUpperInvariant()).Replace("{used}", studio.UsedToken).Replace("{port}", $"{port}");
        Assert.DoesNotMatch(Mark(), filled);
        return filled.StartsWith("POST", StringComparison.Ordinal) && !filled.Contains("Content-Length", StringComparison.Ordinal) ? filled + "\r\nContent-Length: 0" : filled;
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Mark();
}
