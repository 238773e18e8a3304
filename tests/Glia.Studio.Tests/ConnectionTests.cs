using System.Net.Sockets;
using System.Text;
using Glia.Studio.Http;
using Glia.Studio.Tests.Serving;

namespace Glia.Studio.Tests;

/// <summary>
/// After each answer the connection is good for the next request, or the answer said that it would be closed (RFC 9112, 9.6): a client that keeps its connections, as all do, would lose the next
/// request otherwise, and may not send one again that has a body.
/// </summary>
public sealed class ConnectionTests(ServeFixture serve, StudioFixture studio) : IClassFixture<ServeFixture>, IClassFixture<StudioFixture>
{
    private const string Json = "Content-Type: application/json\r\n", Chunked = "Transfer-Encoding: chunked\r\n\r\n";
    private const int Most = 4 << 20; // bytes that the prediction API takes

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("right", Json, "{\"inputs\":[1,2]}", 200)]
    [InlineData("no JSON", Json, "{\"inputs\"", 400)]
    [InlineData("another type", "Content-Type: text/plain\r\n", "{\"inputs\":[1,2]}", 415)]
    [InlineData("no type", "", "{\"inputs\":[1,2]}", 415)]
    [InlineData("packed", Json + "Content-Encoding: gzip\r\n", "{\"inputs\":[1,2]}", 415)]
    [InlineData("page of another site", Json + "Origin: http://elsewhere.example\r\n", "{\"inputs\":[1,2]}", 403)]
    public async Task A_short_body_leaves_the_connection_for_the_next(string name, string headers, string body, int status)
    {
        Assert.True(await AfterPredict(name, $"{headers}{Whole(body)}", status), "closed without need");
        Assert.Equal(status == 200, await AfterPredict(name + ", in chunks", $"{headers}{Chunked}{InChunks(body)}", status));
    }

    [Theory]
    [InlineData(Most + 1)]
    [InlineData(2 * Most)]
    [InlineData((4 * Most) + 1)]
    [InlineData(5 * Most)]
    public async Task A_body_that_is_too_large_is_skipped_or_the_answer_says_that_it_closes(int bytes)
    {
        string body = new(' ', bytes);
        string[] parts = [.. body.Chunk(60_000).Select(c => new string(c))];
        Assert.Equal(bytes <= 4 * Most, await AfterPredict($"{bytes} bytes", Json + Whole(body), 413));
        await AfterPredict($"{bytes} bytes in one chunk", Json + Chunked + InChunks(body), 413);
        await AfterPredict($"{bytes} bytes in chunks", Json + Chunked + InChunks(parts), 413);
        await AfterPredict($"{bytes} bytes of another type", Whole(body), 415);
        await AfterPredict($"{bytes} bytes of another type in chunks", Chunked + InChunks(parts), 415);
    }

    [Theory]
    [InlineData("Content-Length: -1\r\n\r\n")]
    [InlineData("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip\r\n\r\nhello")]
    public async Task A_broken_body_ends_the_connection_and_the_answer_says_so(string rest)
    {
        Assert.False(await AfterPredict(rest, Json + rest, 400));
        Assert.False(await AfterStudio(rest, "POST /api/runs", Json + rest, 400));
    }

    [Theory]
    [InlineData("POST /api/runs", Json, 100, 400)]
    [InlineData("POST /api/runs", "Content-Type: text/plain\r\n", 100, 415)]
    [InlineData("POST /api/runs", "Content-Type: text/plain\r\n", 2 * ServerLimits.UsualBody, 415)]
    [InlineData("POST /api/runs", Json, 2 * ServerLimits.UsualBody, 413)]
    [InlineData("POST /api/nothing", Json, 2 * ServerLimits.UsualBody, 404)]
    [InlineData("POST /health/live", Json, 2 * ServerLimits.UsualBody, 404)]
    [InlineData("POST /api/runs", "Origin: http://elsewhere.example\r\n", 2 * ServerLimits.UsualBody, 403)]
    public async Task The_studio_keeps_to_it_as_well(string ask, string headers, int bytes, int status)
    {
        string body = new(' ', bytes);
        Assert.Equal(bytes <= ServerLimits.UsualBody, await AfterStudio($"{ask}, {bytes} bytes", ask, headers + Whole(body), status));
        await AfterStudio($"{ask}, {bytes} bytes in a chunk", ask, headers + Chunked + InChunks(body), status);
    }

    [Fact]
    public async Task A_body_that_was_asked_about_first_and_is_not_wanted_does_not_swallow_the_next_request()
    {
        Assert.False(await AfterPredict("asked first", "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n", 415));
        Assert.False(await AfterStudio("asked first", "POST /api/runs/import", $"Expect: 100-continue\r\nContent-Length: {ServerLimits.LargeBody + 1}\r\n\r\n", 413));
    }

    private static string Whole(string body) => $"Content-Length: {body.Length}\r\n\r\n{body}";

    private static string InChunks(params string[] parts) => string.Concat(parts.Select(p => $"{p.Length:x}\r\n{p}\r\n")) + "0\r\n\r\n";

    private Task<bool> AfterPredict(string name, string rest, int status)
    {
        var at = new Uri(serve.Server.Origin);
        return IsGoodAfter(name, at.Port, $"POST /api/models/curve/predict HTTP/1.1\r\nHost: {at.Authority}\r\n{rest}", status);
    }

    private Task<bool> AfterStudio(string name, string ask, string rest, int status) =>
        IsGoodAfter(name, studio.Port(), $"{ask} HTTP/1.1\r\nHost: 127.0.0.1:{studio.Port()}\r\nAuthorization: Bearer {studio.Server.Key}\r\n{rest}", status);

    /// <summary>Whether the connection answers once more; where it does not, the answer must have said so.</summary>
    private static async Task<bool> IsGoodAfter(string name, int port, string request, int status)
    {
        using Socket socket = await RawClient.Connect(port, Stop);
        Task sending = Send(socket, request);
        RawAnswer answer = await RawClient.Read(socket, isHead: false, Stop);
        Assert.True(answer.Status == status, $"{name}: {answer.Status} {answer.Text}");
        if (answer["Connection"] == "close") return false;
        await sending;
        await Send(socket, $"GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        Assert.True((await RawClient.Read(socket, isHead: false, Stop)).Status == 200, $"{name}: the connection was closed without a word");
        return true;
    }

    private static async Task Send(Socket socket, string text)
    {
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(text), Stop);
        }
        catch (SocketException)
        {
            // Hung up on while sending: the answer has to say so.
        }
    }
}
