using System.Net;

namespace Glia.Live;

/// <summary>Where a session listens and answers.</summary>
public sealed record LiveHostOptions
{
    /// <summary>Where inputs and control messages come: this machine alone, on port 6448, unless another address is given; port 0 for any that is free.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, DefaultInputPort);

    /// <summary>Where outputs go: this machine, port 12000, unless another address is given.</summary>
    public IPEndPoint Send { get; init; } = new(IPAddress.Loopback, DefaultOutputPort);

    /// <summary>The only folder whose files messages may name; null, the default, for none.</summary>
    public string? FilesFolder { get; init; }

    /// <summary>The file in which every message is written down, which must not be there yet; null, the default, for none.</summary>
    public string? LogPath { get; init; }

    /// <summary>The port that Wekinator listens on.</summary>
    public const int DefaultInputPort = 6448;

    /// <summary>The port that Wekinator answers to.</summary>
    public const int DefaultOutputPort = 12000;

    /// <summary>The port that it answers inputs from a file to.</summary>
    internal const int BundlePort = 12001;
}
