namespace Glia.Live;

/// <summary>An output of a running session: what it is, what it says, what has been learnt for it.</summary>
internal sealed class OutputState
{
    private int[] _inputs = [];
    private float[] _chosen = [], _probabilities = [];

    public OutputState(OutputSpec spec)
    {
        Spec = spec;
        Label = Value = spec.Kind == OutputKind.Class ? 1 : Math.Clamp(0, spec.Minimum, spec.Maximum);
    }

    /// <summary>What it is.</summary>
    public OutputSpec Spec { get; set; }

    /// <summary>What examples are recorded with: set by people and by programs alone.</summary>
    public float Label { get; set; }

    /// <summary>What it says now: set, or computed.</summary>
    public float Value { get; set; }

    /// <summary>Whether examples are recorded for it.</summary>
    public bool IsRecorded { get; set; } = true;

    /// <summary>Whether it is computed while the session runs.</summary>
    public bool IsRun { get; set; } = true;

    /// <summary>What has been learnt; null where nothing has.</summary>
    public LearnedModel? Model { get; private set; }

    /// <summary>Examples that the model was learnt from.</summary>
    public int LearnedFrom { get; private set; }

    /// <summary>The probabilities of the last <see cref="Run"/>, shape <c>(classes)</c>.</summary>
    public ReadOnlySpan<float> Probabilities => _probabilities;

    /// <summary>Takes a model that looks at the inputs of those indices.</summary>
    public void Take(LearnedModel model, int[] inputs, int learnedFrom)
    {
        (Model, _inputs, LearnedFrom) = (model, inputs, learnedFrom);
        _chosen = new float[inputs.Length];
        _probabilities = model.ClassCount > 0 ? new float[model.ClassCount] : [];
    }

    /// <summary>Forgets what was learnt.</summary>
    public void Forget() => Model = null;

    /// <summary>Computes its value from a session's inputs, shape <c>(inputs)</c>; without a model the value stays. Strictly, whole numbers are cut off, not rounded.</summary>
    public void Run(ReadOnlySpan<float> inputs, bool isStrict)
    {
        Value = Predict(inputs, isStrict);
        if (Model is { } model && _probabilities.Length > 0) model.Probabilities(_chosen, _probabilities);
    }

    /// <summary>What <see cref="Run"/> would make its value.</summary>
    public float Predict(ReadOnlySpan<float> inputs, bool isStrict)
    {
        if (Model is not { } model) return Value;
        for (int i = 0; i < _inputs.Length; i++) _chosen[i] = inputs[_inputs[i]];
        float value = model.Predict(_chosen);
        if (!float.IsFinite(value)) return Value; // far outside of everything it has seen: the last sound value is the better answer
        if (Spec.IsInteger) value = isStrict ? MathF.Truncate(value) : MathF.Round(value, MidpointRounding.AwayFromZero);
        return Spec.IsHardLimited ? Math.Clamp(value, Spec.Minimum, Spec.Maximum) : value;
    }

    /// <summary>Whether a label is one that it can have: a finite value, within hard limits; a class that there is.</summary>
    public bool Allows(float label) => Spec.Kind == OutputKind.Class
        ? label >= 1 && label <= Spec.ClassCount && label == MathF.Floor(label)
        : float.IsFinite(label) && (!Spec.IsHardLimited || (label >= Spec.Minimum && label <= Spec.Maximum)) && (!Spec.IsInteger || label == MathF.Floor(label));
}
