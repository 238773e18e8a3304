using System.Net;

namespace Glia.Studio.Live;

/// <summary>How the bridge is started.</summary>
internal sealed record LiveBridgeOptions
{
    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Origins of the pages that may speak, such as <c>http://localhost:8000</c>; <c>null</c> for pages that were opened as files. Other pages are refused; programs that are no browsers say no origin.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>Names by which others reach it.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}
