namespace Glia.Studio.Data;

/// <summary>The data sets of this studio, one folder or file each, by id.</summary>
internal sealed class DataLibrary(string folder)
{
    private readonly string _folder = Path.Combine(folder, "data");

    /// <summary>Where the samples of a set are, as <c>glia train --data</c> takes it; null where there is no such set.</summary>
    public string? PathOf(string id)
    {
        if (!IsId(id)) return null;
        string path = Path.Combine(_folder, id), points = Path.Combine(path, "samples.csv"), pictures = Path.Combine(path, "pictures");
        return File.Exists(points) ? points : Directory.Exists(pictures) ? pictures : null;
    }

    // Letters, digits and hyphens only: an id is never a way to another folder.
    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id[0] != '-' && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
