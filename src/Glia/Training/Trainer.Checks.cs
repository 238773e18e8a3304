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
        CheckData(Network, data);
    }

    private static void Adopt(Network network, Dataset data)
    {
        network.CheckFeatures(data);
        if (data.Count == 0) throw new ArgumentException("There are no samples to train on.", nameof(data));
        if (network.Scaler is not null) network.Scaler.CheckLength(network.Inputs);
        network.Scaler ??= data.Scaler;
        if (network.InputShape == default) network.InputShape = data.Shape;
        if (data.IsClassification)
        {
            network.Encoding ??= TargetEncoding.For(data.ClassCount, network.Outputs);
            if (network.ClassNames.Count == 0) network.ClassNames = data.ClassNames;
        }

        CheckData(network, data);
        network.ForgetCalibration();
    }

    private static void CheckData(Network network, Dataset data)
    {
        network.CheckFeatures(data);
        if (data.IsClassification)
        {
            int needed = (network.Encoding ??= TargetEncoding.For(data.ClassCount, network.Outputs)).Outputs(data.ClassCount);
            if (needed != network.Outputs) throw new ArgumentException($"The network has {network.Outputs} outputs, but {data.ClassCount} classes need {needed}.", nameof(data));
        }
        else if (data.TargetCount != network.Outputs)
        {
            throw new ArgumentException($"The network has {network.Outputs} outputs, but the samples have {data.TargetCount} targets.", nameof(data));
        }
    }
}
