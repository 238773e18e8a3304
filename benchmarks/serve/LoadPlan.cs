using System.Globalization;

namespace Glia.ServeLoad;

/// <summary>What to send, how fast, and for how long.</summary>
internal sealed record LoadPlan(Uri Address, string Model, int Connections, double Rate, double Seconds, int Samples, bool UntilClosed, bool Reconnects)
{
    public const string Help = """
        Sends digits to a 'glia serve' and tells how it answers.

          dotnet run -c Release --project benchmarks/serve -- --model digits [--url http://127.0.0.1:8080]
            --connections N   connections, one request on each at a time (default 16)
            --rate N          requests per second, sent by the clock whatever comes back; without it, each answer is followed by the next request
            --seconds N       how long (default 10)
            --samples N       samples in each request (default 1)
            --until-closed    go on until the server ends, and leave it alone when it says 'Connection: close'; a request that was sent and not answered is an error
            --reconnect       with it: open new connections all the same until nobody listens
        """;

    public static LoadPlan Parse(string[] args)
    {
        var plan = new LoadPlan(new Uri("http://127.0.0.1:8080"), "digits", 16, 0, 10, 1, false, false);
        for (int i = 0; i < args.Length; i++)
        {
            string Value() => i + 1 < args.Length ? args[++i] : throw new ArgumentException($"{args[i]} needs a value.");
            plan = args[i] switch
            {
                "--url" => plan with { Address = new Uri(Value()) },
                "--model" => plan with { Model = Value() },
                "--connections" => plan with { Connections = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--rate" => plan with { Rate = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--seconds" => plan with { Seconds = double.Parse(Value(), CultureInfo.InvariantCulture) },
                "--samples" => plan with { Samples = int.Parse(Value(), CultureInfo.InvariantCulture) },
                "--reconnect" => plan with { Reconnects = true },
                "--until-closed" => plan with { UntilClosed = true },
                _ => throw new ArgumentException($"'{args[i]}' is not known. --help lists what is."),
            };
        }

        return plan;
    }
}
