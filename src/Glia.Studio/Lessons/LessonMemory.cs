using Glia.Pages;

namespace Glia.Studio.Lessons;

/// <summary>The lessons that were computed last, so that answering a question does not train its network once more: the same values give the same lesson.</summary>
internal sealed class LessonMemory
{
    private const int Most = 16;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, LessonRun Run)> _kept = new(); // the newest first

    public static string Key(Lesson lesson, IReadOnlyDictionary<string, string> values) =>
        lesson.Id + string.Concat(values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"\n{v.Key}={v.Value}"));

    public LessonRun? Find(string key)
    {
        lock (_lock) return _kept.FirstOrDefault(k => k.Key == key).Run;
    }

    public LessonRun Keep(string key, LessonRun run)
    {
        lock (_lock)
        {
            _kept.AddFirst((key, run));
            if (_kept.Count > Most) _kept.RemoveLast();
        }

        return run;
    }
}
