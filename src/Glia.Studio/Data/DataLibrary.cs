using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Glia.Studio.Http;

namespace Glia.Studio.Data;

/// <summary>The data sets of this studio, one folder each, by id. An id is looked up, never made part of a path that a client has sent.</summary>
internal sealed class DataLibrary
{
    public const int MostSets = 1_000;

    private readonly ConcurrentDictionary<string, StudioSet> _sets = new(StringComparer.Ordinal), _deleted = new(StringComparer.Ordinal);
    private readonly string _folder, _trash;

    /// <param name="folder">The studio's folder.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public DataLibrary(string folder)
    {
        (_folder, _trash) = (Path.Combine(folder, "data"), Path.Combine(folder, "deleted"));
        Directory.CreateDirectory(_folder);
        foreach (string path in Directory.EnumerateDirectories(_folder))
            if (StudioSet.Open(path, Tell) is { } set) _sets[set.Record.Id] = set;
    }

    /// <summary>Told the path of samples that have changed.</summary>
    public Action<string> Changed { get; set; } = _ => { };

    /// <summary>Newest first.</summary>
    public IReadOnlyList<StudioSet> All => [.. _sets.Values.OrderByDescending(s => s.Record.Created).ThenByDescending(s => s.Record.Id, StringComparer.Ordinal)];

    /// <summary>Where the samples of a set are, as <c>glia train --data</c> takes it; null where there is no such set.</summary>
    public string? PathOf(string id) => _sets.GetValueOrDefault(id)?.Samples;

    /// <exception cref="StudioException">There is none of that id.</exception>
    public StudioSet Get(string id) => _sets.GetValueOrDefault(id) ?? throw StudioException.Missing("There is no such data set. It may have been deleted.");

    /// <summary>The set of that id, as one of a kind.</summary>
    /// <exception cref="StudioException">There is none of that id, or it is of another kind.</exception>
    public T Get<T>(string id)
        where T : StudioSet => Get(id) as T ?? throw StudioException.Conflict($"This is not for a set of {_sets[id].Record.Kind}.");

    /// <summary>Makes a set of pictures or of points, without examples.</summary>
    /// <exception cref="StudioException">Something that was said does not do.</exception>
    public StudioSet Create(NewSet wanted)
    {
        if (wanted.Kind is not (SetKind.Pictures or SetKind.Points)) throw StudioException.Bad("kind", "A set is made of pictures or of points. A table comes as a file.");
        string fit = wanted.Fit ?? PictureFit.Digit;
        if (fit is not (PictureFit.Digit or PictureFit.Whole)) throw StudioException.Bad("fit", $"Pictures are fitted '{PictureFit.Digit}' or '{PictureFit.Whole}'.");
        int side = wanted.Side ?? 28;
        if (side is not (28 or 32) || (fit == PictureFit.Digit && side != 28)) throw StudioException.Bad("side", "Pictures are kept with 28 × 28 pixels, or 32 × 32 where they are fitted whole.");
        return Make(wanted.Name, wanted.Kind, record => record with { Fit = fit, Side = side, Classes = Classes(wanted.Classes ?? []) }, set => set.Create());
    }

    /// <summary>Makes a set of a table's bytes.</summary>
    /// <exception cref="StudioException">The file does not do.</exception>
    /// <exception cref="InvalidFileException">The file is no table.</exception>
    public StudioSet CreateTable(string name, byte[] bytes, string file) => Make(name, SetKind.Table, record => record, set => ((TableSet)set).Create(bytes, file));

    /// <summary>Puts a set away; <see cref="Restore"/> brings it back.</summary>
    public void Delete(string id)
    {
        StudioSet set = Get(id);
        if (!_sets.TryRemove(id, out _)) return;
        Directory.CreateDirectory(_trash);
        Directory.Move(set.Folder, Path.Combine(_trash, id));
        Directory.SetLastWriteTimeUtc(Path.Combine(_trash, id), DateTime.UtcNow); // what was deleted a week ago is thrown away
        _deleted[id] = set;
        Tell(set.Samples);
    }

    public StudioSet Restore(string id)
    {
        if (!_deleted.TryRemove(id, out StudioSet? set)) throw StudioException.Missing("This set is not among those deleted since the studio was started.");
        Directory.Move(Path.Combine(_trash, id), set.Folder);
        return _sets[id] = set;
    }

    /// <summary>Throws a set away that did not come to be.</summary>
    public void Discard(StudioSet set)
    {
        _sets.TryRemove(set.Record.Id, out _);
        if (Directory.Exists(set.Folder)) Directory.Delete(set.Folder, recursive: true);
    }

    private StudioSet Make(string? wantedName, string kind, Func<SetRecord, SetRecord> more, Action<StudioSet> create)
    {
        if (_sets.Count >= MostSets) throw StudioException.Conflict($"There are {MostSets:N0} sets already. Delete some.");
        string name = StudioSet.CheckedName(wantedName), id = NewId(name), folder = Path.Combine(_folder, id);
        StudioSet set = StudioSet.Of(folder, more(new SetRecord { Id = id, Name = name, Created = DateTimeOffset.Now, Kind = kind }), Tell);
        try
        {
            create(set);
        }
        catch
        {
            Discard(set);
            throw;
        }

        return _sets[id] = set;
    }

    private static List<string> Classes(IReadOnlyList<string> names)
    {
        if (names.Count is < StudioSet.FewestClasses or > StudioSet.MostClasses) throw StudioException.Bad("classes", $"A set has {StudioSet.FewestClasses} to {StudioSet.MostClasses} classes.");
        var classes = new List<string>();
        foreach (string name in names) classes.Add(ClassName.New(name, classes));
        return classes;
    }

    private void Tell(string path) => Changed(path);

    // The name's plain letters, so that a folder can be told from another, and chance.
    private static string NewId(string name)
    {
        string plain = string.Concat(name.Normalize(NormalizationForm.FormD).ToLower(CultureInfo.InvariantCulture).Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : char.IsWhiteSpace(c) || c == '-' ? '-' : ' '))
            .Replace(" ", "", StringComparison.Ordinal).Trim('-');
        string start = plain.Length == 0 ? "set" : plain.Length > 30 ? plain[..30].TrimEnd('-') : plain;
        return $"{start}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";
    }
}
