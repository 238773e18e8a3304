using Glia.Kernels;

namespace Glia;

/// <summary>A view of one layer's weights as a matrix of shape <c>(out, in)</c>, as textbooks write W; they lie in memory as <c>(in, out)</c>, as the kernels read them. What is written goes to the network: nothing else may use it meanwhile.</summary>
public readonly struct WeightMatrix
{
    private readonly FloatBuffer _parameters;
    private readonly LayerLayout _layout;

    internal WeightMatrix(FloatBuffer parameters, LayerLayout layout)
    {
        _parameters = parameters;
        _layout = layout;
    }

    /// <summary>Number of units, the rows.</summary>
    public int Out => _layout.Out;

    /// <summary>Number of inputs, the columns.</summary>
    public int In => _layout.In;

    /// <summary>The weight into unit <paramref name="unit"/> from input <paramref name="input"/>.</summary>
    public float this[int unit, int input]
    {
        get => _parameters[At(unit, input)];
        set => _parameters[At(unit, input)] = value;
    }

    /// <summary>Sets all weights from a matrix of shape <c>(out, in)</c>, written as textbooks write it.</summary>
    /// <exception cref="ArgumentException">The shape differs.</exception>
    public void Set(float[,] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.GetLength(0) != Out || values.GetLength(1) != In)
            throw new ArgumentException($"The layer's weights have shape ({Out}, {In}), but the matrix has ({values.GetLength(0)}, {values.GetLength(1)}).", nameof(values));
        for (int o = 0; o < Out; o++)
            for (int i = 0; i < In; i++) _parameters[At(o, i)] = values[o, i];
    }

    /// <summary>Copies the weights into unit <paramref name="unit"/>, shape <c>(in)</c>.</summary>
    public float[] Row(int unit)
    {
        var row = new float[In];
        for (int i = 0; i < In; i++) row[i] = this[unit, i];
        return row;
    }

    /// <summary>Where that weight lies in the flat block.</summary>
    internal int At(int unit, int input)
    {
        if ((uint)unit >= (uint)Out) throw new ArgumentOutOfRangeException(nameof(unit), unit, $"The layer has units 0 … {Out - 1}.");
        if ((uint)input >= (uint)In) throw new ArgumentOutOfRangeException(nameof(input), input, $"The layer has inputs 0 … {In - 1}.");
        return _layout.WeightAt + (input * _layout.Stride) + unit;
    }
}
