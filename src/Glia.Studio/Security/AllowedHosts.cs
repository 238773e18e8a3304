using System.Net;

namespace Glia.Studio.Security;

/// <summary>
/// The names under which the server may be spoken to. A web page that points its own name at 127.0.0.1 (DNS rebinding, as in CVE-2024-28224) comes with that name, and is refused.
/// </summary>
/// <param name="address">What the server listens on.</param>
/// <param name="port">Its port.</param>
/// <param name="names">Names besides, for other machines.</param>
internal sealed class AllowedHosts(IPAddress address, int port, IReadOnlyList<string> names)
{
    private readonly HashSet<string> _hosts = new(Hosts(address, names).Select(h => $"{h}:{port}"), StringComparer.OrdinalIgnoreCase);

    /// <summary>The port.</summary>
    public int Port => port;

    /// <summary>The address to show.</summary>
    public string Origin { get; } = $"http://{(IPAddress.IsLoopback(address) ? "127.0.0.1" : Name(address))}:{port}";

    /// <summary>Whether a request's <c>Host</c> is one of the names.</summary>
    public bool IsHost(string? host) => host is not null && _hosts.Contains(host);

    /// <summary>Whether <paramref name="origin"/> is that of a page of this server, spoken to as <paramref name="host"/>.</summary>
    public bool IsOrigin(string? origin, string? host) => IsHost(host) && string.Equals(origin, $"http://{host}", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Hosts(IPAddress address, IReadOnlyList<string> names)
    {
        string[] own = ["127.0.0.1", "localhost", "[::1]"];
        return IPAddress.IsLoopback(address) ? own.Concat(names) : [.. own, Name(address), .. names];
    }

    private static string Name(IPAddress address) => address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
