using Glia.Datasets;
using Glia.Studio.Maps;
using Glia.Workbench;

namespace Glia.Studio.Runs;

/// <summary>A look at data before anything is trained: the points, or some pictures.</summary>
/// <param name="Kind">points, digits, pictures or table.</param>
/// <param name="About">What they are, in words.</param>
/// <param name="Classes">Their classes.</param>
/// <param name="Points">Where they are points.</param>
/// <param name="Width">Of one picture, in pixels.</param>
/// <param name="Height">Of one picture.</param>
/// <param name="Pictures">Grey values in base64, some of each class.</param>
/// <param name="Labels">The class of each picture.</param>
internal sealed record DataPreview(string Kind, string About, IReadOnlyList<string> Classes, PointsView? Points, int Width, int Height, IReadOnlyList<string> Pictures, IReadOnlyList<int> Labels)
{
    private const int PerClass = 4, Most = 40;

    public static async Task<DataPreview> Of(RunSettings settings, DataCache cache, CancellationToken cancellation)
    {
        if (settings.Choice.Data == DataSource.Generated) return OfPictures(HandwrittenDigits.Generate(200, settings.Seed, cancellationToken: cancellation), $"generated digits (seed {settings.Seed})");
        TrainData data = await cache.GetAsync(settings.Choice, settings.Seed, null, cancellation);
        Dataset train = data.Train.Data;
        string kind = DataKind.Of(train);
        return kind switch
        {
            DataKind.Points => new(kind, data.Train.Name, train.ClassNames, PointsView.Of(data), 0, 0, [], []),
            DataKind.Table => new(kind, $"{data.Train.Name}, {train.FeatureCount} values each", train.ClassNames, null, 0, 0, [], []),
            _ => OfPictures(train, data.Train.Name),
        };
    }

    private static DataPreview OfPictures(Dataset data, string name)
    {
        var taken = new int[Math.Max(1, data.ClassCount)];
        var picked = new List<int>();
        for (int i = 0; i < data.Count && picked.Count < Most; i++)
            if (taken[data.Label(i)]++ < PerClass) picked.Add(i);
        int[] order = [.. picked.OrderBy(data.Label)];
        return new(DataKind.Of(data), name, data.ClassNames, null, data.Shape.Width, data.Shape.Height, [.. order.Select(i => Convert.ToBase64String(Grey(data, i)))], [.. order.Select(data.Label)]);
    }

    private static byte[] Grey(Dataset data, int sample)
    {
        ReadOnlySpan<byte> bytes = data.ByteFeatures(sample);
        return bytes.Length > 0 ? bytes.ToArray() : [.. data.Features(sample).Select(x => (byte)Math.Clamp(x * 255, 0, 255))];
    }
}
