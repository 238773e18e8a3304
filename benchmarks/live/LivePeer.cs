using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Glia.Live;

namespace Glia.LiveLoad;

/// <summary>A patch that sends and listens; it allocates nothing while it is measured.</summary>
internal sealed class LivePeer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LoadPlan _plan;
    private readonly Socket _socket;
    private readonly SocketAddress _to;
    private readonly byte[] _inputs;
    private readonly Thread _thread;
    private readonly AutoResetEvent _done = new(initialState: false);
    private readonly long[] _arrivals;
    private volatile int _answers;
    private volatile bool _isDisposed;

    public LivePeer(LoadPlan plan)
    {
        _plan = plan;
        _arrivals = new long[4_000_000];
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 8 << 20 };
        Force(_socket);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, plan.Out));
        _to = new IPEndPoint(IPAddress.Loopback, plan.In).Serialize();
        var writer = new OscWriter();
        _inputs = writer.Message("/wek/inputs"u8).Floats(new float[plan.Inputs]).Finish().ToArray();
        _thread = new Thread(Receive) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Answers to inputs that have come.</summary>
    public int Answers => _answers;

    /// <summary>When each came, in ticks of <see cref="Stopwatch"/>; until the next <see cref="Forget"/>.</summary>
    public long[] Arrivals => _arrivals;

    public void Forget() => _answers = 0;

    /// <summary>Records examples of a smooth function with noise, trains, runs.</summary>
    public void Teach()
    {
        var random = new Random(1);
        Send("/wekinator/control/deleteAllExamples");
        Send("/wekinator/control/startRecording");
        for (int i = 0; i < _plan.Examples; i++)
        {
            float[] x = [.. Enumerable.Range(0, _plan.Inputs).Select(_ => (float)random.NextDouble())];
            Send("/wekinator/control/outputs", [.. Enumerable.Range(0, _plan.Outputs).Select(o => (0.5f + (0.4f * MathF.Sin((3 * x[o % x.Length]) + o))) + (0.02f * (float)random.NextDouble()))]);
            Send("/wek/inputs", x);
            if (i % 50 == 49) Thread.Sleep(2); // a person is slower still
        }

        Send("/wekinator/control/stopRecording");
        Console.WriteLine($"trained in {Train().TotalMilliseconds:0} ms");
        Send("/wekinator/control/startRunning");
        Thread.Sleep(100);
        Forget();
    }

    /// <summary>Trains, and waits for <c>done-training</c>.</summary>
    public TimeSpan Train()
    {
        _done.Reset();
        long start = Stopwatch.GetTimestamp();
        Send("/wekinator/control/train");
        if (!_done.WaitOne(Patience)) throw new TimeoutException($"No done-training came: does 'glia live' listen on {_plan.In} and answer to {_plan.Out}?");
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Sends inputs that differ from all before.</summary>
    public void SendInputs(int number)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteSingleBigEndian(_inputs.AsSpan(_inputs.Length - 4), number % 1000 / 1000f);
        _socket.SendTo(_inputs, SocketFlags.None, _to);
    }

    public void Send(string address, params float[] numbers) => _socket.SendTo(new OscWriter().Message(address).Floats(numbers).Finish(), SocketFlags.None, _to);

    public void Dispose()
    {
        _isDisposed = true;
        Send("/wekinator/control/stopRunning");
        _socket.Dispose();
        _thread.Join();
        _done.Dispose();
    }

    private void Receive()
    {
        var buffer = new byte[65536];
        while (!_isDisposed)
        {
            try
            {
                int length = _socket.Receive(buffer);
                ReadOnlySpan<byte> packet = buffer.AsSpan(0, length);
                if (packet.StartsWith("/wek/outputs"u8))
                {
                    int at = _answers;
                    if (at < _arrivals.Length) _arrivals[at] = Stopwatch.GetTimestamp();
                    _answers = at + 1;
                }
                else if (packet.StartsWith("/wekinator/status/done-training"u8)) _done.Set();
            }
            catch (SocketException)
            {
                // The end, or an answer that nobody took.
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static void Force(Socket socket)
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            socket.SetRawSocketOption(1, 33, BitConverter.GetBytes(8 << 20));
        }
        catch (SocketException)
        {
            // Not root.
        }
    }
}
