using Glia.Studio.Http;

namespace Glia.Studio.Draw;

/// <summary>A sample of a run's test data.</summary>
/// <param name="Index">Its number.</param>
/// <param name="Label">Its class.</param>
/// <param name="Pixels">Bytes in base64, row by row.</param>
internal sealed record ExampleView(int Index, int Label, string Pixels)
{
    /// <summary>The next sample after one, of a class or of any; the first again after the last.</summary>
    /// <exception cref="StudioException">There is none of that class.</exception>
    public static ExampleView After(Dataset data, int index, int? label)
    {
        for (int i = 1; i <= data.Count; i++)
        {
            int at = (int)(((long)index + i) % data.Count);
            if (label is null || data.Label(at) == label) return Of(data, at);
        }

        throw StudioException.Missing("There is no example of this class in the test data.");
    }

    private static ExampleView Of(Dataset data, int index)
    {
        byte[] pixels = data.ByteFeatures(index).ToArray();
        if (pixels.Length == 0) pixels = [.. data.Features(index).Select(f => (byte)Math.Clamp(MathF.Round(f), 0, 255))];
        return new(index, data.Label(index), Convert.ToBase64String(pixels));
    }
}
