using static Glia.Live.SettingText;

namespace Glia.Live;

/// <summary>The settings of <see cref="NeuralLearner"/> by name.</summary>
internal static class NeuralSettings
{
    /// <summary>All.</summary>
    public static LearnerSettings<NeuralLearner> All { get; } = new(
        new("hidden-layers", "a whole number from 0 to 3", learner => Of(learner.HiddenLayers), (learner, text) => Whole(text, 0, NeuralLearner.MostLayers) is { } layers ? learner with { HiddenLayers = layers } : null),
        new("hidden-nodes", "a whole number from 1 to 1000, or auto", learner => Of(learner.HiddenNodes), WithNodes),
        new("learning-rate", "a number greater than 0, at most 100", learner => Of(learner.LearningRate), (learner, text) => Number(text) is { } rate and > 0 and <= 100 ? learner with { LearningRate = rate } : null),
        new("momentum", "a number from 0 to less than 1", learner => Of(learner.Momentum), (learner, text) => Number(text) is { } momentum and >= 0 and < 1 ? learner with { Momentum = momentum } : null),
        new("epochs", "a whole number from 1 to 100000, or auto", learner => Of(learner.Epochs), WithEpochs));

    private static NeuralLearner? WithNodes(NeuralLearner learner, string text)
    {
        if (IsAuto(text)) return learner with { HiddenNodes = null };
        return Whole(text, 1, NeuralLearner.MostNodes) is { } nodes ? learner with { HiddenNodes = nodes } : null;
    }

    private static NeuralLearner? WithEpochs(NeuralLearner learner, string text)
    {
        if (IsAuto(text)) return learner with { Epochs = null };
        return Whole(text, 1, NetworkDescent.MostEpochs) is { } epochs ? learner with { Epochs = epochs } : null;
    }
}
