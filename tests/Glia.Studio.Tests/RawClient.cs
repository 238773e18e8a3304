using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Glia.Studio.Tests;

/// <summary>Sends exactly the bytes it is given, which no HTTP library would.</summary>
internal static class RawClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Connects, sends and reads until the server closes or one answer is whole.</summary>
    public static async Task<RawAnswer> Send(int port, byte[] request, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        using Socket socket = await Connect(port, limit.Token);
        try
        {
            await socket.SendAsync(request, limit.Token);
        }
        catch (SocketException)
        {
            // Refused before all was sent: the answer is there all the same.
        }

        return await Read(socket, isHead: request.AsSpan().StartsWith("HEAD "u8), limit.Token);
    }

    public static Task<RawAnswer> Send(int port, string request, CancellationToken stop) => Send(port, Encoding.UTF8.GetBytes(request), stop);

    public static async Task<Socket> Connect(int port, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), stop);
        return socket;
    }

    public static async Task<RawAnswer> Read(Socket socket, bool isHead, CancellationToken stop)
    {
        var bytes = new List<byte>();
        var part = new byte[1 << 14];
        while (!IsWhole(bytes, isHead))
        {
            int read;
            try
            {
                read = await socket.ReceiveAsync(part, stop);
            }
            catch (SocketException)
            {
                break; // reset: as good as closed
            }

            if (read == 0) break;
            bytes.AddRange(part.AsSpan(0, read));
        }

        return RawAnswer.Parse([.. bytes]);
    }

    private static bool IsWhole(List<byte> bytes, bool isHead)
    {
        string text = Encoding.Latin1.GetString([.. bytes]);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        if (isHead) return true;
        string head = text[..end];
        if (head.Contains("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase)) return text.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        int at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && bytes.Count >= end + 4 + int.Parse(head[(at + 16)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}

/// <summary>An answer as it came; status 0 when the server closed without one.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? this[string name] => Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();

    public static RawAnswer Parse(byte[] bytes)
    {
        string text = Encoding.Latin1.GetString(bytes);
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return new RawAnswer(0, [], bytes);
        string[] lines = text[..end].Split("\r\n");
        var headers = lines[1..].Select(l => l.Split(": ", 2)).Select(p => KeyValuePair.Create(p[0], p.Length > 1 ? p[1] : "")).ToList();
        byte[] body = bytes[(end + 4)..];
        bool isChunked = headers.Exists(h => h.Key.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase));
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, isChunked ? Unchunk(body) : body);
    }

    private static byte[] Unchunk(byte[] body)
    {
        var whole = new List<byte>();
        for (int at = 0; ;)
        {
            int line = body.AsSpan(at).IndexOf("\r\n"u8);
            if (line < 0) break;
            int length = int.Parse(Encoding.ASCII.GetString(body, at, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0) break;
            whole.AddRange(body.AsSpan(at + line + 2, length));
            at += line + 2 + length + 2;
        }

        return [.. whole];
    }
}
