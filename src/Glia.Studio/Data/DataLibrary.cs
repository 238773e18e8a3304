using System.Text.RegularExpressions;

namespace Glia.Studio.Data;

/// <summary>The data sets of this studio, one folder or file each, by id.</summary>
internal sealed partial class DataLibrary(string folder)
{
    private readonly string _folder = Path.Combine(folder, "data");

    /// <summary>Where the samples of a set are, as <c>glia train --data</c> takes it; null where there is no such set.</summary>
    public string? PathOf(string id)
    {
        if (!Ids().IsMatch(id)) return null;
        string path = Path.Combine(_folder, id), points = Path.Combine(path, "samples.csv"), pictures = Path.Combine(path, "pictures");
        return File.Exists(points) ? points : Directory.Exists(pictures) ? pictures : null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}$")]
    private static partial Regex Ids();
}
