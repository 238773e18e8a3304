namespace Glia.Live;

/// <summary>What one output is to learn: examples, none of them with anything missing.</summary>
/// <param name="InputNames">Names of the inputs that it looks at.</param>
/// <param name="ClassCount">Number of classes 1 … n; 0 where values are learnt.</param>
/// <param name="Inputs">Shape <c>(count, inputs)</c>, finite; kept, not copied, and shared by whoever learns: nobody changes it.</param>
/// <param name="Targets">Shape <c>(count)</c>: values, or class numbers from 1; kept, not copied.</param>
/// <param name="Seed">What is drawn by chance is drawn from it.</param>
public sealed record LearningTask(IReadOnlyList<string> InputNames, int ClassCount, float[] Inputs, float[] Targets, ulong Seed)
{
    /// <summary>Number of examples.</summary>
    public int Count => Targets.Length;

    /// <summary>Number of inputs.</summary>
    public int InputCount => InputNames.Count;

    /// <summary>Whether classes are learnt.</summary>
    public bool IsClassification => ClassCount > 0;

    /// <summary>The inputs of an example, shape <c>(inputs)</c>.</summary>
    public ReadOnlySpan<float> Input(int example) => Inputs.AsSpan(example * InputCount, InputCount);
}
