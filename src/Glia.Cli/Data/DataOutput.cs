using Glia.Datasets;

namespace Glia.Cli;

/// <summary>Writes data sets in the three forms the tool reads: a CSV file, a pair of IDX files, a folder of PNGs by label.</summary>
internal sealed class DataOutput
{
    private readonly string _path;
    private readonly string _form;

    private DataOutput(string path, string form) => (_path, _form) = (path, form);

    /// <summary>The form follows from the name: <c>.csv</c>, IDX by its name, else a folder of PNGs. Nothing is replaced unless <paramref name="force"/>.</summary>
    /// <exception cref="ToolException">The place will not do; the message names <paramref name="option"/>.</exception>
    public static DataOutput Check(string option, string path, bool force)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        bool isCsv = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
        string form = isCsv ? "csv" : name.Contains("idx3", StringComparison.Ordinal) ? "idx" : "png";
        var output = new DataOutput(path, form);
        if (form == "png") CheckFolder(option, path);
        else OutputFile.CheckNew(option, path, force);
        if (form == "idx") OutputFile.CheckNew(option, output.LabelsPath, force);
        return output;
    }

    /// <summary>What was written, in words.</summary>
    public string Description => _form switch
    {
        "csv" => _path,
        "idx" => $"{_path} and {LabelsPath}",
        _ => $"{_path}{Path.DirectorySeparatorChar}",
    };

    private string LabelsPath => Path.Combine(Path.GetDirectoryName(_path) ?? "",
        Path.GetFileName(_path).Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal));

    /// <summary>Whether a pair of IDX files is written, which may be of any size.</summary>
    public bool IsIdx => _form == "idx";

    /// <summary>Finds out before the first hour whether a large file fits onto the disk. What a packed one will come to is not known.</summary>
    /// <exception cref="ToolException">It does not; the message names <paramref name="option"/>.</exception>
    public void CheckRoom(string option, Dataset data)
    {
        if (!IsIdx || _path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return;
        long needed = (long)data.Count * (data.FeatureCount + 1), free = new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(_path))!).AvailableFreeSpace;
        if (needed > free) throw ToolException.BadOption(option, $"{Show.Count(data.Count)} samples take {Gigabytes(needed)}, but '{_path}' would be on a disk with {Gigabytes(free)} free. Write fewer, or elsewhere.");
    }

    private static string Gigabytes(long bytes) => $"{Show.Giga(bytes)} GB";

    public void Write(ToolConsole console, Dataset data)
    {
        try
        {
            switch (_form)
            {
                case "csv": WriteTable(console, Drawn(console, data)); break;
                case "idx": WriteIdx(console, data); break;
                default: WriteFolder(console, Drawn(console, data)); break;
            }
        }
        catch (ArgumentException e)
        {
            throw ToolException.BadFile(_path, e.Message.Split(" (Parameter", 2)[0], e);
        }
    }

    private void WriteIdx(ToolConsole console, Dataset data)
    {
        using var line = new LiveLine(console);
        Idx.WriteDataset(_path, LabelsPath, data, new Counting(line, "writing samples", data.Count), console.Cancellation);
    }

    private void WriteTable(ToolConsole console, Dataset data)
    {
        using var line = new LiveLine(console);
        CsvData.Write(_path, data, progress: new Counting(line, "writing samples", data.Count), cancellationToken: console.Cancellation);
    }

    /// <summary>Drawn by all threads, where the writer would draw one after the other.</summary>
    private static Dataset Drawn(ToolConsole console, Dataset data)
    {
        if (!data.IsDrawn) return data;
        using var line = new LiveLine(console);
        return data.InMemory(progress: new Counting(line, "drawing digits", data.Count), cancellationToken: console.Cancellation);
    }

    private void WriteFolder(ToolConsole console, Dataset data)
    {
        using var line = new LiveLine(console);
        ImageFolder.Write(_path, data, new Counting(line, "writing pictures", data.Count), console.Cancellation);
    }

    // A folder is never replaced, not even by force: it may hold more than was put there by this tool.
    private static void CheckFolder(string option, string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full)) throw ToolException.BadOption(option, $"'{path}' is a file. Name a folder for PNGs, a name ending in .csv, or one like train-images-idx3-ubyte.gz.");
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
            throw ToolException.BadOption(option, $"the folder '{path}' has something in it. Name a new one: folders are not replaced, not even with --force.");
        if (Path.GetDirectoryName(full) is { } parent && !Directory.Exists(parent))
            throw ToolException.BadOption(option, $"'{path}' cannot be written: the folder '{parent}' does not exist. Make it first.");
    }

    private sealed class Counting(LiveLine line, string what, int total) : IProgress<int>
    {
        public void Report(int value) => line.Write($"  {what} {Bar.Thin((double)value / total, 30)} {Show.Count(value)} of {Show.Count(total)}");
    }
}
