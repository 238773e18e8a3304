namespace Glia.LiveLoad;

/// <summary>From train to done-training: when nothing else is done, and while the session runs.</summary>
internal static class TrainRun
{
    public static void Run(LivePeer peer)
    {
        Time(peer, "while running");
        peer.Send("/wekinator/control/stopRunning");
        Time(peer, "stopped");
    }

    private static void Time(LivePeer peer, string what)
    {
        double[] times = [.. Enumerable.Range(0, 15).Select(_ => peer.Train().TotalMilliseconds).Order()];
        Console.WriteLine($"{what}, 15 times: least {times[0]:0} ms, median {times[7]:0} ms, most {times[^1]:0} ms");
    }
}
