namespace Glia;

// How sure a trained network may be, and when it had better say that it is not.
public sealed partial class Network
{
    internal const float LeastTemperature = 0.01f, MostTemperature = 100;

    private float _temperature = 1;

    /// <summary>
    /// T of the probabilities <c>softmax(z / T)</c> that predictions give (Guo, Pleiss, Sun and Weinberger 2017), 0.01 … 100; 1 until <see cref="Calibrate"/> or you set it. Above 1 the network
    /// is less sure of its answers, below 1 surer, and the answers stay. Training goes by T = 1 and sets it back to that: new weights need a new calibration.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range or NaN.</exception>
    /// <exception cref="InvalidOperationException">The last layer is not softmax, so that there is nothing to divide.</exception>
    public float Temperature
    {
        get => _temperature;
        set
        {
            if (!(value is >= LeastTemperature and <= MostTemperature)) throw new ArgumentOutOfRangeException(nameof(value), value, $"A temperature must be at least {LeastTemperature} and at most {MostTemperature}.");
            if (value != 1 && OutputLayer.Activation != Activation.Softmax)
                throw new InvalidOperationException($"A temperature is for softmax, but the last layer's activation is {OutputLayer.Activation}.");
            _temperature = value;
        }
    }

    /// <summary>When the network is unsure; null where it never is, as before <see cref="Calibrate"/> and after more training.</summary>
    public RejectOption? RejectOption { get; set; }

    /// <summary>Whether <paramref name="outputs"/>, shape <c>(out)</c>, that were predicted for raw <paramref name="features"/>, shape <c>(in)</c>, are no answer to rely on, by <see cref="RejectOption"/>; false without one.</summary>
    public bool IsUnsure(ReadOnlySpan<float> features, ReadOnlySpan<float> outputs)
    {
        if (RejectOption is not { } option) return false;
        TargetEncoding encoding = Encoding ?? new OneHot();
        int answer = encoding.Decode(outputs), classes = ClassNames.Count > 0 ? ClassNames.Count : outputs.Length;
        if ((uint)answer >= (uint)classes) return true;
        var beliefs = new float[classes];
        encoding.Probabilities(outputs, beliefs);
        return option.IsUnsure(beliefs[answer], features, InputShape);
    }

    /// <summary>The class of one raw sample, where the network is sure of it.</summary>
    /// <param name="features">The sample, shape <c>(in)</c>.</param>
    /// <param name="label">The class; the best guess where the result is false, and −1 where the outputs speak for no class (NaN, or a binary code above the last class).</param>
    /// <returns>False where the network is unsure and where the outputs speak for no class; else true, always so without a <see cref="RejectOption"/>.</returns>
    /// <exception cref="ArgumentException">The number of features is not the network's.</exception>
    public bool TryClassify(ReadOnlySpan<float> features, out int label)
    {
        float[] outputs = Predict(features);
        label = ClassOf(outputs);
        return label >= 0 && !IsUnsure(features, outputs);
    }

    /// <summary>The class that outputs, shape <c>(out)</c>, speak for; −1 for none.</summary>
    private int ClassOf(ReadOnlySpan<float> outputs)
    {
        int label = (Encoding ?? new OneHot()).Decode(outputs);
        return ClassNames.Count > 0 && label >= ClassNames.Count ? -1 : label; // a binary code above the last class
    }

    /// <summary>Weights that have changed are calibrated no longer.</summary>
    internal void ForgetCalibration()
    {
        _temperature = 1;
        RejectOption = null;
    }
}
