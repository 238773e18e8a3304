using System.Net;
using System.Net.Sockets;
using Glia.Live;
using Glia.Studio.Http;

namespace Glia.Studio.Live;

/// <summary>What a live session is to be, as the page asks for it.</summary>
internal sealed record LiveSetup(
    string[] Inputs, OutputSetup[]? Outputs = null, string[]? Gestures = null, int? InputPort = null, bool IsOpenToOthers = false, string? OutputHost = null, int? OutputPort = null,
    string? InputAddress = null, string? OutputAddress = null, int? Seed = null, bool IsStrict = false)
{
    private const int MostInputs = 1000, MostOutputs = 200, MostGestures = 50;

    /// <summary>The session's beginning.</summary>
    /// <exception cref="StudioException">It cannot be that; the field says what.</exception>
    public LiveProject Project()
    {
        if (Inputs.Length is 0 or > MostInputs) throw StudioException.Bad("inputs", $"There can be 1 to {MostInputs} inputs here.");
        bool hasGestures = Gestures is { Length: > 0 };
        if (!hasGestures && Outputs is not { Length: > 0 and <= MostOutputs }) throw StudioException.Bad("outputs", $"There can be 1 to {MostOutputs} outputs here.");
        if (Gestures?.Length > MostGestures) throw StudioException.Bad("gestures", $"There can be 1 to {MostGestures} gestures.");
        if (Seed < 0) throw StudioException.Bad("seed", "The seed is 0 or a greater whole number.");
        return new LiveProject
        {
            InputNames = Inputs,
            Outputs = hasGestures ? [] : [.. Outputs!.Select((o, i) => o.Spec(i))],
            Gestures = hasGestures ? new GestureSpec(Gestures!) : null,
            InputAddress = InputAddress ?? "/wek/inputs",
            OutputAddress = OutputAddress ?? "/wek/outputs",
            Seed = (ulong)(Seed ?? 1),
        };
    }

    /// <summary>Where it listens and answers.</summary>
    /// <exception cref="StudioException">A port is none, or the host is not known.</exception>
    public async Task<LiveHostOptions> HostAsync(CancellationToken stop)
    {
        int input = Port("inputPort", InputPort ?? LiveHostOptions.DefaultInputPort, low: 0), output = Port("outputPort", OutputPort ?? LiveHostOptions.DefaultOutputPort, low: 1);
        return new LiveHostOptions { Listen = new(IsOpenToOthers ? IPAddress.Any : IPAddress.Loopback, input), Send = new(await AddressAsync(OutputHost ?? "127.0.0.1", stop), output) };
    }

    private static int Port(string field, int port, int low) => port >= low && port <= IPEndPoint.MaxPort ? port : throw StudioException.Bad(field, "A port is a whole number from 1 to 65535.");

    private static async Task<IPAddress> AddressAsync(string host, CancellationToken stop)
    {
        string name = host.Trim();
        if (IPAddress.TryParse(name, out IPAddress? address)) return address;
        try
        {
            if (name.Length is > 0 and < 254 && (await Dns.GetHostAddressesAsync(name, AddressFamily.InterNetwork, stop)) is [IPAddress first, ..]) return first;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            // Said below.
        }

        throw StudioException.Bad("outputHost", "No computer goes by this name. Write its address, such as 192.168.1.5, or 127.0.0.1 for this computer.");
    }
}

/// <summary>What an output is to be.</summary>
internal sealed record OutputSetup(
    string Name, string Kind = "value", float? Minimum = null, float? Maximum = null, bool IsHardLimited = false, bool IsInteger = false, int? Classes = null, string? Learner = null,
    Dictionary<string, string>? Settings = null)
{
    public OutputSpec Spec(int index)
    {
        Learner? learner = Learner is null ? null : Learners.Named(Learner, Settings);
        return Kind switch
        {
            "value" => OutputSpec.ForValue(Name, learner) with { Minimum = Minimum ?? 0, Maximum = Maximum ?? 1, IsHardLimited = IsHardLimited, IsInteger = IsInteger },
            "class" => OutputSpec.ForClasses(Name, Classes ?? 3, learner),
            _ => throw StudioException.Bad($"outputs[{index}].kind", "An output is a 'value' or a 'class'."),
        };
    }
}

/// <summary>How the session that was kept last is opened.</summary>
internal sealed record LastSetup(int? InputPort = null);

/// <summary>What is to be measured by cross-validation.</summary>
internal sealed record ScoreSetup(int Folds = 10, int Seed = 1);
