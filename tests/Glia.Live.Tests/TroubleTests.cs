using System.Text;
using Glia.Live.Tests.Wekinator;

namespace Glia.Live.Tests;

/// <summary>Hostile networks, full disks, and sessions that nobody ends.</summary>
public sealed class TroubleTests
{
    [Fact]
    public void One_datagram_is_not_answered_by_thousands_of_warnings()
    {
        var session = new LiveSession(OscPeer.Small);
        var heard = new HeardEvents();
        session.AddListener(heard);
        for (int i = 0; i < 10_000; i++) session.StartRunning();
        Assert.InRange(heard.Warnings.Count, 1, 330); // 33 a second, and nobody is as slow as ten
    }

    [Fact]
    public void A_warning_can_be_shown_in_a_terminal_whatever_it_quotes()
    {
        var session = new LiveSession(OscPeer.Small);
        var heard = new HeardEvents();
        session.AddListener(heard);
        session.Report("'a\u001b]0;b\u0007\nc\ud800\u202e🎻' is outside.");
        session.Report(new string('x', 60_000));
        Assert.Equal("'a?]0;b??c\ufffd?🎻' is outside.", heard.Warnings[0]);
        Assert.InRange(heard.Warnings[1].Length, 1, 501);
    }

    [Fact]
    public async Task Who_fails_at_what_is_told_to_him_silences_nobody()
    {
        using var peer = new OscPeer(OscPeer.Small);
        var full = new FullDisk();
        peer.Session.AddListener(full);
        for (int i = 0; i < 3; i++) peer.SendHex("d4f1a09b3377deadbeef0102"); // unreadable: told on the receiver's own thread
        peer.Send("/wekinator/control/startRunning");
        await full.WasAsked;
        peer.Send("/glia/control/randomize");
        Assert.StartsWith("/wek/outputs", await peer.NextOwn(), StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Probabilities_go_to_addresses_that_OSC_allows(bool isStrict)
    {
        OutputSpec[] outputs = [.. new[] { "a/b", "x y", "*", "🎻" }.Select(name => OutputSpec.ForClasses(name, 2, new MeanLearner()) with { SendsProbabilities = true })];
        using var peer = new OscPeer(new LiveProject { InputNames = ["x"], Outputs = outputs, Examples = [new(1, default, 1, [0], [1, 1, 1, 1])] }, isStrict);
        await peer.Train();
        peer.Send("/wekinator/control/startRunning");
        peer.Send("/wek/inputs", 0f);
        Assert.Equal("/wek/outputs 1 1 1 1", await peer.NextOwn());
        foreach (string address in isStrict ? new[] { "/a/b", "/x y", "/*", "/🎻" } : ["/a/b", "/x_y", "/_", "/🎻"]) Assert.Equal(address + " 0 1 0", await peer.NextOwn());
    }

    [Fact]
    public void A_queue_of_large_datagrams_has_an_end_in_bytes()
    {
        var queue = new SenderQueue();
        var large = new byte[60_000];
        int dropped = 0;
        for (int i = 0; i < 1000; i++) dropped += queue.Add(large, isData: i % 2 == 0);
        Assert.Equal(SenderQueue.MostBytes / large.Length, queue.Count);
        Assert.Equal(1000 - queue.Count, dropped);
        for (int i = 0; i < 1000; i++)
        {
            _ = queue.Take();
            Assert.Equal(0, queue.Add(Encoding.ASCII.GetBytes($"{i}"), isData: true)); // what was taken makes room
        }
    }

    [Fact]
    public async Task A_log_that_ends_is_told_at_once()
    {
        var session = new LiveSession(OscPeer.Small);
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        session.AddListener(new Told(told));
        using var log = new SessionLog("log", new FullStream(10_000), session);
        session.AddListener(log);
        for (int i = 0; i < 2000; i++) log.OnWarning("again and again");
        Assert.Equal("Nothing more is written to the log: No space left on device", await told.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Equal("No space left on device", log.Failure);
    }

    /// <summary>A table that is larger than what is read back would be lost.</summary>
    [Fact]
    public void Nothing_is_recorded_that_could_not_be_read_again()
    {
        var session = new LiveSession(new LiveProject { InputNames = [.. Enumerable.Range(1, 1024).Select(i => $"x{i}")], Outputs = [OutputSpec.ForValue("y")] });
        var heard = new HeardEvents();
        session.AddListener(heard);
        var inputs = new float[1024];
        inputs.AsSpan().Fill(-1.2345678e-38f);
        session.StartRecording();
        int fits = (int)((ExampleCsv.MostBytes - (1 << 20)) / (64 + (16 * 1025)));
        for (int i = 0; i < fits + 100; i++) session.Input(inputs);
        Assert.Equal(fits, session.ExampleCount);
        Assert.StartsWith("There is no room for more", heard.Warnings[0], StringComparison.Ordinal);
        using var line = new MemoryStream();
        ExampleCsv.Write(line, session.ToProject() with { Examples = [.. session.Examples(fits - 2, 2)] });
        long head = Encoding.UTF8.GetString(line.ToArray()).IndexOf('\n', StringComparison.Ordinal);
        Assert.InRange((line.Length - head) / 2, 1, 64 + (16 * 1025));
    }

    private sealed class FullDisk : LiveListener
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WasAsked => _asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        public override void OnWarning(string text)
        {
            _asked.TrySetResult();
            throw new IOException("No space left on device");
        }
    }

    private sealed class Told(TaskCompletionSource<string> warning) : LiveListener
    {
        public override void OnWarning(string text) => warning.TrySetResult(text);
    }

    private sealed class FullStream(int size) : MemoryStream
    {
        private int _room = size;

        public override void Write(ReadOnlySpan<byte> buffer) => Count(buffer.Length);

        public override void Write(byte[] buffer, int offset, int count) => Count(count);

        public override void WriteByte(byte value) => Count(1);

        private void Count(int more)
        {
            _room -= more;
            if (_room < 0) throw new IOException("No space left on device");
        }
    }
}
