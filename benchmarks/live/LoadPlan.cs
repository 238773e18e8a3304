using System.Globalization;

namespace Glia.LiveLoad;

/// <summary>What to send, how fast, and for how long.</summary>
internal sealed record LoadPlan(string What)
{
    public int In { get; init; } = 6448;

    public int Out { get; init; } = 12000;

    public int Inputs { get; init; } = 5;

    public int Outputs { get; init; } = 5;

    public int Rate { get; init; } = 1000;

    public int Seconds { get; init; } = 20;

    public int Examples { get; init; } = 1000;

    public bool Trains { get; init; }

    public static LoadPlan Parse(string[] args)
    {
        if (args[0] is not ("latency" or "flood" or "train")) throw new ArgumentException($"'{args[0]}' is none of latency, flood, train. --help says what they do.");
        var plan = new LoadPlan(args[0]) { Rate = args[0] == "flood" ? 20_000 : 1000 };
        for (int i = 1; i < args.Length; i++)
        {
            int Number() => i + 1 < args.Length ? int.Parse(args[++i], CultureInfo.InvariantCulture) : throw new ArgumentException($"{args[i]} needs a value.");
            plan = args[i] switch
            {
                "--in" => plan with { In = Number() },
                "--out" => plan with { Out = Number() },
                "--inputs" => plan with { Inputs = Number() },
                "--outputs" => plan with { Outputs = Number() },
                "--rate" => plan with { Rate = Number() },
                "--seconds" => plan with { Seconds = Number() },
                "--examples" => plan with { Examples = Number() },
                "--train" => plan with { Trains = true },
                _ => throw new ArgumentException($"'{args[i]}' is not known. --help lists what is."),
            };
        }

        return plan;
    }
}
