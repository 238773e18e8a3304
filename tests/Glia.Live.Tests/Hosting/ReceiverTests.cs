using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Glia.Live.Tests.Hosting;

/// <summary>A sender that floods gives way to itself, and not others to it; what is lost is counted.</summary>
public sealed class ReceiverTests
{
    [Fact]
    public async Task Each_sender_gets_its_turn()
    {
        using var flow = new Flow();
        using Socket flood = Sender(), quiet = Sender();
        flow.Send(flood, "a");
        await flow.Until(1);
        for (int i = 0; i < 300; i++) flow.Send(flood, "a");
        for (int i = 0; i < 3; i++) flow.Send(quiet, "b");
        await Task.Delay(100, TestContext.Current.CancellationToken); // until they stand in the system's queue
        flow.Go();
        await flow.Until(304);
        Assert.InRange(flow.Handled.ToList().IndexOf("b"), 1, 40);
        Assert.Equal(3, flow.Handled.Count(h => h == "b"));
        Assert.Equal(0, flow.Receiver.Dropped);
    }

    [Fact]
    public async Task The_latest_inputs_win_and_what_gave_way_is_counted()
    {
        using var flow = new Flow();
        using Socket flood = Sender();
        flow.Send(flood, "first");
        await flow.Until(1);
        for (int i = 0; i < 3000; i++) flow.Send(flood, $"d{i}");
        flow.Send(flood, "control");
        await Task.Delay(100, TestContext.Current.CancellationToken);
        flow.Go();
        while (flow.Handled.LastOrDefault() != "control") await Task.Delay(5, TestContext.Current.CancellationToken);
        List<string> handled = [.. flow.Handled];
        Assert.InRange(handled.Count, SenderQueue.Room, 3001);
        Assert.True(flow.Receiver.Dropped > 0);
        Assert.Equal(flow.Receiver.Received, handled.Count + flow.Receiver.Dropped);
        Assert.Equal("d2999", handled[^2]); // of the inputs the last that was sent
        Assert.Equal(3002, flow.Receiver.Received + (flow.Receiver.Overflowed ?? 0));
    }

    [Fact]
    public void A_queue_has_an_end_and_control_messages_twice_the_room()
    {
        var queue = new SenderQueue();
        int dropped = 0;
        for (int i = 0; i < 10_000; i++) dropped += queue.Add(Encoding.ASCII.GetBytes($"d{i}"), isData: true);
        Assert.Equal((SenderQueue.Room, 10_000 - SenderQueue.Room), (queue.Count, dropped));
        for (int i = 0; i < 10_000; i++) queue.Add("control"u8, isData: false);
        Assert.Equal(2 * SenderQueue.Room, queue.Count);
        for (int i = 0; i < SenderQueue.Room - 1; i++) Assert.Equal($"d{i}", Encoding.ASCII.GetString(queue.Take()));
        Assert.Equal("d9999", Encoding.ASCII.GetString(queue.Take()));
        Assert.Equal("control", Encoding.ASCII.GetString(queue.Take()));
    }

    private static Socket Sender() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    /// <summary>A receiver whose work stands still after the first datagram until it is told to go.</summary>
    private sealed class Flow : IDisposable
    {
        private readonly ManualResetEventSlim _go = new();

        public Flow() => Receiver = new OscReceiver(new IPEndPoint(IPAddress.Loopback, 0), packet => packet[0] == (byte)'d', Handle);

        public OscReceiver Receiver { get; }

        public ConcurrentQueue<string> Handled { get; } = new();

        public void Send(Socket socket, string text) => socket.SendTo(Encoding.ASCII.GetBytes(text), Receiver.EndPoint);

        public void Go() => _go.Set();

        public async Task Until(int count)
        {
            while (Handled.Count < count) await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        public void Dispose()
        {
            Go();
            Receiver.Dispose();
            _go.Dispose();
        }

        private void Handle(ReadOnlySpan<byte> packet, SocketAddress sender)
        {
            Handled.Enqueue(Encoding.ASCII.GetString(packet));
            _go.Wait();
        }
    }
}
