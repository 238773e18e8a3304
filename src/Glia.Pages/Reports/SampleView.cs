namespace Glia.Pages;

/// <summary>Samples as a page shows them: pictures where they are pictures, their values where they are not.</summary>
internal sealed class SampleView(Dataset data)
{
    private const int MostValues = 12;
    private const int MostPixels = 1_200_000; // of all pictures together: about two megabytes of page at worst
    private const int MostRows = 3_000;

    public bool HasPictures => data.Shape.IsImage;

    /// <summary>How many samples a page of this many groups has room for, in each group at most.</summary>
    public int MostPerGroup(int groups, int most) =>
        Math.Clamp((HasPictures ? MostPixels / Thumbnail.Of(data.Shape).Length : MostRows) / Math.Max(1, groups), 1, most);

    /// <summary>The sample as a picture; null where it is none.</summary>
    public Picture? Picture(int index, string caption = "", string? description = null) =>
        HasPictures ? new Picture(Thumbnail.Of(data.Features(index), data.Shape), Thumbnail.Of(data.Shape), Palette.Ink, caption) { Description = description } : null;

    /// <summary>The values of a sample that is no picture: 5.1, 3.5, 1.4; empty where it is one.</summary>
    public string Text(int index)
    {
        if (HasPictures) return "";
        float[] values = data.Features(index);
        return string.Join(", ", values.Take(MostValues).Select(v => Num.Of(v))) + (values.Length > MostValues ? $" … ({Num.Count(values.Length)} values)" : "");
    }

    /// <summary>Samples with a caption each, as pictures or as rows of a table.</summary>
    public Block Show(IEnumerable<(int Index, string Caption)> samples) => HasPictures
        ? new Pictures([.. samples.Select(s => Picture(s.Index, s.Caption)!)]) { Width = 72 }
        : new Table(["<sample", "<its values"], [.. samples.Select(s => (IReadOnlyList<Cell>)[new(s.Caption), new(Text(s.Index))])]);
}
