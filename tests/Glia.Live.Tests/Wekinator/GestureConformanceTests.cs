namespace Glia.Live.Tests.Wekinator;

/// <summary>Row F4, the messages of dynamic time warping, over real UDP and in both modes.</summary>
public sealed class GestureConformanceTests
{
    private const string Control = "/wekinator/control/";

    [Theory, InlineData(false), InlineData(true)]
    public async Task Gestures_are_recorded_and_told(bool isStrict)
    {
        using var peer = new OscPeer(new LiveProject { InputNames = ["x"], Gestures = new GestureSpec(["up", "down", "never"]) }, isStrict);
        peer.Send(Control + "startRunning"); // nothing to run yet
        Record(peer, 1f, up: true); // some clients send the number as a float
        Record(peer, 2, up: false);
        peer.Send(Control + "startRunning");
        await peer.Settle();
        Assert.Equal([1, 1, 0], peer.Session.Snapshot().Gestures.Select(g => g.ExampleCount));
        Assert.True(peer.Session.IsRunning);
        for (int i = 0; i < 4; i++)
        {
            peer.Send("/wek/inputs", i / 20f);
            Assert.Equal("/wek/outputs Infinity Infinity Infinity", await peer.NextOwn());
        }

        for (int i = 4; i < 20; i++) peer.Send("/wek/inputs", i / 20f);
        List<string> heard = [.. (await peer.Settle()).Where(m => !m.StartsWith("/glia/", StringComparison.Ordinal))];
        int told = heard.IndexOf("/output_1");
        Assert.InRange(told, 0, heard.Count - 2);
        Assert.Single(heard, "/output_1"); // only when it changes
        Assert.StartsWith("/wek/outputs ", heard[told + 1], StringComparison.Ordinal); // before that frame's distances
        Assert.EndsWith(" Infinity", heard[^1], StringComparison.Ordinal); // no example of the third
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Recording_a_gesture_interrupts_running(bool isStrict)
    {
        using var peer = new OscPeer(new LiveProject { InputNames = ["x"], Gestures = new GestureSpec(["up", "down"]) }, isStrict);
        Record(peer, 1, up: true);
        peer.Send(Control + "startRunning");
        peer.Send(Control + "startDtwRecording", 2);
        await peer.Settle();
        Assert.Equal((false, 2), (peer.Session.IsRunning, peer.Session.RecordedGesture));
        for (int i = 0; i < 20; i++) peer.Send("/wek/inputs", 1 - (i / 20f));
        peer.Send(Control + "stopDtwRecording", 1);
        await peer.Settle();
        Assert.Equal((true, 0), (peer.Session.IsRunning, peer.Session.RecordedGesture));
        peer.Send(Control + "deleteExamplesForOutput", 1); // the gesture's number
        await peer.Settle();
        Assert.Equal([0, 1], peer.Session.Snapshot().Gestures.Select(g => g.ExampleCount));
        peer.Send(Control + "deleteAllExamples");
        await peer.Settle();
        Assert.Equal(0, peer.Session.ExampleCount);
    }

    private static void Record(OscPeer peer, object gesture, bool up)
    {
        peer.Send(Control + "startDtwRecording", gesture);
        for (int i = 0; i < 20; i++) peer.Send("/wek/inputs", up ? i / 20f : 1 - (i / 20f));
        peer.Send(Control + "stopDtwRecording");
    }
}
