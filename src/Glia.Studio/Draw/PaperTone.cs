using System.Collections.Concurrent;
using Glia.Studio.Runs;

namespace Glia.Studio.Draw;

/// <summary>Whether the pictures of a run are dark on light: a drawing is then turned to be like them.</summary>
internal sealed class PaperTone
{
    private const int Samples = 200;
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal); // what a run learns from never changes

    public async Task<bool> IsLightAsync(StudioRun run, CancellationToken cancellation)
    {
        if (_known.TryGetValue(run.Id, out bool isLight)) return isLight;
        return _known[run.Id] = IsLight((await run.DataAsync(cancellation)).Test.Data);
    }

    // The mean of the borders: what is drawn stands in the middle.
    private static bool IsLight(Dataset data)
    {
        FeatureShape shape = data.Shape;
        var pixels = new float[data.FeatureCount];
        double sum = 0;
        long count = 0;
        for (int s = 0; s < Math.Min(Samples, data.Count); s++)
        {
            data.CopyFeatures(s, pixels);
            for (int i = 0; i < pixels.Length; i++)
            {
                int x = i % shape.Width, y = i / shape.Width;
                if (x > 0 && y > 0 && x < shape.Width - 1 && y < shape.Height - 1) continue;
                sum += pixels[i];
                count++;
            }
        }

        return count > 0 && sum / count > 127.5;
    }
}
