namespace Glia.Datasets;

/// <summary>One number per pixel: values of shape <c>(height, width)</c> in row order.</summary>
internal sealed class GreyPlane(int width, int height)
{
    /// <summary>Pixels in a row.</summary>
    public int Width { get; } = width;

    /// <summary>Number of rows.</summary>
    public int Height { get; } = height;

    /// <summary>The values, shape <c>(height, width)</c>.</summary>
    public float[] Values { get; } = new float[width * height];

    /// <summary>The longer side.</summary>
    public int LongSide => Math.Max(Width, Height);

    /// <summary>Part <paramref name="box"/> of the plane with <paramref name="margin"/> pixels around it; 0 where that lies outside.</summary>
    public GreyPlane Crop(PixelBox box, int margin)
    {
        var part = new GreyPlane(box.Width + (2 * margin), box.Height + (2 * margin));
        int left = Math.Max(0, box.Left - margin), right = Math.Min(Width, box.Left + box.Width + margin);
        for (int row = 0; row < part.Height; row++)
        {
            int from = box.Top - margin + row;
            if ((uint)from >= (uint)Height) continue;
            Values.AsSpan((from * Width) + left, right - left).CopyTo(part.Values.AsSpan((row * part.Width) + left - (box.Left - margin)));
        }

        return part;
    }

    /// <summary>The smallest box around all values above <paramref name="level"/>; empty where there are none.</summary>
    public PixelBox BoxAbove(float level)
    {
        int left = Width, top = Height, right = -1, bottom = -1;
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                if (Values[(row * Width) + column] <= level) continue;
                left = Math.Min(left, column);
                right = Math.Max(right, column);
                top = Math.Min(top, row);
                bottom = row;
            }
        }

        return right < 0 ? default : new(left, top, right - left + 1, bottom - top + 1);
    }

    /// <summary>The values times <paramref name="scale"/> as bytes, rounded and kept within 0 … 255.</summary>
    public byte[] ToBytes(float scale)
    {
        var bytes = new byte[Values.Length];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)(Math.Clamp(Values[i] * scale, 0f, 255f) + 0.5f);
        return bytes;
    }
}
