namespace Glia.Live.Tests.Learning;

/// <summary>Learners by name.</summary>
public sealed class LearnersTests
{
    [Fact]
    public void All_have_names_and_settings_that_read_back()
    {
        Assert.Equal(["network", "linear", "polynomial", "knn", "classifier"], Learners.All.Select(learner => learner.Name));
        Assert.All(Learners.All, learner => Assert.Equal(learner, Learners.Named(learner.Name.ToUpperInvariant(), learner.Settings)));
        Assert.All(Learners.All, learner => Assert.NotEqual(learner.LearnsValues, learner.LearnsClasses));
    }

    [Fact]
    public void Settings_are_Wekinators_unless_said_otherwise()
    {
        Assert.Equal(
            [("hidden-layers", "1"), ("hidden-nodes", "auto"), ("learning-rate", "0.3"), ("momentum", "0.2"), ("epochs", "auto")],
            Learners.Named("network").Settings.Select(setting => (setting.Key, setting.Value)));
        Assert.Equal([("k", "1")], Learners.Named("knn").Settings.Select(setting => (setting.Key, setting.Value)));
        Assert.Equal([("degree", "2")], Learners.Named("polynomial").Settings.Select(setting => (setting.Key, setting.Value)));
        Assert.Empty(Learners.Named("linear").Settings);
    }

    [Fact]
    public void What_is_set_stays_set()
    {
        Learner set = new NetworkRegression { HiddenLayers = 3, HiddenUnits = 7, LearningRate = 0.05f, Momentum = 0, Epochs = 1000 };
        Assert.Equal(set, Learners.Named("network", set.Settings));
        Assert.Equal(new NetworkClassifier { HiddenUnits = 4 }, Learners.Named("classifier", new Dictionary<string, string> { ["hidden-nodes"] = "4" }));
        Assert.Equal(new NetworkRegression(), set.With("hidden-layers", "1").With("Hidden-Nodes", "AUTO").With("learning-rate", " 0.3 ").With("momentum", "0.2").With("epochs", "auto"));
        Assert.Equal(new NearestNeighbors { K = 5 }, new NearestNeighbors().With("k", "5"));
        Assert.Equal(new PolynomialRegression { Degree = 3 }, new PolynomialRegression().With("degree", "3"));
    }

    [Theory]
    [InlineData("magic", null, null, "There is no learner \"magic\". There are network, linear, polynomial, knn, classifier.")]
    [InlineData("network", "depth", "3", "The learner network has no setting \"depth\". It has hidden-layers, hidden-nodes, learning-rate, momentum, epochs.")]
    [InlineData("linear", "degree", "3", "The learner linear has no setting \"degree\": it has none at all.")]
    [InlineData("network", "hidden-layers", "4", "The setting hidden-layers of network needs a whole number from 0 to 3, but is \"4\".")]
    [InlineData("network", "learning-rate", "NaN", "The setting learning-rate of network needs a number greater than 0, at most 100, but is \"NaN\".")]
    [InlineData("network", "momentum", "1", "The setting momentum of network needs a number from 0 to less than 1, but is \"1\".")]
    [InlineData("classifier", "epochs", "0", "The setting epochs of classifier needs a whole number from 1 to 100000, or auto, but is \"0\".")]
    [InlineData("classifier", "hidden-nodes", "", "The setting hidden-nodes of classifier needs a whole number from 1 to 1000, or auto, but is \"\".")]
    [InlineData("knn", "k", "1.5", "The setting k of knn needs a whole number from 1 to 1000, but is \"1.5\".")]
    [InlineData("polynomial", "degree", "6", "The setting degree of polynomial needs a whole number from 1 to 5, but is \"6\".")]
    public void What_there_is_not_is_refused_with_what_there_is(string name, string? setting, string? value, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => Learners.Named(name, setting is null ? null : new Dictionary<string, string> { [setting] = value! })).Message);

    [Theory]
    [InlineData("AdaBoost", "AdaBoost", "classifier")]
    [InlineData("j48", "decision tree J48", "knn")]
    [InlineData("SVM", "support vector machine", "classifier")]
    [InlineData("naive-bayes", "naive Bayes", "classifier")]
    [InlineData("decision-stump", "decision stump", "knn")]
    public void What_only_Wekinator_has_is_refused_with_the_nearest(string name, string what, string nearest) =>
        Assert.Equal($"Glia does not have Wekinator's {what}. The nearest it has is {nearest}: use that.", Assert.Throws<ArgumentException>(() => Learners.Named(name)).Message);

    [Fact]
    public void A_rehearsal_changes_nothing()
    {
        int[] before = Tasks.Bits(new NetworkRegression().Learn(Tasks.Golden(), cancellationToken: TestContext.Current.CancellationToken));
        Learners.Rehearse();
        Assert.Equal(before, Tasks.Bits(new NetworkRegression().Learn(Tasks.Golden(), cancellationToken: TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void Settings_out_of_bounds_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkRegression { HiddenLayers = 4 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkRegression { HiddenUnits = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkRegression { LearningRate = float.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkClassifier { Momentum = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NetworkClassifier { Epochs = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NearestNeighbors { K = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolynomialRegression { Degree = 6 });
    }
}
