using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Live;

/// <summary>The examples themselves, input by input, so that the distances of many examples are added up at once.</summary>
internal sealed class NeighbourModel : LearnedModel
{
    private const int Block = 1024; // examples at a time: their distances stay near

    private readonly Lock _gate = new(); // whoever votes has the memory below to himself
    private readonly Scaler _scaler;
    private readonly float[] _columns; // shape (inputs, padded): examples lie side by side
    private readonly int[] _classes; // shape (count), from 0
    private readonly int _padded, _k;
    private readonly float[] _query, _distances, _nearest;
    private readonly int[] _nearestClasses, _votes, _firsts;
    private int _found;

    public NeighbourModel(LearningTask task, int k)
    {
        (InputCount, ClassCount, _k) = (task.InputCount, task.ClassCount, k);
        _scaler = ColumnRange.ScalerOf(ColumnRange.OfAll(task.Inputs, task.InputCount));
        _classes = Array.ConvertAll(task.Targets, target => (int)target - 1);
        _padded = (task.Count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        _columns = new float[task.InputCount * _padded];
        (_query, _distances) = (new float[task.InputCount], new float[Block]);
        (_nearest, _nearestClasses) = (new float[k], new int[k]);
        (_votes, _firsts) = (new int[task.ClassCount], new int[task.ClassCount]);
        for (int e = 0; e < task.Count; e++)
        {
            _scaler.Apply(task.Input(e), _query);
            for (int i = 0; i < _query.Length; i++) _columns[(i * _padded) + e] = _query[i];
        }

        Predict(_query); // a rehearsal: the first prediction shall not wait for code to be compiled
    }

    /// <inheritdoc/>
    public override int InputCount { get; }

    /// <inheritdoc/>
    public override int ClassCount { get; }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override float Predict(ReadOnlySpan<float> inputs)
    {
        lock (_gate)
        {
            Vote(inputs);
            int best = _nearestClasses[0];
            for (int c = 0; c < ClassCount; c++)
                if (_votes[c] > _votes[best] || (_votes[c] == _votes[best] && IsNearer(c, best))) best = c;
            return best + 1;
        }
    }

    /// <inheritdoc/>
    public override void Probabilities(ReadOnlySpan<float> inputs, Span<float> probabilities)
    {
        CheckRoom(probabilities);
        lock (_gate)
        {
            Vote(inputs);
            for (int c = 0; c < ClassCount; c++) probabilities[c] = (float)_votes[c] / _k;
        }
    }

    /// <summary>Whether the nearest example of a class is nearer than that of another; as near, whether the class is lower.</summary>
    private bool IsNearer(int one, int other)
    {
        if (_votes[one] == 0) return false;
        float a = _nearest[_firsts[one]], b = _nearest[_firsts[other]];
        return a < b || (a == b && one < other);
    }

    /// <summary>Finds the k nearest examples, nearest first, and counts their classes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Vote(ReadOnlySpan<float> inputs)
    {
        CheckInputs(inputs);
        _scaler.Apply(inputs, _query);
        _found = 0;
        for (int start = 0; start < _classes.Length; start += Block)
        {
            int count = Math.Min(Block, _padded - start);
            Measure(start, count);
            Take(start, Math.Min(count, _classes.Length - start));
        }

        Array.Clear(_votes);
        for (int n = _k - 1; n >= 0; n--)
        {
            _votes[_nearestClasses[n]]++;
            _firsts[_nearestClasses[n]] = n;
        }
    }

    /// <summary>The squared distances of a block of examples, whole vectors at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure(int start, int count)
    {
        for (int at = 0; at < count; at += Vector<float>.Count)
        {
            Vector<float> sum = Vector<float>.Zero;
            for (int i = 0; i < _query.Length; i++)
            {
                Vector<float> difference = new Vector<float>(_columns, (i * _padded) + start + at) - new Vector<float>(_query[i]);
                sum += difference * difference;
            }

            sum.CopyTo(_distances, at);
        }
    }

    /// <summary>Takes those of a block that are among the nearest so far; of examples as near, those of lower classes come first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(int start, int count)
    {
        for (int e = 0; e < count; e++)
        {
            float distance = _distances[e];
            if (_found == _k && distance > _nearest[_k - 1]) continue;
            int label = _classes[start + e];
            if (_found == _k && !IsBefore(distance, label, _k - 1)) continue;
            int at = _found < _k ? _found++ : _k - 1;
            for (; at > 0 && IsBefore(distance, label, at - 1); at--) (_nearest[at], _nearestClasses[at]) = (_nearest[at - 1], _nearestClasses[at - 1]);
            (_nearest[at], _nearestClasses[at]) = (distance, label);
        }
    }

    private bool IsBefore(float distance, int label, int place) => distance < _nearest[place] || (distance == _nearest[place] && label < _nearestClasses[place]);
}
