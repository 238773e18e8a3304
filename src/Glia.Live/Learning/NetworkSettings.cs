using static Glia.Live.SettingText;

namespace Glia.Live;

/// <summary>The settings of <see cref="NetworkLearner"/> by name.</summary>
internal static class NetworkSettings
{
    /// <summary>All.</summary>
    public static LearnerSettings<NetworkLearner> All { get; } = new(
        new("hidden-layers", "a whole number from 0 to 3", learner => Of(learner.HiddenLayers), (learner, text) => Whole(text, 0, NetworkLearner.MostLayers) is { } layers ? learner with { HiddenLayers = layers } : null),
        new("hidden-nodes", "a whole number from 1 to 1000, or auto", learner => Of(learner.HiddenUnits), WithNodes),
        new("learning-rate", "a number greater than 0, at most 100", learner => Of(learner.LearningRate), (learner, text) => Number(text) is { } rate and > 0 and <= 100 ? learner with { LearningRate = rate } : null),
        new("momentum", "a number from 0 to less than 1", learner => Of(learner.Momentum), (learner, text) => Number(text) is { } momentum and >= 0 and < 1 ? learner with { Momentum = momentum } : null),
        new("epochs", "a whole number from 1 to 100000, or auto", learner => Of(learner.Epochs), WithEpochs));

    private static NetworkLearner? WithNodes(NetworkLearner learner, string text)
    {
        if (IsAuto(text)) return learner with { HiddenUnits = null };
        return Whole(text, 1, NetworkLearner.MostNodes) is { } nodes ? learner with { HiddenUnits = nodes } : null;
    }

    private static NetworkLearner? WithEpochs(NetworkLearner learner, string text)
    {
        if (IsAuto(text)) return learner with { Epochs = null };
        return Whole(text, 1, NetworkDescent.MostEpochs) is { } epochs ? learner with { Epochs = epochs } : null;
    }
}
