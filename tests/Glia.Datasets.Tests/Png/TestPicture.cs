namespace Glia.Datasets.Tests;

/// <summary>Samples as a PNG file stores them, and the RGBA pixels they stand for, worked out in floating point.</summary>
internal sealed record TestPicture(int Width, int Height, int Depth, int Color, int[,][] Samples, byte[]? Palette = null, byte[]? Transparency = null)
{
    public int Channels => Color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Noise in which some pixels repeat, so that a transparent colour meets more than one.</summary>
    public static TestPicture Random(int width, int height, int depth, int color, bool transparent, ulong seed)
    {
        var random = new Xoshiro256(seed, 0);
        int channels = color switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        int colors = color == 3 ? Math.Max(1, (1 << depth) - 1) : 1 << depth; // one short of full: the reader must not expect a full palette
        var samples = new int[height, width][];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool repeat = random.NextInt32(4) == 0;
                samples[y, x] = Enumerable.Range(0, channels).Select(_ => repeat ? samples[0, 0]?[0] ?? 0 : random.NextInt32(colors)).ToArray();
            }
        }

        byte[]? palette = color == 3 ? Bytes.Noise(colors * 3, seed + 1) : null;
        byte[]? transparency = !transparent ? null : color switch
        {
            3 => Bytes.Noise(Math.Max(1, colors / 2), seed + 2),
            0 or 2 => samples[height / 2, width / 2].SelectMany(s => new[] { (byte)(s >> 8), (byte)s }).ToArray(),
            _ => null,
        };
        return new(width, height, depth, color, samples, palette, transparency);
    }

    public byte[] ExpectedRgba()
    {
        var rgba = new List<byte>();
        foreach (int[] s in Samples)
        {
            rgba.AddRange(Color switch
            {
                0 => [To8(s[0]), To8(s[0]), To8(s[0]), KeyAlpha(s)],
                2 => [To8(s[0]), To8(s[1]), To8(s[2]), KeyAlpha(s)],
                3 => [Palette![s[0] * 3], Palette[(s[0] * 3) + 1], Palette[(s[0] * 3) + 2], s[0] < Transparency?.Length ? Transparency[s[0]] : (byte)255],
                4 => [To8(s[0]), To8(s[0]), To8(s[0]), To8(s[1])],
                _ => new[] { To8(s[0]), To8(s[1]), To8(s[2]), To8(s[3]) },
            });
        }

        return [.. rgba];
    }

    private byte To8(int sample) => (byte)Math.Round(sample * 255.0 / ((1 << Depth) - 1));

    private byte KeyAlpha(int[] s)
    {
        if (Transparency is null) return 255;
        for (int i = 0; i < s.Length; i++)
        {
            if (s[i] != (Transparency[2 * i] << 8) + Transparency[(2 * i) + 1]) return 255;
        }

        return 0;
    }
}
