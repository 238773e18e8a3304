using Glia.Datasets;

namespace Glia.Studio.Draw;

/// <summary>Brings a whole picture to a network's size: its aspect kept, in the middle, each new pixel the mean of what it covers.</summary>
internal static class PictureFit
{
    /// <summary>Grey values, shape <c>(height, width)</c>; what is beside the picture is black, as is what is transparent.</summary>
    public static byte[] To(RasterImage picture, FeatureShape shape)
    {
        byte[] gray = picture.ToGray();
        if (picture.Width == shape.Width && picture.Height == shape.Height) return gray;
        double scale = Math.Min((double)shape.Width / picture.Width, (double)shape.Height / picture.Height);
        float[] rows = Along(gray, picture.Width, 1, picture.Height, picture.Width, shape.Width, scale); // (picture height, shape width)
        float[] fitted = Along(rows, picture.Height, shape.Width, shape.Width, 1, shape.Height, scale); // (shape width, shape height)
        var pixels = new byte[shape.Length];
        for (int y = 0; y < shape.Height; y++)
            for (int x = 0; x < shape.Width; x++) pixels[(y * shape.Width) + x] = (byte)Math.Clamp(MathF.Round(fitted[(x * shape.Height) + y]), 0, 255);
        return pixels;
    }

    private static float[] Along(byte[] values, int count, int step, int lines, int lineStep, int wanted, double scale) => Along(Array.ConvertAll(values, v => (float)v), count, step, lines, lineStep, wanted, scale);

    // Scales each of so many lines of so many values to the wanted number, in the middle.
    private static float[] Along(float[] values, int count, int step, int lines, int lineStep, int wanted, double scale)
    {
        double margin = (wanted - (count * scale)) / 2, half = 0.5 * Math.Max(1, 1 / scale);
        var scaled = new float[lines * wanted];
        for (int to = 0; to < wanted; to++)
        {
            double middle = (to + 0.5 - margin) / scale;
            for (int line = 0; line < lines; line++) scaled[(line * wanted) + to] = Mean(values, line * lineStep, step, count, middle - half, middle + half);
        }

        return scaled;
    }

    private static float Mean(float[] values, int start, int step, int count, double from, double to)
    {
        double sum = 0;
        int last = Math.Min(count - 1, (int)Math.Ceiling(to) - 1);
        for (int i = Math.Max(0, (int)Math.Floor(from)); i <= last; i++) sum += values[start + (i * step)] * (Math.Min(i + 1, to) - Math.Max(i, from));
        return (float)(sum / (to - from));
    }
}
