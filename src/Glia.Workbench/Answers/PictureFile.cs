using Glia.Datasets;

namespace Glia.Workbench;

/// <summary>Opens pictures.</summary>
public static class PictureFile
{
    /// <summary>Opens a PNG picture.</summary>
    /// <exception cref="InputFileException">There is no such file.</exception>
    /// <exception cref="InvalidFileException">It is no PNG picture.</exception>
    public static RasterImage Read(string path)
    {
        if (Directory.Exists(path)) throw new InputFileException(path, "this is a folder; PNG files are needed.");
        if (!File.Exists(path)) throw new InputFileException(path, "there is no such file.");
        return Png.Read(path);
    }
}
