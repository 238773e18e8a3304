namespace Glia.Live;

/// <summary>A learner by its name and settings, as files keep them.</summary>
/// <param name="name">Its name.</param>
/// <param name="settings">Its settings; what is not named is as by default.</param>
/// <exception cref="ArgumentException">There is no such learner, or no such setting; the message says what there is.</exception>
internal delegate Learner LearnerLookup(string name, IReadOnlyDictionary<string, string> settings);

/// <summary>The learners that files may name.</summary>
internal static class KnownLearners
{
    private static readonly Learner[] All = [new NetworkLearner(), new NearestNeighbours()];

    /// <summary>A learner with its defaults.</summary>
    /// <exception cref="ArgumentException">There is no such learner, or no such setting.</exception>
    public static Learner Named(string name, IReadOnlyDictionary<string, string> settings)
    {
        Learner learner = Array.Find(All, learner => learner.Name == name) ?? throw new ArgumentException($"there is no learner {name}; there are {string.Join(", ", All.Select(known => known.Name))}");
        return settings.Count == 0 ? learner : throw new ArgumentException($"the learner {name} has no setting {settings.Keys.First()}");
    }
}
