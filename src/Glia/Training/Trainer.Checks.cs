namespace Glia;

// What must fit together before the first step, and what happens when numbers are none any more.
public sealed partial class Trainer
{
    private void Diverge(ReadOnlySpan<int> samples)
    {
        var features = new float[Data.FeatureCount];
        foreach (int sample in samples)
        {
            Data.CopyFeatures(sample, features);
            if (!IsFinite(features)) GoBack($"sample {sample} holds a value that is infinite or NaN. Mend the data.");
            if (!Data.IsClassification && !IsFinite(Data.Targets(sample))) GoBack($"a target of sample {sample} is infinite or NaN. Mend the data.");
        }

        GoBack("the loss became infinite or NaN. Try a smaller learning rate, scaled inputs, or clip the gradient.");
    }

    private void GoBack(string cause)
    {
        _lastGood.Span.CopyTo(Network.Parameters.Span);
        _hasDiverged = true;
        throw new TrainingDivergedException(_state.Epoch + 1, _state.Step + 1, cause);
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }

    /// <summary>Refuses data to measure on that are not like those of the training.</summary>
    private void CheckLikeness(Dataset data)
    {
        if (data.Count == 0) throw new ArgumentException("There are no samples to measure on.", nameof(data));
        if (data.IsClassification != Data.IsClassification)
            throw new ArgumentException("Training and measuring need the same kind of data: classes for both, or target values for both.", nameof(data));
        if (data.ClassCount > Data.ClassCount)
            throw new ArgumentException($"The samples have {data.ClassCount} classes, but the training has {Data.ClassCount}.", nameof(data));
        Network.CheckTargets(data, _encoding);
    }

    /// <summary>Refuses a network that these data, with this loss, cannot train; returns how their classes are written.</summary>
    private static TargetEncoding? Check(Network network, Dataset data, Loss loss)
    {
        network.CheckFeatures(data);
        if (data.Count == 0) throw new ArgumentException("There are no samples to train on.", nameof(data));
        (network.Scaler ?? data.Scaler).CheckLength(network.Inputs);
        TargetEncoding? encoding = network.CheckTargets(data);
        if (!network.OutputLayer.Activation.HasSlope)
            throw new ArgumentException($"The activation {network.OutputLayer.Activation} has slope 0 everywhere, so gradient descent cannot train through it. Use sigmoid, or the Perceptron's own rule.", nameof(network));
        loss.Check(network.OutputLayer.Activation, network.Outputs);
        return encoding;
    }

    /// <summary>Gives the network what it lacks of what travels with it, and takes a calibration away. The result undoes that.</summary>
    private Action Adopt()
    {
        (Scaler? scaler, FeatureShape shape, TargetEncoding? encoding, IReadOnlyList<string> names) = (Network.Scaler, Network.InputShape, Network.Encoding, Network.ClassNames);
        (float temperature, RejectOption? option) = (Network.Temperature, Network.RejectOption);
        Network.Scaler ??= Data.Scaler;
        if (Network.InputShape == default) Network.InputShape = Data.Shape;
        Network.Encoding ??= _encoding;
        if (Network.ClassNames.Count == 0) Network.ClassNames = Data.ClassNames;
        Network.ForgetCalibration();
        return () =>
        {
            (Network.Scaler, Network.InputShape, Network.Encoding, Network.ClassNames) = (scaler, shape, encoding, names);
            (Network.Temperature, Network.RejectOption) = (temperature, option);
        };
    }
}
