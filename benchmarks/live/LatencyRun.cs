using System.Diagnostics;

namespace Glia.LiveLoad;

/// <summary>From an input to its answer.</summary>
internal static class LatencyRun
{
    public static void Run(LoadPlan plan, LivePeer peer)
    {
        using var stop = new CancellationTokenSource();
        int trainings = 0;
        Thread? trainer = null;
        if (plan.Trains)
        {
            trainer = new Thread(() =>
            {
                while (!stop.IsCancellationRequested)
                {
                    peer.Train();
                    trainings++;
                }
            });
            trainer.Start();
        }

        var sent = new long[plan.Rate * plan.Seconds];
        int count = Clock.Run(plan.Rate, plan.Seconds, i =>
        {
            sent[i] = Stopwatch.GetTimestamp();
            peer.SendInputs(i);
        });
        Thread.Sleep(300);
        stop.Cancel();
        trainer?.Join();
        int answers = Math.Min(peer.Answers, count);
        double[] times = [.. Enumerable.Range(0, answers).Select(i => (peer.Arrivals[i] - sent[i]) * 1e3 / Stopwatch.Frequency).Order()];
        double At(double part) => times[Math.Min(times.Length - 1, (int)(part * times.Length))];
        Console.WriteLine($"{count} inputs at {plan.Rate}/s, {answers} answers{(plan.Trains ? $", {trainings} trainings meanwhile" : "")}");
        Console.WriteLine($"p50 {At(0.5):0.000} ms   p90 {At(0.9):0.000} ms   p99 {At(0.99):0.000} ms   p99.9 {At(0.999):0.000} ms   most {times[^1]:0.000} ms");
    }
}
