using Glia.LiveLoad;

const string help = """
    Loads a 'glia live' with messages and tells how it answers. Start that first, with a free port for the answers:

      taskset -c 0 glia live --headless --in 6448 --out 12000
      dotnet run -c Release --project benchmarks/live -- latency

    latency   inputs by the clock, and how long each answer takes; --train trains again and again meanwhile
    flood     inputs by the clock, and how many are answered
    train     how long it takes from train to done-training

      --in N --out N    ports (6448, 12000)
      --inputs N --outputs N   of the session (5, 5)
      --rate N          messages a second (latency 1,000, flood 20,000)
      --seconds N       how long (20)
      --examples N      recorded before (1,000)
    """;

if (args.Length == 0 || args.Contains("--help"))
{
    Console.WriteLine(help);
    return args.Length == 0 ? 2 : 0;
}

try
{
    LoadPlan plan = LoadPlan.Parse(args);
    using var peer = new LivePeer(plan);
    peer.Teach();
    switch (plan.What)
    {
        case "latency": LatencyRun.Run(plan, peer); break;
        case "flood": FloodRun.Run(plan, peer); break;
        default: TrainRun.Run(peer); break;
    }

    return 0;
}
catch (Exception e) when (e is ArgumentException or FormatException or TimeoutException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
