using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Glia.Datasets.Tests.Download;

/// <summary>A request as the server saw it. <paramref name="Number"/> counts from 0.</summary>
internal sealed record Request(int Number, string Path, long? RangeStart, string? IfRange);

/// <summary>What the server sends: anything, true or not.</summary>
internal sealed record Reply(string Status, byte[] Body)
{
    public string[] Headers { get; init; } = [];

    /// <summary>The length announced; null for none (the end of the connection ends the body).</summary>
    public long? Announced { get; init; } = Body.Length;

    /// <summary>Bytes of the body after which the connection is closed.</summary>
    public int? CutAfter { get; init; }

    /// <summary>Bytes of the body after which nothing comes any more, the connection staying open.</summary>
    public int? StallAfter { get; init; }

    /// <summary>Send one byte at a time, with a pause after each.</summary>
    public bool Drip { get; init; }

    /// <summary>Sent in place of the status line and the headers.</summary>
    public string? Raw { get; init; }

    /// <summary>What an honest server answers: 200, or 206 where a range is asked for and If-Range (where given) names the file's own ETag.</summary>
    public static Reply Honest(Request request, byte[] content, string? eTag = null)
    {
        string[] tag = eTag is null ? [] : [$"ETag: {eTag}"];
        if (request.RangeStart is not { } start || (request.IfRange is not null && request.IfRange != eTag))
            return new("200 OK", content) { Headers = tag };
        if (start >= content.Length)
            return new("416 Range Not Satisfiable", []) { Headers = [$"Content-Range: bytes */{content.Length}"] };
        return new("206 Partial Content", content[(int)start..]) { Headers = [.. tag, $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}"] };
    }
}

/// <summary>A small HTTP server on the loopback address that answers what a test tells it to.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<Request, Reply> _answer;
    private int _count;

    public LocalServer(Func<Request, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        Root = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/files/");
        _ = AcceptAsync();
    }

    public Uri Root { get; }

    public ConcurrentQueue<Request> Requests { get; } = [];

    /// <summary>An address at which nobody listens.</summary>
    public static Uri Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/files/");
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken end = _end.Token;
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(end), end);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                Request request = Parse(await ReadHeadAsync(stream, end));
                Requests.Enqueue(request);
                await SendAsync(stream, _answer(request), end);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // the client went away, or the test is over
            }
        }
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken end)
    {
        var head = new StringBuilder();
        var buffer = new byte[1024];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && head.Length < 16_384)
        {
            int read = await stream.ReadAsync(buffer, end);
            if (read == 0) throw new IOException("The request ended early.");
            head.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return head.ToString();
    }

    private Request Parse(string head)
    {
        string[] lines = head.Split("\r\n");
        string? Header(string name) => lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
        string? range = Header("Range");
        long? start = range is null ? null : long.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
        return new(Interlocked.Increment(ref _count) - 1, lines[0].Split(' ')[1], start, Header("If-Range"));
    }

    private static async Task SendAsync(NetworkStream stream, Reply reply, CancellationToken end)
    {
        var head = new StringBuilder().Append("HTTP/1.1 ").Append(reply.Status).Append("\r\nConnection: close\r\n");
        foreach (string header in reply.Headers) head.Append(header).Append("\r\n");
        if (reply.Announced is { } length) head.Append("Content-Length: ").Append(length).Append("\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(reply.Raw ?? head.Append("\r\n").ToString()), end);
        int count = Math.Min(reply.Body.Length, reply.CutAfter ?? reply.StallAfter ?? int.MaxValue);
        for (int i = 0; reply.Drip && i < count; i++)
        {
            await stream.WriteAsync(reply.Body.AsMemory(i, 1), end);
            await Task.Delay(20, end);
        }

        if (!reply.Drip) await stream.WriteAsync(reply.Body.AsMemory(0, count), end);
        if (reply.StallAfter is not null) await Task.Delay(Timeout.Infinite, end);
    }
}
