using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Glia.Studio.Http;

/// <summary>How much any one client may take. Kestrel leaves several of these open.</summary>
internal sealed record ServerLimits
{
    /// <summary>Bytes of a request, where an address does not allow more.</summary>
    public const int UsualBody = 1 << 20;

    /// <summary>Bytes of an upload of data or of a model.</summary>
    public const int LargeBody = 64 << 20;

    /// <summary>Connections at once, far above what browsers open, far below what a process may hold.</summary>
    public int Connections { get; init; } = 1024;

    /// <summary>How long a client may take to send the head of its request.</summary>
    public TimeSpan Headers { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection may stay without a request: longer than clients keep theirs (.NET's a minute, most no more than two), so that none is closed just as it is used.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>How slowly a body may come: bytes per second, after a grace.</summary>
    public MinDataRate BodyRate { get; init; } = new(240, TimeSpan.FromSeconds(5));

    /// <summary>How slowly an answer may be read.</summary>
    public MinDataRate AnswerRate { get; init; } = new(240, TimeSpan.FromSeconds(10));

    public void Apply(KestrelServerOptions kestrel, IPAddress address, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = Connections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 64;
        kestrel.Limits.MaxRequestBodySize = UsualBody;
        kestrel.Limits.MaxRequestLineSize = 4096;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.RequestHeadersTimeout = Headers;
        kestrel.Limits.KeepAliveTimeout = Idle;
        kestrel.Limits.MinRequestBodyDataRate = BodyRate;
        kestrel.Limits.MinResponseDataRate = AnswerRate;
        kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
