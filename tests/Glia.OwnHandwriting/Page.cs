using Glia.Datasets;

namespace Glia.OwnHandwriting;

/// <summary>A colour: red, green, blue, each 0 … 255.</summary>
internal readonly record struct Rgb(double R, double G, double B)
{
    public static Rgb Gray(double value) => new(value, value, value);

    public static Rgb operator *(Rgb colour, double factor) => new(colour.R * factor, colour.G * factor, colour.B * factor);

    public static Rgb operator +(Rgb a, Rgb b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Rgb Mix(Rgb a, Rgb b, double part) => (a * (1 - part)) + (b * part);
}

/// <summary>What lies before the camera or on the screen: a colour per pixel, on which ink, light and lenses work one after another.</summary>
internal sealed partial class Page
{
    private readonly Rgb[] _pixels;

    /// <summary>A page whose colour at pixel (x, y) is <paramref name="paper"/>.</summary>
    public Page(int width, int height, Func<int, int, Rgb> paper)
    {
        (Width, Height) = (width, height);
        _pixels = new Rgb[width * height];
        Each((_, x, y) => paper(x, y));
    }

    public Page(int width, int height, Rgb paper)
        : this(width, height, (_, _) => paper)
    {
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Puts on ink 0 … 1 of one colour.</summary>
    public Page Ink(float[] ink, Rgb colour, double strength = 1)
    {
        for (int i = 0; i < _pixels.Length; i++) _pixels[i] = Rgb.Mix(_pixels[i], colour, ink[i] * strength);
        return this;
    }

    /// <summary>Gives each pixel the colour that <paramref name="change"/> makes of it and its place.</summary>
    public Page Each(Func<Rgb, int, int, Rgb> change)
    {
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                _pixels[(y * Width) + x] = change(_pixels[(y * Width) + x], x, y);
        return this;
    }

    /// <summary>Multiplies by light that depends on the place, both parts 0 … 1 of the picture.</summary>
    public Page Light(Func<double, double, double> light) => Each((colour, x, y) => colour * light((double)x / Width, (double)y / Height));

    /// <summary>Lays a line of that colour and thickness through (x, y) at an angle in degrees: printed lines, creases, edges.</summary>
    public Page Line(double x, double y, double degrees, double thickness, Rgb colour, double strength = 1)
    {
        (double sin, double cos) = StableMath.SinCos(degrees * (Math.PI / 180));
        return Each((old, px, py) =>
        {
            double off = Math.Abs(((px + 0.5 - x) * -sin) + ((py + 0.5 - y) * cos));
            return Rgb.Mix(old, colour, strength * Math.Clamp((thickness / 2) - off + 0.5, 0, 1));
        });
    }

    public RasterImage ToPicture()
    {
        var rgba = new byte[_pixels.Length * 4];
        for (int i = 0; i < _pixels.Length; i++)
        {
            (rgba[4 * i], rgba[(4 * i) + 1], rgba[(4 * i) + 2]) = (Byte(_pixels[i].R), Byte(_pixels[i].G), Byte(_pixels[i].B));
            rgba[(4 * i) + 3] = 255;
        }

        return new(rgba, Width, Height);
    }

    /// <summary>Ink of one colour on nothing: a drawing program's transparent layer.</summary>
    public static RasterImage Transparent(int width, int height, float[] ink, Rgb colour)
    {
        RasterImage picture = new Page(width, height, colour).ToPicture();
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] == 0) picture.Rgba.AsSpan(4 * i, 4).Clear();
            else picture.Rgba[(4 * i) + 3] = Byte(255 * ink[i]);
        }

        return picture;
    }

    private static byte Byte(double value) => (byte)(Math.Clamp(value, 0, 255) + 0.5);
}
