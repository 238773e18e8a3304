using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Glia.Studio.Security;

/// <summary>
/// Who may use the studio: whoever opened a link with a token that has not been used yet holds the cookie from then on. Every start has its own secrets, 192 random bits each.
/// </summary>
internal sealed class AccessKeys
{
    private const int MostLinks = 64; // not yet used; older ones are of no use to anyone

    private readonly ConcurrentQueue<string> _order = new();
    private readonly ConcurrentDictionary<string, byte> _unused = new(StringComparer.Ordinal);

    /// <summary>What the cookie holds, and what programs send as <c>Authorization: Bearer</c>.</summary>
    public string Session { get; } = Draw();

    /// <summary>A token for one more link.</summary>
    public string NewToken()
    {
        string token = Draw();
        _unused[token] = 0;
        _order.Enqueue(token);
        while (_order.Count > MostLinks && _order.TryDequeue(out string? oldest)) _unused.TryRemove(oldest, out _);
        return token;
    }

    /// <summary>Uses a token up; false where it is none, or has been used.</summary>
    public bool Redeem(string? token) => token is { Length: > 0 and < 200 } && _unused.TryRemove(token, out _);

    /// <summary>Whether <paramref name="key"/> is the session's, in a time that does not tell how much of it is right.</summary>
    public bool IsSession(string? key) => key is { Length: > 0 and < 200 } && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Session));

    // 32 letters: a link that fits a line of a terminal.
    private static string Draw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}
