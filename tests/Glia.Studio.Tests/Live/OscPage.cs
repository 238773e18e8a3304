using System.Net.WebSockets;
using System.Text;
using Glia.Live;

namespace Glia.Studio.Tests.Live;

/// <summary>A page, or a program, that speaks OSC through a WebSocket.</summary>
internal sealed class OscPage : IDisposable
{
    /// <summary>How long a test waits for what must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _buffer = new byte[1 << 17];

    private OscPage(ClientWebSocket socket) => Socket = socket;

    public ClientWebSocket Socket { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens it with headers, as <c>name: value</c>.</summary>
    public static async Task<OscPage> OpenAsync(string address, params string[] headers)
    {
        var socket = new ClientWebSocket();
        foreach (string header in headers) socket.Options.SetRequestHeader(header.Split(": ")[0], header.Split(": ")[1]);
        await socket.ConnectAsync(new Uri(address), Stop);
        return new OscPage(socket);
    }

    /// <summary>The status that a refused connection is answered with.</summary>
    public static async Task<int> RefusedAsync(string address, params string[] headers)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (string header in headers) socket.Options.SetRequestHeader(header.Split(": ")[0], header.Split(": ")[1]);
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(address), Stop));
        return (int)socket.HttpStatusCode;
    }

    public static byte[] Packet(string address, params object[] arguments)
    {
        OscWriter writer = new OscWriter().Message(address);
        foreach (object argument in arguments)
            _ = argument switch { float f => writer.Float(f), int i => writer.Int32(i), string s => writer.Text(s), _ => throw new ArgumentException(argument.ToString(), nameof(arguments)) };
        return writer.Finish().ToArray();
    }

    public Task Send(string address, params object[] arguments) => SendBytes(Packet(address, arguments));

    public Task SendBytes(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Binary) => Socket.SendAsync(bytes, type, endOfMessage: true, Stop);

    /// <summary>The next frame as text: a packet in our own notation, a sentence, or "closed STATUS SENTENCE".</summary>
    public async Task<string> Next()
    {
        int length = 0;
        while (true)
        {
            ValueWebSocketReceiveResult part = await Socket.ReceiveAsync(_buffer.AsMemory(length), Stop).AsTask().WaitAsync(Patience, Stop);
            if (part.MessageType == WebSocketMessageType.Close) return $"closed {(int)Socket.CloseStatus!} {Socket.CloseStatusDescription}";
            length += part.Count;
            if (!part.EndOfMessage) continue;
            if (part.MessageType == WebSocketMessageType.Text) return Encoding.UTF8.GetString(_buffer, 0, length);
            Assert.True(OscMessage.TryParse(_buffer.AsSpan(0, length), out OscMessage message, out _));
            return OscText.Format(message);
        }
    }

    /// <summary>Reads on until a frame begins with <paramref name="start"/>.</summary>
    public async Task<string> Until(string start)
    {
        while (true)
        {
            string next = await Next();
            if (next.StartsWith(start, StringComparison.Ordinal)) return next;
            Assert.False(next.StartsWith("closed", StringComparison.Ordinal), next);
        }
    }

    public void Dispose() => Socket.Dispose();
}
