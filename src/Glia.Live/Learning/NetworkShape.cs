namespace Glia.Live;

/// <summary>The hidden layers of a network that is learnt live.</summary>
/// <param name="Layers">Number of hidden layers, 0 … 3.</param>
/// <param name="Nodes">Nodes of each; null for as many as there are inputs.</param>
internal readonly record struct NetworkShape(int Layers, int? Nodes)
{
    public const int MostLayers = 3, MostNodes = 1000;

    /// <summary>A fresh network: sigmoid hidden layers, and one dense layer after them.</summary>
    public Network Create(int inputs, int outputs, Activation activation, ulong seed)
    {
        int width = Nodes ?? Math.Min(inputs, MostNodes);
        Layer[] layers = [.. Enumerable.Range(0, Layers).Select(_ => new Dense(width, Activation.Sigmoid)), new Dense(outputs, activation)];
        return new Network(inputs, seed, layers);
    }
}
