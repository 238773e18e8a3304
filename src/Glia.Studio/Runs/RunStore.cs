using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Glia.Studio.Http;
using Glia.Workbench;

namespace Glia.Studio.Runs;

/// <summary>All runs of the studio's folder, by id. An id is looked up, never made part of a path that a client has sent.</summary>
internal sealed class RunStore : IAsyncDisposable
{
    private const int MostRuns = 10_000, MostTraining = 3;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(5), KeepDeleted = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<string, StudioRun> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, StudioRun> _deleted = new(StringComparer.Ordinal);
    private readonly string _folder, _trash;
    private readonly Func<string, string?> _pathOf;
    private readonly int _threads;
    private readonly Lock _making = new(); // two at once would find the same name free
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private readonly Timer _resting;
    private long _version = 1;

    /// <param name="folder">The studio's folder.</param>
    /// <param name="data">Data that are loaded.</param>
    /// <param name="pathOf">Where the data set of an id is.</param>
    /// <param name="threads">Threads of a training.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public RunStore(string folder, DataCache data, Func<string, string?> pathOf, int threads)
    {
        (_folder, _trash, Data, _pathOf, _threads) = (Path.Combine(folder, "runs"), Path.Combine(folder, "deleted"), data, pathOf, threads);
        _stopping = _stop.Token;
        Directory.CreateDirectory(_folder);
        ClearTrash();
        foreach (string path in Directory.EnumerateDirectories(_folder))
            if (Open(new RunFolder(path)) is { } run) _runs[run.Id] = run;
        _resting = new Timer(_ => Rest(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    public DataCache Data { get; }

    /// <summary>Changes when a run comes or goes; <see cref="Version"/> of the runs says the rest.</summary>
    public long Version => Interlocked.Read(ref _version) + _runs.Values.Sum(r => r.Version);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<StudioRun> All => [.. _runs.Values.OrderByDescending(r => r.Record.Created).ThenByDescending(r => r.Id, StringComparer.Ordinal)];

    /// <exception cref="StudioException">There is none of that id.</exception>
    public StudioRun Get(string id) => Find(id) ?? throw Missing();

    /// <summary>The run of that id; null where there is none. What has no network is prepared from now on.</summary>
    public StudioRun? Find(string id)
    {
        if (!_runs.TryGetValue(id, out StudioRun? run)) return null;
        if (run.IsUnprepared) _ = run.PrepareAsync(_stopping);
        return run;
    }

    public static StudioException Missing() => StudioException.Missing("There is no such run. It may have been deleted.");

    /// <summary>Begins a run; its data are loaded in the background.</summary>
    /// <exception cref="SettingException">A setting does not do.</exception>
    public StudioRun Create(IReadOnlyDictionary<string, string> given, string? name)
    {
        if (_runs.Count >= MostRuns) throw StudioException.Conflict($"There are {MostRuns} runs already. Delete some.");
        RunSettings settings = RunSettings.Read(given, _pathOf);
        Recipe recipe = settings.Recipe;
        string data = settings.Given.GetValueOrDefault("data") ?? DataSource.Default;
        lock (_making)
        {
            var record = new RunRecord
            {
                Id = NewId(),
                Name = name ?? Unused(UsualName(data, recipe)),
                Created = DateTimeOffset.Now,
                Settings = settings.Given,
                Message = "Loading the data",
                Epochs = recipe.Epochs,
            };
            var run = new StudioRun(FolderOf(record.Id), record, settings, new Curve(), Data, _threads);
            run.Folder.Write(record, run.Curve);
            Add(run);
            _ = run.PrepareAsync(_stopping);
            return run;
        }
    }

    /// <summary>Takes in a run that is there as files already.</summary>
    public StudioRun Add(RunRecord record)
    {
        StudioRun run = Open(FolderOf(record.Id)) ?? throw StudioException.Conflict("This run cannot be read.");
        Add(run);
        return run;
    }

    /// <summary>Where the files of a new run go.</summary>
    public RunFolder FolderOf(string id) => new(Path.Combine(_folder, id));

    public static string NewId() => DateTime.Now.ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));

    /// <summary>A name that no other run has: with a number where it must be.</summary>
    public string Unused(string name)
    {
        var taken = _runs.Values.Select(r => r.Record.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!taken.Contains(name)) return name;
        return Enumerable.Range(2, MostRuns).Select(n => $"{name} ({n})").First(n => !taken.Contains(n));
    }

    /// <summary>Refuses to train more at once than makes sense.</summary>
    public void CheckRoom(StudioRun run)
    {
        if (_runs.Values.Count(r => r != run && r.Record.Status == RunStatus.Training) >= MostTraining)
            throw new StudioException(429, $"{MostTraining} networks are being trained already. Pause one of them first.");
    }

    /// <summary>Puts a run away; <see cref="RestoreAsync"/> brings it back.</summary>
    public async Task DeleteAsync(string id)
    {
        StudioRun run = Get(id);
        await run.PutAwayAsync(() =>
        {
            Directory.CreateDirectory(_trash);
            Directory.Move(run.Folder.Path, Path.Combine(_trash, id));
            _runs.TryRemove(id, out _);
            _deleted[id] = run;
        });
        Changed();
    }

    public Task<StudioRun> RestoreAsync(string id)
    {
        if (!_deleted.TryRemove(id, out StudioRun? run)) throw StudioException.Missing("This run is not among those deleted since the studio was started.");
        Directory.Move(Path.Combine(_trash, id), run.Folder.Path);
        return Task.FromResult(Add(run.Record));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _resting.DisposeAsync();
        await Task.WhenAll(_runs.Values.Select(r => r.CloseAsync()));
        _stop.Dispose();
    }

    private void Add(StudioRun run)
    {
        _runs[run.Id] = run;
        Changed();
    }

    private void Changed() => Interlocked.Increment(ref _version);

    // What was training when the studio was stopped is paused; what was never prepared is prepared when it is next wanted.
    private StudioRun? Open(RunFolder folder)
    {
        if (folder.Read() is not { } record) return null;
        try
        {
            RunSettings settings = RunSettings.Read(record.Settings, _pathOf);
            _ = settings.Recipe;
            RunStatus status = record.Status is RunStatus.Training ? RunStatus.Paused : record.Status;
            return new StudioRun(folder, record with { Status = status, Message = status == RunStatus.Failed ? record.Message : null }, settings, folder.ReadCurve(), Data, _threads);
        }
        catch (Exception e) when (e is SettingException or StudioException)
        {
            RunSettings none = RunSettings.Read(new Dictionary<string, string>(StringComparer.Ordinal), _pathOf);
            return new StudioRun(folder, record with { Status = RunStatus.Failed, Message = e.Message }, none, folder.ReadCurve(), Data, _threads);
        }
    }

    private static string UsualName(string data, Recipe recipe)
    {
        string what = data.StartsWith("set:", StringComparison.Ordinal) ? "own" : data;
        return recipe.Hidden.Count == 0 ? what : $"{what} {string.Join('-', recipe.Hidden)}";
    }

    private void Rest()
    {
        foreach (StudioRun run in _runs.Values) _ = run.RestAsync(Idle);
    }

    private void ClearTrash()
    {
        if (!Directory.Exists(_trash)) return;
        foreach (string path in Directory.EnumerateDirectories(_trash))
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(path) > KeepDeleted) Directory.Delete(path, recursive: true);
    }
}
