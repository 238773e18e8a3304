using System.Security.Cryptography;
using System.Text;

namespace Glia.Studio.Serving;

/// <summary>What programs must send as <c>Authorization: Bearer</c>, compared in a time that does not tell how much of it is right, nor how long it is.</summary>
internal sealed class ServerKey(string key)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public bool Admits(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _hash);
    }
}
