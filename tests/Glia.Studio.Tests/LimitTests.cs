using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Glia.Studio.Tests;

/// <summary>TRUST.md, "HTTP limits": what too large, too slow, too many and too broken requests get.</summary>
public sealed class LimitTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private const int SlowClients = 500, Malformed = 10_000;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ServerLimits.UsualBody, 200)]
    [InlineData(ServerLimits.UsualBody + 64, 413)]
    [InlineData(8 * ServerLimits.UsualBody, 413)]
    public async Task A_body_may_be_so_large_and_no_larger(int bytes, int status)
    {
        await using SmallServer server = await SmallServer.Start(new(), routes => routes.MapPost("/read", ReadAll));
        string body = new('x', bytes), framed = new('x', Math.Max(1, bytes - 64)); // a chunk's frame counts as well
        RawAnswer declared = await server.Send($"POST /read HTTP/1.1\r\n{{host}}\r\nContent-Length: {bytes}\r\nConnection: close\r\n\r\n{body}", Stop);
        RawAnswer chunked = await server.Send($"POST /read HTTP/1.1\r\n{{host}}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n{framed.Length:x}\r\n{framed}\r\n0\r\n\r\n", Stop);
        Assert.Equal(status, declared.Status);
        if (status == 413) AssertProblem(declared, 413, "larger than what is taken here");
        Assert.True(chunked.Status == status || (status == 413 && chunked.Status == 0), $"{chunked.Status}"); // closed while we were still sending
        Assert.Empty(server.Log);
    }

    [Fact]
    public async Task A_length_that_no_body_can_have_is_refused_before_the_body()
    {
        await using SmallServer server = await SmallServer.Start(new(), routes => routes.MapPost("/read", ReadAll));
        foreach (string length in (string[])["9223372036854775807", "99999999999999999999", "-1", "1e3", "0x10", "5, 6", ""])
            Assert.InRange((await server.Send($"POST /read HTTP/1.1\r\n{{host}}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n", Stop)).Status, 400, 413);
    }

    [Theory]
    [InlineData("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!")]
    [InlineData("chunk extension ended by a bare line feed (CVE-2025-55315)", "Transfer-Encoding: chunked\r\n\r\n5;\nx\r\nhello\r\n0\r\n\r\n")]
    [InlineData("chunk extension with a bare carriage return", "Transfer-Encoding: chunked\r\n\r\n5;a\rb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("chunk of no size", "Transfer-Encoding: chunked\r\n\r\nxyz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("chunk of a huge size", "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello\r\n0\r\n\r\n")]
    [InlineData("chunk longer than it says", "Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n")]
    [InlineData("coded twice", "Transfer-Encoding: chunked, identity\r\n\r\n5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("header folded", "X-A: 1\r\n 2\r\n\r\n")]
    [InlineData("header with a space in its name", "X A: 1\r\n\r\n")]
    [InlineData("header without a name", ": 1\r\n\r\n")]
    [InlineData("header without a colon", "nothing\r\n\r\n")]
    [InlineData("header with a NUL", "X-A: a\0b\r\n\r\n")]
    public async Task Requests_that_two_programs_could_read_differently_are_refused(string name, string rest)
    {
        await using SmallServer server = await SmallServer.Start(new(), routes => routes.MapPost("/read", ReadAll));
        RawAnswer answer = await server.Send("POST /read HTTP/1.1\r\n{host}\r\nConnection: close\r\n" + rest, Stop);
        Assert.True(answer.Status is >= 400 and < 500 || (answer.Status == 501), $"{name}: {answer.Status} {answer.Text}");
        Assert.Empty(server.Log);
    }

    [Theory]
    [InlineData(63, 0, 404)] // with Host
    [InlineData(200, 0, 431)]
    [InlineData(1, 17_000, 431)]
    public async Task A_head_may_have_so_many_lines_and_so_many_bytes(int count, int length, int status)
    {
        var head = new StringBuilder("GET /nothing HTTP/1.1\r\n{host}\r\n");
        for (int i = 0; i < count; i++) head.Append($"X-{i}: {new string('x', length)}\r\n");
        await using SmallServer server = await SmallServer.Start(new(), _ => { });
        Assert.Equal(status, (await server.Send(head + "\r\n", Stop)).Status);
    }

    [Fact]
    public async Task Who_sends_the_head_too_slowly_is_hung_up_on()
    {
        await using SmallServer server = await SmallServer.Start(new ServerLimits { Headers = TimeSpan.FromMilliseconds(200) }, _ => { });
        RawAnswer answer = await server.Send("GET / HTTP/1.1\r\n{host}\r\nX-Slow: ", Stop);
        Assert.Equal(408, answer.Status);
    }

    [Fact]
    public async Task Who_sends_the_body_too_slowly_is_told_so_and_hung_up_on()
    {
        var limits = new ServerLimits { BodyRate = new MinDataRate(100_000, TimeSpan.FromSeconds(1.1)) };
        await using SmallServer server = await SmallServer.Start(limits, routes => routes.MapPost("/read", ReadAll));
        using Socket socket = await RawClient.Connect(server.Port, Stop);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nContent-Length: 1000000\r\n\r\nonly this"), Stop);
        AssertProblem(await RawClient.Read(socket, isHead: false, Stop), 408, "too slowly");
        Assert.Equal(0, (await RawClient.Read(socket, isHead: false, Stop)).Status); // closed
        Assert.Empty(server.Log);
    }

    [Fact]
    public async Task Who_sends_nothing_at_all_is_hung_up_on()
    {
        await using SmallServer server = await SmallServer.Start(new ServerLimits { Idle = TimeSpan.FromMilliseconds(200) }, _ => { });
        using Socket socket = await RawClient.Connect(server.Port, Stop);
        Assert.Equal(0, (await RawClient.Read(socket, isHead: false, Stop)).Status);
    }

    [Fact]
    public async Task More_connections_than_allowed_are_closed_and_the_others_go_on()
    {
        await using SmallServer server = await SmallServer.Start(new ServerLimits { Connections = 4 }, routes => routes.MapGet("/", () => "here"));
        List<Socket> held = [];
        for (int i = 0; i < 4; i++) held.Add(await RawClient.Connect(server.Port, Stop));
        await held[0].SendAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\n\r\n"), Stop);
        Assert.Equal(200, (await RawClient.Read(held[0], isHead: false, Stop)).Status);
        Assert.Equal(0, (await server.Send("GET / HTTP/1.1\r\n{host}\r\n\r\n", Stop)).Status);
        held.ForEach(s => s.Dispose());
        int status = 0;
        while (status == 0) status = (await server.Send("GET / HTTP/1.1\r\n{host}\r\n\r\n", Stop)).Status; // until the four are seen to have gone
        Assert.Equal(200, status);
    }

    [Fact]
    public async Task The_page_is_served_while_many_clients_dawdle()
    {
        List<Socket> slow = [];
        try
        {
            for (int i = 0; i < SlowClients; i++)
            {
                slow.Add(await RawClient.Connect(studio.Port(), Stop));
                string begun = i % 3 == 0 ? "G" : i % 3 == 1 ? $"GET / HTTP/1.1\r\nHost: 127.0.0.1:{studio.Port()}\r\nX-Slow: " : $"POST /api/links HTTP/1.1\r\nHost: 127.0.0.1:{studio.Port()}\r\nAuthorization: Bearer {studio.Server.Key}\r\nContent-Length: 100\r\n\r\n";
                await slow[^1].SendAsync(Encoding.ASCII.GetBytes(begun), Stop);
            }

            for (int i = 0; i < 50; i++) Assert.Equal("live", await studio.Page.GetStringAsync("/health/live", Stop));
            using HttpResponseMessage link = await studio.Page.PostAsync("/api/links", null, Stop);
            Assert.True(link.IsSuccessStatusCode);
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    [Fact]
    public async Task Thousands_of_malformed_requests_leave_the_studio_as_it_was()
    {
        var failures = new List<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Malformed), new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = Stop }, async (seed, stop) =>
        {
            byte[] request = Mutate(seed);
            int status = (await Exchange(request, stop)).Status;
            if (status is 0 or (>= 200 and < 500) or 501 or 505) return;
            lock (failures) failures.Add($"{status} after {Encoding.Latin1.GetString(request)}");
        });
        Assert.Empty(failures);
        Assert.Empty(studio.Log);
        Assert.Equal("live", await studio.Page.GetStringAsync("/health/live", Stop));
        using HttpResponseMessage link = await studio.Page.PostAsync("/api/links", null, Stop);
        Assert.True(link.IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_works_for_long_is_taken_on_only_so_often_at_once()
    {
        using var gate = new SemaphoreSlim(0);
        int running = 0, most = 0;
        await using SmallServer server = await SmallServer.Start(new(), routes =>
        {
            routes.MapGet("/work", async () =>
            {
                int now = Interlocked.Increment(ref running);
                lock (gate) most = Math.Max(most, now);
                await gate.WaitAsync(Stop);
                Interlocked.Decrement(ref running);
                return "done";
            }).Limited();
            routes.MapGet("/other", () => "other").Limited();
            routes.MapGet("/free", () => "free");
        });
        const string Work = "GET /work HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n";
        int asked = RequestLimits.AtOnce + RequestLimits.MostWaiting + 5;
        List<Task<RawAnswer>> answers = [.. Enumerable.Range(0, asked).Select(_ => server.Send(Work, Stop))];
        for (int i = 0; i < 5; i++)
        {
            Task<RawAnswer> refused = await Task.WhenAny(answers);
            answers.Remove(refused);
            AssertProblem(await refused, 429, "more to do than it can take on");
            Assert.Equal("1", (await refused)["Retry-After"]);
        }

        Assert.Equal("other", (await server.Send(Work.Replace("work", "other"), Stop)).Text);
        Assert.Equal("free", (await server.Send(Work.Replace("work", "free"), Stop)).Text);
        Assert.DoesNotContain(answers, a => a.IsCompleted);
        while (Volatile.Read(ref running) < RequestLimits.AtOnce) await Task.Delay(5, Stop); // one that was let in may not have begun yet
        gate.Release(asked);
        Assert.All(await Task.WhenAll(answers), a => Assert.Equal("done", a.Text));
        Assert.Equal(RequestLimits.AtOnce, most);
    }

    [Fact]
    public async Task A_mistake_inside_is_told_without_a_stack()
    {
        await using SmallServer server = await SmallServer.Start(new(), routes =>
        {
            routes.MapGet("/broken", string () => throw new InvalidOperationException("the inside"));
            routes.MapGet("/stopped", string () => throw new OperationCanceledException());
            routes.MapGet("/bad", string () => throw StudioException.Bad("rate", "The rate must be above 0."));
        });
        RawAnswer broken = await server.Send("GET /broken HTTP/1.1\r\n{host}\r\n\r\n", Stop);
        AssertProblem(broken, 500, "report it");
        Assert.DoesNotContain("   at ", broken.Text, StringComparison.Ordinal);
        Assert.Single(server.Log);
        RawAnswer stopped = await server.Send("GET /stopped HTTP/1.1\r\n{host}\r\n\r\n", Stop);
        AssertProblem(stopped, 503, "stopping");
        Assert.Equal("1", stopped["Retry-After"]);
        AssertProblem(await server.Send("GET /bad HTTP/1.1\r\n{host}\r\n\r\n", Stop), 400, "above 0");
        Assert.Single(server.Log);
    }

    private static async Task ReadAll(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        await context.Response.WriteAsync($"{(await reader.ReadToEndAsync(context.RequestAborted)).Length}");
    }

    private static void AssertProblem(RawAnswer answer, int status, string message)
    {
        Assert.Equal(status, answer.Status);
        HeaderCheck.IsSafe(answer);
        Assert.Equal("application/json; charset=utf-8", answer["Content-Type"]);
        Assert.Contains(message, JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    // Sends, says that no more will come, and takes what is answered: a request that was cut off does not hold the test up.
    private async Task<RawAnswer> Exchange(byte[] request, CancellationToken stop)
    {
        using Socket socket = await RawClient.Connect(studio.Port(), stop);
        try
        {
            await socket.SendAsync(request, stop);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // Hung up on while sending.
        }

        return await RawClient.Read(socket, isHead: request.AsSpan().StartsWith("HEAD "u8), stop);
    }

    private byte[] Mutate(int seed)
    {
        var random = new Random(seed);
        string[] methods = ["GET / HTTP/1.1", "POST /api/links HTTP/1.1", "HEAD /index.html HTTP/1.1", "GET /health/ready HTTP/1.1", "DELETE /api/runs/1 HTTP/1.1"];
        string whole = $"{methods[seed % methods.Length]}\r\nHost: 127.0.0.1:{studio.Port()}\r\nOrigin: {studio.Server.Origin}\r\nCookie: glia-{studio.Port()}={studio.Server.Key}\r\nAccept-Encoding: br, gzip\r\nContent-Length: 4\r\n\r\nbody";
        List<byte> bytes = [.. Encoding.ASCII.GetBytes(whole)];
        for (int i = random.Next(1, 6); i > 0 && bytes.Count > 1; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                case 3: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 64), bytes.Count - at))); break;
            }
        }

        return [.. bytes];
    }
}
