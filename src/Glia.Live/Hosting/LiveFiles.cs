namespace Glia.Live;

/// <summary>What messages may do with files: nothing, unless a folder was given for it, and then nothing outside of it.</summary>
internal sealed class LiveFiles(LiveSession session, string? folder)
{
    /// <summary>The folder; null where there is none.</summary>
    public string? Folder => folder;

    public bool LoadModel(int output, string path, bool withData) => Refuse();

    public bool SaveModel(int output, string path) => Refuse();

    public bool RunProject(string path) => Refuse();

    public bool Save(string? path) => Refuse();

    private bool Refuse()
    {
        session.Report("Files are not for messages: start with --files FOLDER to allow those in one folder.");
        return false;
    }
}
