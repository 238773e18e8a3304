using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Glia.Live;

/// <summary>
/// Which handler answers which address. Looks addresses up by their bytes in a packet and allocates nothing. It never changes, so threads may
/// share it: to change routes at run time, make a new table and put it in the place of the old one.
/// </summary>
/// <example><code>var table = new OscRouteTable&lt;Action&gt;([new("/train", () => Console.WriteLine("training")), new("/run", () => Console.WriteLine("running"))]);
/// foreach (var route in table.Matching("/tr*"u8)) route.Handler();</code></example>
public sealed class OscRouteTable<T>
{
    private readonly OscRoute<T>[] _routes;
    private readonly byte[][] _addresses;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _indices;

    /// <summary>A table of these routes, in this order.</summary>
    /// <exception cref="ArgumentException">An address comes twice or is none, see <see cref="OscRoute{T}.Address"/>.</exception>
    public OscRouteTable(IEnumerable<OscRoute<T>> routes)
    {
        _routes = [.. routes];
        _addresses = [.. _routes.Select(route => Encoding.UTF8.GetBytes(route.Address))];
        var indices = new Dictionary<byte[], int>(OscAddressComparer.Instance);
        for (int i = 0; i < _routes.Length; i++)
        {
            Check(_addresses[i], _routes[i].Address);
            if (!indices.TryAdd(_addresses[i], i))
                throw new ArgumentException($"The address {_routes[i].Address} has two routes; give each its own.", nameof(routes));
        }

        _indices = indices.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>The routes in their order.</summary>
    public IReadOnlyList<OscRoute<T>> Routes => _routes;

    /// <summary>The handler of exactly this address.</summary>
    public bool TryGet(ReadOnlySpan<byte> address, [MaybeNullWhen(false)] out T handler)
    {
        bool found = _indices.TryGetValue(address, out int index);
        handler = found ? _routes[index].Handler : default;
        return found;
    }

    /// <summary>The routes that an address of a message means, in their order: the one of that address, or all that its pattern matches.</summary>
    public Matches Matching(ReadOnlySpan<byte> address)
    {
        if (OscPattern.IsPattern(address))
            return new Matches(this, address, 0, _routes.Length);
        return _indices.TryGetValue(address, out int index) ? new Matches(this, default, index, index + 1) : default;
    }

    private static void Check(ReadOnlySpan<byte> utf8, string address)
    {
        if (utf8.IsEmpty || utf8[0] != (byte)'/')
            throw new ArgumentException($"A route's address begins with a slash; \"{address}\" does not.", nameof(address));
        if (OscPattern.IsPattern(utf8) || utf8.Contains((byte)0))
            throw new ArgumentException($"A route's address has none of ? * [ ] {{ }} and no zero character; \"{address}\" has.", nameof(address));
    }

    /// <summary>Walks the routes that an address means.</summary>
    public ref struct Matches
    {
        private readonly OscRouteTable<T>? _table;
        private readonly ReadOnlySpan<byte> _pattern;
        private readonly int _end;
        private int _next;

        internal Matches(OscRouteTable<T> table, ReadOnlySpan<byte> pattern, int start, int end)
        {
            _table = table;
            _pattern = pattern;
            _next = start;
            _end = end;
        }

        /// <summary>The route it stands at.</summary>
        public readonly OscRoute<T> Current => _table!._routes[_next - 1];

        /// <summary>This, so that it can be enumerated.</summary>
        public readonly Matches GetEnumerator() => this;

        /// <summary>Goes to the next route; false after the last.</summary>
        public bool MoveNext()
        {
            while (_next < _end)
            {
                byte[] address = _table!._addresses[_next++];
                if (_pattern.IsEmpty || OscPattern.Matches(_pattern, address))
                    return true;
            }

            return false;
        }
    }
}
