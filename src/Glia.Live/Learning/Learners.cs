namespace Glia.Live;

/// <summary>The learners by name, for command line, files and page.</summary>
public static class Learners
{
    private static readonly (string[] Names, string What, string Instead)[] Elsewhere =
    [
        (["adaboost", "adaboostm1", "adaboost.m1", "boosting"], "AdaBoost", "classifier"),
        (["j48", "tree", "decision-tree", "decisiontree", "c4.5"], "the decision tree J48", "knn"),
        (["svm", "smo", "support-vector-machine"], "the support vector machine", "classifier"),
        (["naive-bayes", "naivebayes", "bayes"], "naive Bayes", "classifier"),
        (["stump", "decision-stump", "decisionstump"], "the decision stump", "knn"),
    ];

    /// <summary>Every learner with its default settings, in the order to show them: those of values first.</summary>
    public static IReadOnlyList<Learner> All { get; } = [new NetworkRegression(), new LinearRegression(), new PolynomialRegression(), new NearestNeighbors(), new NetworkClassifier()];

    /// <summary>Learns something small and forgets it, so that the first training, for which somebody waits, does not wait for code to be compiled besides. Takes a tenth of a second; do it when nothing else is to be done.</summary>
    public static void Rehearse()
    {
        new NetworkRegression().Learn(new LearningTask(["x", "y"], 0, [0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], 1));
        new NetworkClassifier { Epochs = 1 }.Learn(new LearningTask(["x"], 2, [0, 1], [1, 2], 1));
    }

    /// <summary>The learner of that name.</summary>
    /// <param name="name">Its name, in capitals or not.</param>
    /// <param name="settings">Settings that differ from the defaults, by name.</param>
    /// <param name="custom">Learners of the caller's own, which are known by their names too, before Glia's.</param>
    /// <exception cref="ArgumentException">There is no such learner or setting, or the setting cannot be that; the message lists what there is, or what is nearest to what Wekinator has.</exception>
    public static Learner Named(string name, IReadOnlyDictionary<string, string>? settings = null, params IReadOnlyList<Learner> custom)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(custom);
        Learner learner = custom.Concat(All).FirstOrDefault(learner => learner.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(name.Trim(), custom);
        foreach ((string setting, string value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal)) learner = learner.With(setting, value);
        return learner;
    }

    private static ArgumentException Unknown(string name, IReadOnlyList<Learner> custom)
    {
        foreach ((string[] names, string what, string instead) in Elsewhere)
            if (names.Contains(name, StringComparer.OrdinalIgnoreCase)) return new ArgumentException($"Glia does not have Wekinator's {what.Replace("the ", "", StringComparison.Ordinal)}. The nearest it has is {instead}: use that.");
        return new ArgumentException($"There is no learner \"{name}\". There are {string.Join(", ", custom.Concat(All).Select(learner => learner.Name))}.");
    }
}
