using System.Globalization;
using System.Net;

namespace Glia.Live;

/// <summary>How many datagrams the system threw away because they were not read in time.</summary>
internal static class SystemDrops
{
    /// <summary>Those of the socket at <paramref name="endPoint"/>, as Linux counts them in <c>/proc/net/udp</c>; null elsewhere.</summary>
    public static long? Of(IPEndPoint endPoint)
    {
        string file = endPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? "/proc/net/udp6" : "/proc/net/udp";
        if (!OperatingSystem.IsLinux() || !File.Exists(file)) return null;
        string port = string.Create(CultureInfo.InvariantCulture, $":{endPoint.Port:X4}");
        foreach (string line in File.ReadLines(file).Skip(1))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 12 && fields[1].EndsWith(port, StringComparison.Ordinal) && long.TryParse(fields[12], CultureInfo.InvariantCulture, out long drops)) return drops;
        }

        return null;
    }
}
