namespace Glia.Datasets;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Number of columns; 0 for an empty box.</param>
/// <param name="Height">Number of rows.</param>
public readonly record struct PixelBox(int Left, int Top, int Width, int Height)
{
    /// <summary>The longer side in pixels.</summary>
    public int LongSide => Math.Max(Width, Height);

    /// <summary>True where the box holds no pixel.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>First column right of the box.</summary>
    internal int Right => Left + Width;

    /// <summary>First row below the box.</summary>
    internal int Bottom => Top + Height;

    /// <summary>The smallest box that holds this one and <paramref name="other"/>.</summary>
    internal PixelBox Union(PixelBox other)
    {
        int left = Math.Min(Left, other.Left), top = Math.Min(Top, other.Top);
        int right = Math.Max(Left + Width, other.Left + other.Width), bottom = Math.Max(Top + Height, other.Top + other.Height);
        return new(left, top, right - left, bottom - top);
    }

    /// <summary>Whether <paramref name="other"/> lies wholly inside, with a pixel or more around it.</summary>
    internal bool Surrounds(PixelBox other) =>
        other.Left > Left && other.Top > Top && other.Left + other.Width < Left + Width && other.Top + other.Height < Top + Height;

    /// <summary>Free pixels between the boxes in the direction where they are further apart; 0 where they touch or overlap.</summary>
    internal int Gap(PixelBox other)
    {
        int across = Math.Max(other.Left - (Left + Width), Left - (other.Left + other.Width));
        int down = Math.Max(other.Top - (Top + Height), Top - (other.Top + other.Height));
        return Math.Max(0, Math.Max(across, down));
    }

    /// <summary>Columns that both boxes have; below 0 the free columns between them.</summary>
    internal int OverlapAcross(PixelBox other) => Math.Min(Right, other.Right) - Math.Max(Left, other.Left);

    /// <summary>Rows that both boxes have; below 0 the free rows between them.</summary>
    internal int OverlapDown(PixelBox other) => Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);

    /// <summary>The box in pixels of <paramref name="picture"/>, which was reduced by <paramref name="factor"/>.</summary>
    internal PixelBox Enlarged(int factor, RasterImage picture)
    {
        int left = Left * factor, top = Top * factor;
        return new(left, top, Math.Min(Width * factor, picture.Width - left), Math.Min(Height * factor, picture.Height - top));
    }
}
