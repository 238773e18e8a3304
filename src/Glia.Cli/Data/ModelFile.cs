namespace Glia.Cli;

/// <summary>Opens saved models.</summary>
internal static class ModelFile
{
    /// <exception cref="ToolException">There is no such file.</exception>
    /// <exception cref="InvalidFileException">It is no model.</exception>
    public static Network Load(string path)
    {
        if (Directory.Exists(path)) throw ToolException.BadFile(path, "this is a folder; a model file is needed, such as digits.safetensors.");
        if (!File.Exists(path)) throw ToolException.BadFile(path, "there is no such file. 'glia train' makes a model, digits.safetensors.");
        throw new NotSupportedException();
    }
}
