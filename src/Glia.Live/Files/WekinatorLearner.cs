using System.Globalization;
using Glia.Formats;

namespace Glia.Live;

/// <summary>How Wekinator learns an output, in our words: its builder's class and settings become the learner of that name, or the nearest there is.</summary>
/// <param name="Builder">Its class in Wekinator.</param>
/// <param name="What">What people call it.</param>
/// <param name="IsNearest">Whether ours is another, the nearest.</param>
/// <param name="Of">Our name for it, and the settings.</param>
internal sealed record WekinatorLearner(string Builder, string What, bool IsNearest, Func<WekinatorXml, (string Name, Dictionary<string, string> Settings)> Of)
{
    private static readonly WekinatorLearner[] All =
    [
        new("NeuralNetModelBuilder", "neural network", false, Network),
        new("LinearRegressionModelBuilder", "linear or polynomial regression", false, Regression),
        new("KNNModelBuilder", "k-nearest neighbours", false, builder => ("knn", new(StringComparer.Ordinal) { ["k"] = Whole(builder.Integer("numNeighbors", 1, int.MaxValue, 1)) })),
        new("AdaboostModelBuilder", "AdaBoost", true, _ => Plain("classifier")),
        new("J48ModelBuilder", "the decision tree J48", true, _ => Plain("knn")),
        new("SVMModelBuilder", "the support vector machine", true, _ => Plain("classifier")),
        new("NaiveBayesModelBuilder", "naive Bayes", true, _ => Plain("classifier")),
        new("DecisionStumpModelBuilder", "the decision stump", true, _ => Plain("knn")),
    ];

    /// <summary>The output with its learner; as it is, where <paramref name="builder"/> says nothing that we have.</summary>
    public static OutputSpec Apply(OutputSpec output, WekinatorXml builder, List<string> warnings)
    {
        string name = $"Output {SafeText.Quote(output.Name)}";
        if (Array.Find(All, known => known.Builder == builder.Class) is not { } found)
        {
            warnings.Add($"{name} is learnt in a way that is unknown here ({SafeText.Quote(builder.Class ?? "no name")}); {output.Learner.Name} is used.");
            return output;
        }

        try
        {
            (string learner, Dictionary<string, string> settings) = found.Of(builder);
            OutputSpec taken = output with { Learner = Learners.Named(learner, settings) };
            if (output.Kind == OutputKind.Class ? !taken.Learner.LearnsClasses : !taken.Learner.LearnsValues) throw new ArgumentException($"{taken.Learner.Name} does not learn this kind of output.");
            if (found.IsNearest) warnings.Add($"{name} is learnt by {found.What} in Wekinator, which Glia does not have; the nearest, {learner}, is used.");
            return taken;
        }
        catch (Exception cause) when (cause is ArgumentException or InvalidFileException)
        {
            warnings.Add($"{name} is learnt by {found.What} in Wekinator, with settings that are not taken over: {cause.Message} {output.Learner.Name} is used as by default.");
            return output;
        }
    }

    /// <summary>Whether an output is learnt by a neural network.</summary>
    public static bool IsNetwork(WekinatorXml builder) => builder.Class == All[0].Builder;

    private static (string, Dictionary<string, string>) Network(WekinatorXml builder)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["hidden-layers"] = Whole(builder.Integer("numHiddenLayers", 0, int.MaxValue, 1)) };
        bool isNumber = builder.Child("hiddenLayerType")?.OwnText == "NUMBER" && settings["hidden-layers"] != "0";
        if (isNumber) settings.Add("hidden-nodes", Whole(builder.Integer("numNodesPerHiddenLayer", 1, int.MaxValue)));
        return ("network", settings);
    }

    private static (string, Dictionary<string, string>) Regression(WekinatorXml builder)
    {
        int exponent = builder.Integer("exponent", 1, int.MaxValue, 1);
        return exponent == 1 ? Plain("linear") : ("polynomial", new(StringComparer.Ordinal) { ["degree"] = Whole(exponent) });
    }

    private static (string, Dictionary<string, string>) Plain(string name) => (name, new(StringComparer.Ordinal));

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
