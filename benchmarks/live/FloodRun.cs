namespace Glia.LiveLoad;

/// <summary>Many inputs, and how many are answered.</summary>
internal static class FloodRun
{
    public static void Run(LoadPlan plan, LivePeer peer)
    {
        int sent = Clock.Run(plan.Rate, plan.Seconds, peer.SendInputs), last = -1;
        while (last != peer.Answers)
        {
            last = peer.Answers;
            Thread.Sleep(300);
        }

        Console.WriteLine($"{sent} inputs at {plan.Rate}/s for {plan.Seconds} s, {peer.Answers} answers ({100.0 * peer.Answers / sent:0.000} %)");
    }
}
