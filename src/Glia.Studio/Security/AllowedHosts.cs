using System.Net;
using System.Net.Sockets;

namespace Glia.Studio.Security;

/// <summary>
/// The names under which the server may be spoken to. A web page that points its own name at 127.0.0.1 (DNS rebinding, as in CVE-2024-28224) comes with that name, and is refused.
/// </summary>
/// <param name="address">What the server listens on.</param>
/// <param name="port">Its port.</param>
/// <param name="names">Names besides, for other machines.</param>
internal sealed class AllowedHosts(IPAddress address, int port, IReadOnlyList<string> names)
{
    private const int HttpPort = 80; // which browsers leave out

    // A name that was given is good without a port too: something before the server may have another.
    private readonly HashSet<string> _hosts = new(Hosts(address, names).Select(h => WithPort(h, port)).Concat(names), StringComparer.OrdinalIgnoreCase);

    /// <summary>The port.</summary>
    public int Port => port;

    /// <summary>The address to show.</summary>
    public string Origin { get; } = $"http://{WithPort(Name(IsAny(address) ? Loopback(address) : address), port)}";

    /// <summary>Whether a request's <c>Host</c> is one of the names.</summary>
    public bool IsHost(string? host) => host is not null && (_hosts.Contains(host) || (IsAny(address) && IsAddress(host)));

    /// <summary>Whether <paramref name="origin"/> is that of a page of this server, spoken to as <paramref name="host"/>.</summary>
    public bool IsOrigin(string? origin, string? host) => IsHost(host) && string.Equals(origin, $"http://{host}", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Hosts(IPAddress address, IReadOnlyList<string> names)
    {
        string[] own = ["127.0.0.1", "localhost", "[::1]"];
        return [.. own, Name(address), .. names];
    }

    // A server on every address of its machine cannot list them all (they change), and need not: an address, unlike a name, cannot be pointed elsewhere.
    private bool IsAddress(string host) => IPEndPoint.TryParse(host, out IPEndPoint? end) && string.Equals(host, WithPort(Name(end.Address), port), StringComparison.OrdinalIgnoreCase);

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static IPAddress Loopback(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    private static string WithPort(string host, int port) => port == HttpPort ? host : $"{host}:{port}";

    private static string Name(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : address.ToString();
}
