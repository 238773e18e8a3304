namespace Glia.Datasets;

/// <summary>The 32-bit cyclic redundancy check of ISO 3309 that PNG puts behind each chunk (annex D of the specification), eight bytes a step.</summary>
internal struct Crc32
{
    private static readonly uint[] Table = MakeTable();
    private uint _state; // stored inverted, so that default(Crc32) is a fresh one

    public readonly uint Value => _state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint c = ~_state;
        uint[] table = Table;
        while (bytes.Length >= 8)
        {
            c ^= (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16) | (bytes[3] << 24));
            c = table[(7 * 256) + (c & 255)] ^ table[(6 * 256) + ((c >> 8) & 255)] ^ table[(5 * 256) + ((c >> 16) & 255)] ^ table[(4 * 256) + (c >> 24)]
                ^ table[(3 * 256) + bytes[4]] ^ table[(2 * 256) + bytes[5]] ^ table[256 + bytes[6]] ^ table[bytes[7]];
            bytes = bytes[8..];
        }

        foreach (byte b in bytes) c = table[(c ^ b) & 255] ^ (c >> 8);
        _state = ~c;
    }

    // Entry k·256 + b: what byte b does to the check when k more zero bytes follow it.
    private static uint[] MakeTable()
    {
        var table = new uint[8 * 256];
        for (uint b = 0; b < 256; b++)
        {
            uint c = b;
            for (int bit = 0; bit < 8; bit++) c = (c & 1) == 0 ? c >> 1 : 0xEDB88320 ^ (c >> 1);
            table[b] = c;
        }

        for (int i = 256; i < table.Length; i++) table[i] = table[table[i - 256] & 255] ^ (table[i - 256] >> 8);
        return table;
    }
}
