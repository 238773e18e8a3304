namespace Glia.LiveLoad;

/// <summary>From train to done-training.</summary>
internal static class TrainRun
{
    public static void Run(LivePeer peer)
    {
        double[] times = [.. Enumerable.Range(0, 15).Select(_ => peer.Train().TotalMilliseconds).Order()];
        Console.WriteLine($"15 times: least {times[0]:0} ms, median {times[7]:0} ms, most {times[^1]:0} ms");
    }
}
