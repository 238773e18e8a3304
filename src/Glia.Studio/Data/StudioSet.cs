using System.Text.Json;
using Glia.Formats;
using Glia.Studio.Http;

namespace Glia.Studio.Data;

/// <summary>One data set of the studio: a folder with <c>set.json</c> and its samples. One change at a time, and every one is on the disk, whole, when it is done.</summary>
internal abstract class StudioSet
{
    public const int FewestClasses = 2, MostClasses = 20, MostExamples = 20_000;
    private const int MostName = 80;

    private readonly Action<string> _changed;

    /// <param name="folder">The set's own folder.</param>
    /// <param name="record">What is known of it.</param>
    /// <param name="changed">Told the path of the samples when they have changed.</param>
    protected StudioSet(string folder, SetRecord record, Action<string> changed) => (Folder, Record, _changed) = (folder, record, changed);

    public string Folder { get; }

    public SetRecord Record { get; private set; }

    /// <summary>Where the samples are, as <c>glia train --data</c> takes it.</summary>
    public abstract string Samples { get; }

    /// <summary>Held while the set is read or changed.</summary>
    protected Lock Turn { get; } = new();

    /// <summary>A set as its folder has it.</summary>
    public static StudioSet Of(string folder, SetRecord record, Action<string> changed) => record.Kind switch
    {
        SetKind.Points => new PointSet(folder, record, changed),
        SetKind.Table => new TableSet(folder, record, changed),
        _ => new PictureSet(folder, record, changed),
    };

    /// <summary>Null where the folder holds no set, or one that cannot be read.</summary>
    public static StudioSet? Open(string folder, Action<string> changed)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(folder, "set.json"));
            SetRecord? record = JsonSerializer.Deserialize(stream, SetJson.Default.SetRecord);
            return record is { Format: SetRecord.FormatName } && record.Id == Path.GetFileName(folder) ? Of(folder, record, changed) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What the list shows.</summary>
    public abstract SetSummary Summary();

    /// <summary>All of it.</summary>
    public abstract SetDetail Detail();

    /// <summary>Makes the folder of a new set.</summary>
    public virtual void Create()
    {
        Directory.CreateDirectory(Folder);
        Keep(Record);
    }

    public void Rename(string name)
    {
        lock (Turn) Keep(Record with { Name = CheckedName(name) });
    }

    /// <summary>Names of sets are shown, not made into paths.</summary>
    /// <exception cref="StudioException">It is empty or too long.</exception>
    public static string CheckedName(string? name)
    {
        string trimmed = (name ?? "").Trim();
        return trimmed.Length is > 0 and <= MostName && !trimmed.Any(char.IsControl) ? trimmed : throw StudioException.Bad("name", $"A set needs a name of 1 to {MostName} letters.");
    }

    /// <summary>Writes what is known of the set.</summary>
    protected void Keep(SetRecord record)
    {
        AtomicFile.Write(Path.Combine(Folder, "set.json"), stream => JsonSerializer.Serialize(stream, record, SetJson.Default.SetRecord));
        Record = record;
    }

    /// <summary>The next run loads the samples anew.</summary>
    protected void Changed() => _changed(Samples);

    /// <summary>The class of that name.</summary>
    /// <exception cref="StudioException">There is none.</exception>
    protected string Class(string? label) => Record.Classes.FirstOrDefault(c => c == label) ?? throw StudioException.Bad("label", $"This set has no class '{label}'. It has {string.Join(", ", Record.Classes)}.");
}
