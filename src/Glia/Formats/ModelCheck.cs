using Glia.Kernels;

namespace Glia.Formats;

/// <summary>What must hold of a network before it is saved, so that the file can be loaded again and means the same.</summary>
internal static class ModelCheck
{
    /// <summary>Refuses a network that could not be loaded again.</summary>
    /// <exception cref="InvalidOperationException">The message says what is wrong and what to do.</exception>
    public static void Run(Network network)
    {
        CheckNumbers(network, network.Parameters, "");
        foreach (Dense dense in network.Layers.OfType<Dense>())
        {
            string name = dense.Activation.Name;
            CheckText("The activation's name", name);
            if (ArchitectureJson.BuiltIn(name) is { } builtIn && builtIn != dense.Activation)
                throw new InvalidOperationException($"The network uses an activation of your own named {name}, as a built-in one is: it would be loaded as that. Give it another name, or use the built-in one itself.");
        }

        if (network.RejectOption is { } option && !IsSound(option))
            throw new InvalidOperationException("The network's RejectOption has a confidence outside 0 … 1, or a range that is not finite or lies back to front, so it could not be loaded again.");
        if (network.Scaler is { } named) CheckText("The scaler's name", named.Name);
        foreach (string name in network.ClassNames) CheckText("A class name", name);
        foreach ((string key, string value) in network.TrainingSummary)
        {
            CheckText("A name in the training summary", key);
            CheckText($"The training summary's {key}", value);
        }
    }

    private static bool IsSound(RejectOption option) => option.MinimumConfidence is >= 0 and <= 1 && IsSound(option.Level) && IsSound(option.Contrast);

    private static bool IsSound(ValueRange range) => float.IsFinite(range.Low) && float.IsFinite(range.High) && range.Low <= range.High;

    /// <summary>Refuses numbers that are infinite or NaN; <paramref name="which"/> says whose they are.</summary>
    public static void CheckNumbers(Network network, FloatBuffer block, string which)
    {
        foreach (LayerLayout at in network.Layout)
            if (!Numbers.AreFinite(block.Slice(at.WeightAt, at.WeightLength)) || !Numbers.AreFinite(block.Slice(at.BiasAt, at.BiasLength)))
                throw new InvalidOperationException($"The {which}weights of layer {at.Index} are infinite or NaN, so they are not saved. Train again with a smaller learning rate or clipped gradients.");
    }

    private static void CheckText(string what, string? text)
    {
        if (text is null) throw new InvalidOperationException($"{what} is null.");
        if (!SafeText.IsPlain(text)) throw new InvalidOperationException($"{what}, {SafeText.Quote(text)}, holds control or line-break characters, which a model file does not allow.");
    }
}
