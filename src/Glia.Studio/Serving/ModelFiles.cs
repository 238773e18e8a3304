using System.Security.Cryptography;

namespace Glia.Studio.Serving;

/// <summary>Model files that were named on the command line. Their ids come from their names; a file that is replaced is taken anew by <see cref="Refresh"/>.</summary>
internal sealed class ModelFiles : IModelSource
{
    private readonly ModelFile[] _files;
    private readonly Lock _refreshing = new(); // a signal and the clock may ask at once, and the slower one would put the older model back

    private ModelFiles(ModelFile[] files) => _files = files;

    /// <summary>Loads every file.</summary>
    /// <exception cref="ArgumentException">Two of them would have the same id.</exception>
    /// <exception cref="InvalidFileException">One is no sound model.</exception>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static ModelFiles Open(IReadOnlyList<string> paths)
    {
        var files = new List<ModelFile>();
        foreach (string path in paths)
        {
            string id = IdOf(path);
            if (files.Find(f => f.Id == id) is { } other) throw new ArgumentException($"{path} and {other.Path} would both be '{id}'. Rename one of them: a model's id comes from its file's name.");
            var file = new ModelFile(path, id);
            file.Load();
            files.Add(file);
        }

        return new([.. files]);
    }

    public IReadOnlyList<ModelFacts> List() => [.. _files.Select(f => f.Current.Facts)];

    public ServedNetwork? Find(string id)
    {
        foreach (ModelFile file in _files)
            if (file.Id == id) return file.Current;
        return null;
    }

    /// <summary>Takes what was replaced anew. A file that is no sound model, or gone, leaves the old model in service.</summary>
    /// <param name="log">Told what happened.</param>
    public void Refresh(Action<string> log)
    {
        lock (_refreshing)
            foreach (ModelFile file in _files) file.Refresh(log);
    }

    /// <summary>The id of a file's model: its name without the ending, in small letters, whatever else is in it as hyphens.</summary>
    internal static string IdOf(string path)
    {
        string name = Path.GetFileNameWithoutExtension(path).ToLowerInvariant();
        string id = string.Join('-', new string([.. name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')]).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length == 0 ? "model" : id;
    }

    private sealed class ModelFile(string path, string id)
    {
        private (DateTime Written, long Length) _seen;
        private volatile ServedNetwork? _current;

        public string Path => path;

        public string Id => id;

        public ServedNetwork Current => _current!;

        public void Load()
        {
            _seen = Look();
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            byte[] hash = SHA256.HashData(stream); // of the very file that is loaded, whatever takes its place meanwhile
            stream.Position = 0;
            Network network = Network.Load(stream);
            _current = new ServedNetwork(id, System.IO.Path.GetFileName(path), Convert.ToHexStringLower(hash.AsSpan(0, 6)), network);
        }

        public void Refresh(Action<string> log)
        {
            try
            {
                if (!File.Exists(path) || Look() == _seen) return;
                string old = Current.Version;
                Load();
                if (Current.Version != old) log($"{path} has been replaced: '{id}' is now version {Current.Version}.");
            }
            catch (Exception e) when (e is InvalidFileException or IOException or UnauthorizedAccessException)
            {
                log($"{path} has been replaced, but cannot be used: {e.Message} The old one goes on.");
            }
        }

        private (DateTime, long) Look() => new FileInfo(path) is var file ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
