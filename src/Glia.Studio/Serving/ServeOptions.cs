using System.Net;

namespace Glia.Studio.Serving;

/// <summary>How the prediction API is started alone.</summary>
internal sealed record ServeOptions
{
    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Names by which others reach it.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What they must send as <c>Authorization: Bearer</c>; null where anyone may ask.</summary>
    public string? Key { get; init; }

    /// <summary>How long requests are still taken after the stop was asked for, while they keep coming.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How much is taken at once.</summary>
    public ServingOptions Serving { get; init; } = new();
}
