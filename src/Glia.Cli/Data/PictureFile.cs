using Glia.Datasets;

namespace Glia.Cli;

/// <summary>Opens pictures.</summary>
internal static class PictureFile
{
    /// <exception cref="ToolException">There is no such file.</exception>
    /// <exception cref="InvalidFileException">It is no PNG picture.</exception>
    public static RasterImage Read(string path)
    {
        if (Directory.Exists(path)) throw ToolException.BadFile(path, "this is a folder; PNG files are needed.");
        if (!File.Exists(path)) throw ToolException.BadFile(path, "there is no such file.");
        return Png.Read(path);
    }
}
