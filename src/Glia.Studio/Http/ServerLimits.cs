using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Glia.Studio.Http;

/// <summary>How much any one client may take. Kestrel leaves several of these open.</summary>
internal static class ServerLimits
{
    /// <summary>Bytes of a request, where an address does not allow more.</summary>
    public const int UsualBody = 1 << 20;

    /// <summary>Bytes of an upload of data or of a model.</summary>
    public const int LargeBody = 64 << 20;

    public static void Apply(KestrelServerOptions kestrel, IPAddress address, int port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 512;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 64;
        kestrel.Limits.MaxRequestBodySize = UsualBody;
        kestrel.Limits.MaxRequestLineSize = 4096;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(240, TimeSpan.FromSeconds(10));
        kestrel.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
    }
}
