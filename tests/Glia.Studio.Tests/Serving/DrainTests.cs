using System.Net;
using System.Net.Sockets;
using System.Text;
using Glia.Studio.Serving;

namespace Glia.Studio.Tests.Serving;

/// <summary>The end in order: not ready any more, whatever was asked is answered, and then nobody is there.</summary>
public sealed class DrainTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_asked_is_answered_before_the_end()
    {
        await using PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0 }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        Assert.Equal(HttpStatusCode.OK, (await Ask.Get(client, "/health/ready")).Status);

        // A request of which all but the end has come when the stop is asked for.
        int port = new Uri(server.Origin).Port;
        using var slow = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await slow.ConnectAsync(IPAddress.Loopback, port, Stop);
        await slow.SendAsync(Encoding.ASCII.GetBytes($"POST /api/models/curve/predict HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{{\"inputs\":"), Stop);
        while (server.Api.Meter.InFlight == 0) await Task.Delay(5, Stop);

        Task stopping = server.StopAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Ask.Get(client, "/health/ready")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Ask.Get(client, "/health/live")).Status);
        using (HttpResponseMessage late = await client.GetAsync(new Uri("/api/models", UriKind.Relative), Stop))
            Assert.Equal((HttpStatusCode.OK, true), (late.StatusCode, late.Headers.ConnectionClose));
        Assert.False(stopping.IsCompleted);
        await slow.SendAsync("[1,2]}"u8.ToArray(), Stop);
        Assert.StartsWith("HTTP/1.1 200", await Read(slow), StringComparison.Ordinal);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("/health/live", UriKind.Relative), Stop));
    }

    [Fact]
    public async Task Under_load_nothing_that_was_sent_goes_unanswered()
    {
        for (int round = 0; round < 3; round++)
        {
            PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0 }, _ => { });
            int answered = 0;
            Task[] clients = [.. Enumerable.Range(0, 8).Select(i => Task.Run(() => AskUntilClosed(server, i % 2 == 0 ? "digits" : "large", () => Interlocked.Increment(ref answered)), Stop))];
            while (Volatile.Read(ref answered) < 100) await Task.Delay(5, Stop);
            await server.DisposeAsync();
            await Task.WhenAll(clients); // throws where one was cut off
        }
    }

    [Fact]
    public async Task Whoever_gets_through_the_door_is_answered()
    {
        for (int round = 0; round < 3; round++)
        {
            PredictionServer server = await PredictionServer.StartAsync(ServeFixture.Models, new ServeOptions { Port = 0, Drain = TimeSpan.FromSeconds(1) }, _ => { });
            int answered = 0;
            Task[] clients = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => AskAnewUntilRefused(server, () => Interlocked.Increment(ref answered)), Stop))];
            while (Volatile.Read(ref answered) < 100) await Task.Delay(5, Stop);
            await server.DisposeAsync();
            await Task.WhenAll(clients); // throws where one was cut off
        }
    }

    /// <summary>One connection after the other, with one request each, whatever the server asks for, until it takes none.</summary>
    private static async Task AskAnewUntilRefused(PredictionServer server, Action answered)
    {
        int port = new Uri(server.Origin).Port;
        byte[] request = Encoding.ASCII.GetBytes($"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
        var buffer = new byte[1 << 10];
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, Stop);
            }
            catch (SocketException)
            {
                return; // the door is closed: nothing was sent
            }

            await socket.SendAsync(request, Stop);
            int read = await socket.ReceiveAsync(buffer, Stop);
            Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(buffer, 0, read), StringComparison.Ordinal);
            answered();
        }
    }

    /// <summary>One request after the other on one connection, until the server says that it was the last.</summary>
    private static async Task AskUntilClosed(PredictionServer server, string id, Action answered)
    {
        int port = new Uri(server.Origin).Port;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, Stop);
        string body = Ask.Json(Ask.Digit(2));
        byte[] request = Encoding.ASCII.GetBytes($"POST /api/models/{id}/predict HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        string answer;
        do
        {
            await socket.SendAsync(request, Stop);
            answer = await Read(socket);
            Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
            answered();
        }
        while (!answer.Contains("Connection: close", StringComparison.Ordinal));
    }

    private static async Task<string> Read(Socket socket)
    {
        var buffer = new byte[16 << 10];
        string answer = "";
        while (!answer.EndsWith('}') && !answer.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal))
        {
            int read = await socket.ReceiveAsync(buffer, Stop);
            Assert.True(read > 0, $"the connection ended in the middle of an answer: {answer}");
            answer += Encoding.ASCII.GetString(buffer, 0, read);
        }

        return answer;
    }
}
