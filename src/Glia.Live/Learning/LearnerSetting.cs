namespace Glia.Live;

/// <summary>One setting of a learner, by name.</summary>
/// <typeparam name="T">The learner.</typeparam>
/// <param name="Name">Its name in files and on the command line.</param>
/// <param name="What">What it can be, to follow "needs": <c>a whole number from 1 to 1000</c>.</param>
/// <param name="Read">Its value, as files keep it.</param>
/// <param name="Write">The learner with another value; null where the text is none.</param>
internal sealed record LearnerSetting<T>(string Name, string What, Func<T, string> Read, Func<T, string, T?> Write)
    where T : Learner;

/// <summary>The settings of a kind of learners.</summary>
/// <typeparam name="T">The learner.</typeparam>
/// <param name="all">In the order to show them.</param>
internal sealed class LearnerSettings<T>(params LearnerSetting<T>[] all)
    where T : Learner
{
    /// <summary>All by name, in the order to show them.</summary>
    public OrderedDictionary<string, string> Read(T learner) => new(all.Select(setting => KeyValuePair.Create(setting.Name, setting.Read(learner))), StringComparer.Ordinal);

    /// <summary>The learner with one changed.</summary>
    /// <exception cref="ArgumentException">There is no such setting, or it cannot be that.</exception>
    public T Write(T learner, string name, string value)
    {
        LearnerSetting<T> setting = all.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException(Unknown(learner, name));
        return setting.Write(learner, value.Trim()) ?? throw new ArgumentException($"The setting {setting.Name} of {learner.Name} needs {setting.What}, but is \"{value}\".");
    }

    private string Unknown(T learner, string name) => all.Length == 0
        ? $"The learner {learner.Name} has no setting \"{name}\": it has none at all."
        : $"The learner {learner.Name} has no setting \"{name}\". It has {string.Join(", ", all.Select(setting => setting.Name))}.";
}
