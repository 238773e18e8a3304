using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Glia.Studio.Http;

namespace Glia.Studio.Tests;

/// <summary>The page's own files: how they come, and what they may contain. Where npm was missing there is no page, and the answer says so.</summary>
public sealed partial class PageFileTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_has_no_inline_script_and_names_files_of_its_own_only()
    {
        if (await IsMissing()) return;
        RawAnswer page = await Ask("/");
        HeaderCheck.IsSafe(page);
        Assert.Equal("no-cache", page["Cache-Control"]);
        Assert.Equal("text/html; charset=utf-8", page["Content-Type"]);
        Assert.All(Scripts().Matches(page.Text), m => Assert.Equal("", m.Groups["code"].Value.Trim()));
        Assert.DoesNotMatch(InlineCode(), page.Text);
        MatchCollection files = Addresses().Matches(page.Text);
        Assert.NotEmpty(files);
        foreach (Match file in files) Assert.Equal(200, (await Ask(file.Groups["file"].Value)).Status);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("identity", null)]
    [InlineData("brotli, xgzip", null)]
    [InlineData("", null)]
    [InlineData(";;;,,,=", null)]
    public async Task Files_come_packed_as_the_browser_asks(string accepted, string? encoding)
    {
        if (await IsMissing()) return;
        RawAnswer plain = await Ask("/"), packed = await Ask("/", "Accept-Encoding: " + accepted);
        Assert.Equal(encoding, packed["Content-Encoding"]);
        Assert.Equal("Accept-Encoding", packed["Vary"]);
        using var bytes = new MemoryStream(packed.Body);
        using Stream unpacked = encoding switch { "br" => new BrotliStream(bytes, CompressionMode.Decompress), "gzip" => new GZipStream(bytes, CompressionMode.Decompress), _ => bytes };
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        Assert.Equal(plain.Text, await reader.ReadToEndAsync(Stop));
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        if (await IsMissing()) return;
        RawAnswer first = await Ask("/"), again = await Ask("/", $"If-None-Match: {first["ETag"]}"), other = await Ask("/", "If-None-Match: \"x\"");
        Assert.Equal(304, again.Status);
        Assert.Empty(again.Body);
        Assert.Equal(first.Text, other.Text);
        RawAnswer head = await Ask("/", method: "HEAD");
        Assert.Equal(200, head.Status);
        Assert.Equal($"{first.Body.Length}", head["Content-Length"]);
        Assert.Empty(head.Body);
        RawAnswer script = await Ask(Addresses().Match(first.Text).Groups["file"].Value);
        Assert.Contains("immutable", script["Cache-Control"], StringComparison.Ordinal);
    }

    // Without npm there is no page: then that has to be said.
    private async Task<bool> IsMissing()
    {
        if (PageFiles.WereBuilt) return false;
        RawAnswer answer = await Ask("/");
        Assert.Equal(404, answer.Status);
        Assert.Contains("Install Node.js", answer.Text, StringComparison.Ordinal);
        return true;
    }

    private Task<RawAnswer> Ask(string target, string header = "X-None: 1", string method = "GET") => RawClient.Send(studio.Port(),
        $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{studio.Port()}\r\nCookie: glia-{studio.Port()}={studio.Server.Key}\r\n{header}\r\nConnection: close\r\n\r\n", Stop);

    [GeneratedRegex("<script[^>]*>(?<code>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Scripts();

    [GeneratedRegex("\\son[a-z]+=|javascript:|<style", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex("(src|href)=\"(?<file>/assets/[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Addresses();
}
