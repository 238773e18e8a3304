namespace Glia;

/// <summary>One search for a counterfactual. All of it works in parts of the inputs' ranges, so that inputs of different units count alike.</summary>
internal sealed class CounterfactualSearch
{
    private const int Halvings = 24, Repairs = 6;
    private const float LongestPush = 0.1f; // of any input's range, at a time: the slopes turn on the way
    private const float LeastRelaxation = 0.01f, LeastGain = 0.999f;

    private readonly Network _network;
    private readonly TargetEncoding _encoding;
    private readonly int _label;
    private readonly float[] _original, _start;
    private readonly InputBounds _bounds;
    private readonly Counterfactual _options;
    private readonly InputGradient _gradient;
    private readonly Workspace _workspace;
    private readonly float[] _slopes, _outputs, _beliefs, _raw;
    private float _sparsity;
    private CancellationToken _cancellationToken;

    public CounterfactualSearch(Network network, TargetEncoding encoding, int label, float[] original, InputBounds bounds, Counterfactual options)
    {
        (_network, _encoding, _label, _original, _bounds, _options) = (network, encoding, label, original, bounds, options);
        _gradient = new InputGradient(network);
        _workspace = network.CreateWorkspace();
        (_slopes, _outputs) = (new float[network.Outputs], new float[network.Outputs]);
        _beliefs = new float[ClassTarget.Classes(network, encoding)];
        _raw = new float[original.Length];
        _start = new float[original.Length];
        bounds.ToParts(original, _start);
    }

    public CounterfactualResult Run(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        if (Answers(_start)) return Result(_start, isFound: true);
        float[]? best = null, last = null;
        foreach (float sparsity in Ways())
        {
            _sparsity = sparsity;
            last = [.. _start];
            if (!Push(last, float.PositiveInfinity, _options.Steps)) continue;
            _sparsity = _options.Sparsity;
            float[] found = Refine(Shrink(last));
            if (best is null || Cost(found) < Cost(best)) best = found;
        }

        return Result(best ?? last!, best is not null);
    }

    // The border is bent, and from where it is first met one slides to the nearest point thereabouts only: it is met in several places.
    private IEnumerable<float> Ways() => new[] { _options.Sparsity, 0, 0.5f, 0.8f, 0.95f }.Distinct();

    /// <summary>Goes up the margin, in short steps and no farther than to <paramref name="wanted"/>, until the network answers the class.</summary>
    /// <returns>Whether it does.</returns>
    private bool Push(float[] parts, float wanted, int steps)
    {
        var slope = new float[parts.Length];
        for (int step = 0; step < steps; step++)
        {
            if (Answers(parts)) return true;
            float margin = Slope(parts, slope);
            if (Direction(parts, slope) is not { } direction) return false;
            double gain = 0;
            for (int i = 0; i < direction.Length; i++) gain += (double)direction[i] * slope[i];
            float factor = (float)Math.Min(LongestPush, Math.Max(1e-4, (wanted - margin) / gain));
            for (int i = 0; i < parts.Length; i++) parts[i] = Limited(i, MathF.FusedMultiplyAdd(factor, direction[i], parts[i]));
        }

        return Answers(parts);
    }

    /// <summary>
    /// Slides along the border of the class towards the start: to the point that would be nearest to it if the margin were a plane, as far of the way as brings something, and back over the border where
    /// that led off it.
    /// </summary>
    private float[] Refine(float[] best)
    {
        float[] slope = new float[best.Length], candidate = new float[best.Length];
        float relaxation = 0.5f;
        for (int step = 0; step < _options.Steps && relaxation >= LeastRelaxation; step++)
        {
            float margin = Slope(best, slope);
            if (Direction(_start, slope) is not { } direction) break;
            float[] nearest = Project(best, slope, direction);
            for (int i = 0; i < best.Length; i++) candidate[i] = MathF.FusedMultiplyAdd(relaxation, nearest[i] - best[i], best[i]);
            float[]? shrunk = Push(candidate, margin + (0.1f * Math.Abs(margin)), Repairs) ? Shrink(candidate) : null;
            if (shrunk is not null && Cost(shrunk) < Cost(best) * LeastGain) (best, relaxation) = (shrunk, Math.Min(0.5f, relaxation * 1.5f));
            else relaxation /= 2;
        }

        return best;
    }

    /// <summary>The margin by which the network answers the class (below 0: by which it does not), and its slope along the parts.</summary>
    private float Slope(float[] parts, float[] slope)
    {
        int last = _network.Layers.Count - 1;
        ToRaw(parts);
        _gradient.Forward(_raw);
        (float margin, bool isDz) = ClassTarget.Margin(_encoding, _label, _gradient.Z(last), _gradient.A(last), _slopes);
        _slopes.CopyTo(_gradient.DA(last));
        _gradient.Backward(last, isDz, slope);
        _bounds.ToSlopesOfParts(slope);
        return margin;
    }

    /// <summary>Where to go from <paramref name="from"/>: along the slope, where the range leaves room, less the sparsity's part of the steepest; null where there is no way.</summary>
    private float[]? Direction(float[] from, float[] slope)
    {
        var direction = new float[slope.Length];
        float steepest = 0;
        for (int i = 0; i < slope.Length; i++)
        {
            bool isBlocked = slope[i] > 0 ? from[i] >= Math.Max(1, _start[i]) : from[i] <= Math.Min(0, _start[i]);
            direction[i] = isBlocked ? 0 : slope[i];
            steepest = Math.Max(steepest, Math.Abs(direction[i]));
        }

        if (!(steepest > 0)) return null;
        for (int i = 0; i < slope.Length; i++) direction[i] = MathF.CopySign(Math.Max(0, (Math.Abs(direction[i]) / steepest) - _sparsity), direction[i]);
        return direction;
    }

    /// <summary>The point <c>start + λ direction</c>, cut off at the range, at which the margin would be what it is at <paramref name="parts"/> if it were a plane; the end of the way where it never is.</summary>
    private float[] Project(float[] parts, float[] slope, float[] direction)
    {
        var point = new float[parts.Length];
        double low = 0, high = 1;
        while (high < 1e6 && Gain(high) < 0) high *= 2;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            if (Gain(middle) < 0) low = middle;
            else high = middle;
        }

        Gain(high);
        return point;

        double Gain(double factor)
        {
            double sum = 0;
            for (int i = 0; i < point.Length; i++)
            {
                point[i] = Limited(i, MathF.FusedMultiplyAdd((float)factor, direction[i], _start[i]));
                sum += (double)slope[i] * (point[i] - parts[i]);
            }

            return sum;
        }
    }

    /// <summary>Within the range; an input that lay outside from the start may stay, but not go farther.</summary>
    private float Limited(int input, float part) => Math.Clamp(part, Math.Min(0, _start[input]), Math.Max(1, _start[input]));

    /// <summary>The point nearest to the start, on the straight line to <paramref name="parts"/>, that still answers the class.</summary>
    private float[] Shrink(float[] parts)
    {
        float low = 0, high = 1;
        float[] point = new float[parts.Length];
        for (int i = 0; i < Halvings / 2; i++)
        {
            float middle = (low + high) / 2;
            if (Answers(Point(middle))) high = middle;
            else low = middle;
        }

        return [.. Point(high)];

        float[] Point(float part)
        {
            for (int i = 0; i < point.Length; i++) point[i] = MathF.FusedMultiplyAdd(part, parts[i] - _start[i], _start[i]);
            return point;
        }
    }

    /// <summary>What the change costs: the sum of squares, or the sum, where few inputs are to change.</summary>
    private double Cost(float[] parts)
    {
        double sum = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            double change = Math.Abs((double)parts[i] - _start[i]);
            sum += _options.Sparsity > 0 ? change : change * change;
        }

        return sum;
    }

    private bool Answers(float[] parts)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        ToRaw(parts);
        return Answer() == _label && _beliefs[_label] >= _options.MinimumProbability;
    }

    private int Answer()
    {
        _network.Predict(_raw, _outputs, _workspace);
        _encoding.Probabilities(_outputs, _beliefs);
        return _encoding.Decode(_outputs);
    }

    private void ToRaw(float[] parts)
    {
        _bounds.FromParts(parts, _raw);
        for (int i = 0; i < _raw.Length; i++)
        {
            if (parts[i] == _start[i]) _raw[i] = _original[i]; // exactly, not to the last bit
            else if (_options.WholeNumbers) _raw[i] = MathF.Round(_raw[i]);
        }
    }

    private CounterfactualResult Result(float[] parts, bool isFound)
    {
        ToRaw(parts);
        int answer = Answer();
        return new([.. _original], [.. _raw]) { Label = _label, Answer = answer, Probability = _beliefs[_label], IsFound = isFound };
    }
}
