using System.Net;

namespace Glia.Live;

/// <summary>Where a session listens and answers.</summary>
public sealed record LiveHostOptions
{
    /// <summary>Where inputs and control messages come: this machine alone unless another address is given; port 0 for any that is free.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, DefaultInputPort);

    /// <summary>Where outputs go.</summary>
    public IPEndPoint Send { get; init; } = new(IPAddress.Loopback, DefaultOutputPort);

    /// <summary>The only folder whose files messages may name; null for none.</summary>
    public string? Files { get; init; }

    /// <summary>Where every message is written down; null for nowhere.</summary>
    public string? Log { get; init; }

    /// <summary>The port that Wekinator listens on.</summary>
    public const int DefaultInputPort = 6448;

    /// <summary>The port that Wekinator answers to.</summary>
    public const int DefaultOutputPort = 12000;

    /// <summary>The port that it answers inputs from a file to.</summary>
    public const int DefaultBundlePort = 12001;
}
