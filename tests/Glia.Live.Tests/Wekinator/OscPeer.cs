using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Glia.Live.Tests.Wekinator;

/// <summary>A patch on the other side of real UDP: it sends to a host, and keeps what comes back.</summary>
internal sealed class OscPeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly SemaphoreSlim _came = new(0);
    private readonly Thread _thread;
    private long _arrived;

    public OscPeer(LiveProject project, bool isStrict = false, string? files = null)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Session = new LiveSession(project, new LiveOptions { IsStrict = isStrict });
        Host = LiveHost.Start(Session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = (IPEndPoint)_socket.LocalEndPoint!, FilesFolder = files });
        _thread = new Thread(Receive) { IsBackground = true };
        _thread.Start();
    }

    public LiveSession Session { get; }

    public LiveHost Host { get; }

    /// <summary>Two inputs; a value and a class, learnt by what answers at once.</summary>
    public static LiveProject Small => new() { InputNames = ["inputs-1", "inputs-2"], Outputs = [OutputSpec.ForValue("outputs-1", new MeanLearner()), OutputSpec.ForClasses("outputs-2", 5)] };

    /// <summary>Sends a message: floats and doubles as f and d, whole numbers as i, texts as s.</summary>
    public void Send(string address, params object[] arguments)
    {
        var writer = new OscWriter();
        writer.Message(address);
        foreach (object argument in arguments)
        {
            switch (argument)
            {
                case float f: writer.Float(f); break;
                case double d: writer.Double(d); break;
                case int i: writer.Int32(i); break;
                case bool b: writer.Bool(b); break;
                case byte[] b: writer.Blob(b); break;
                default: writer.Text((string)argument); break;
            }
        }

        SendRaw(writer.Finish());
    }

    public void SendRaw(ReadOnlySpan<byte> packet) => _socket.SendTo(packet, SocketFlags.None, Host.Listening);

    public void SendHex(string hex) => SendRaw(Convert.FromHexString(hex));

    /// <summary>The next message that comes, whatever it is, as text such as <c>/wek/outputs 1 2</c>; its bytes in <see cref="LastBytes"/>.</summary>
    public async Task<string> Next()
    {
        Assert.True(await _came.WaitAsync(Patience, TestContext.Current.CancellationToken), "no message came");
        Assert.True(_received.TryDequeue(out byte[]? packet));
        LastBytes = packet;
        return Text(packet);
    }

    public byte[] LastBytes { get; private set; } = [];

    /// <summary>The next message but status and warnings.</summary>
    public async Task<string> NextOwn()
    {
        while (true)
        {
            string text = await Next();
            if (!text.StartsWith("/glia/", StringComparison.Ordinal)) return text;
        }
    }

    /// <summary>What came until an answer to a question asked now: everything that was sent before has been dealt with by then.</summary>
    public async Task<List<string>> Settle()
    {
        var heard = new List<string>();
        string marker = $"/nowhere/{Guid.NewGuid():N}";
        using var done = new ManualResetEventSlim();
        long before = Host.Traffic.Unknown;
        Send(marker);
        while (Host.Traffic.Unknown == before) await Task.Delay(2, TestContext.Current.CancellationToken);
        long last;
        lock (Session.Turn) last = Host.Traffic.Out; // after the marker has been done, the warning of it as well
        for (long start = Environment.TickCount64; Interlocked.Read(ref _arrived) < last && Environment.TickCount64 - start < Patience.TotalMilliseconds;) await Task.Delay(2, TestContext.Current.CancellationToken);
        while (_came.Wait(0))
            if (_received.TryDequeue(out byte[]? packet) && Text(packet) is var text && !text.Contains("goes by the address", StringComparison.Ordinal)) heard.Add(text);
        return heard;
    }

    /// <summary>Trains, and waits for <c>done-training</c>.</summary>
    public async Task Train()
    {
        Send("/wekinator/control/train");
        while (await Next() != "/wekinator/status/done-training")
        {
        }
    }

    public void Dispose()
    {
        Host.Dispose();
        Session.Dispose();
        _socket.Dispose();
        _thread.Join();
        _came.Dispose();
    }

    private void Receive()
    {
        var buffer = new byte[65536];
        try
        {
            while (true)
            {
                int length = _socket.Receive(buffer);
                _received.Enqueue(buffer[..length]);
                _came.Release();
                Interlocked.Increment(ref _arrived);
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
        catch (ObjectDisposedException)
        {
            // The same.
        }
    }

    private static string Text(byte[] packet)
    {
        Assert.True(OscMessage.TryParse(packet, out OscMessage message, out _), Convert.ToHexString(packet));
        var parts = new List<string> { System.Text.Encoding.UTF8.GetString(message.Address) };
        foreach (OscArgument argument in message)
            parts.Add(argument.TryGetNumber(out double number) ? ((float)number).ToString(CultureInfo.InvariantCulture) : argument.TryGetText(out string? text) ? text : argument.Tag.ToString());
        return string.Join(' ', parts);
    }
}
