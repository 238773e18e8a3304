using System.Text;
using System.Text.Json;
using Glia.Formats;

namespace Glia.Studio.Runs;

/// <summary>
/// The folder of one run, plain files that the tool reads as well: <c>run.json</c>, <c>curve.csv</c>, <c>model.safetensors</c>, and <c>checkpoint.safetensors</c> while there is something to go on with.
/// Every file is there whole or not at all.
/// </summary>
internal sealed class RunFolder(string path)
{
    public string Path => path;

    public string Model => System.IO.Path.Combine(path, "model.safetensors");

    public string Checkpoint => System.IO.Path.Combine(path, "checkpoint.safetensors");

    private string Record => System.IO.Path.Combine(path, "run.json");

    private string CurveFile => System.IO.Path.Combine(path, "curve.csv");

    public void Write(RunRecord record, Curve curve)
    {
        Directory.CreateDirectory(path);
        AtomicFile.Write(CurveFile, stream => stream.Write(curve.ToCsv()));
        Write(record);
    }

    public void Write(RunRecord record)
    {
        Directory.CreateDirectory(path);
        AtomicFile.Write(Record, stream => JsonSerializer.Serialize(stream, record, RecordJson.Default.RunRecord));
    }

    /// <summary>Null where the folder holds no run, or one that cannot be read.</summary>
    public RunRecord? Read()
    {
        try
        {
            using FileStream stream = File.OpenRead(Record);
            RunRecord? record = JsonSerializer.Deserialize(stream, RecordJson.Default.RunRecord);
            return record is { Format: RunRecord.FormatName } && record.Id == System.IO.Path.GetFileName(path) ? record : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public Curve ReadCurve() => File.Exists(CurveFile) ? Curve.Read(File.ReadLines(CurveFile, Encoding.UTF8)) : new Curve();

    /// <summary>Forgets what was trained.</summary>
    public void Clear()
    {
        foreach (string file in new[] { Model, Checkpoint, Glia.Checkpoint.Previous(Checkpoint) }) File.Delete(file);
    }
}
