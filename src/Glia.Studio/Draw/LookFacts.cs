namespace Glia.Studio.Draw;

/// <summary>What a network that looks at pictures is made of, asked for once.</summary>
/// <param name="Height">Height of its pictures in pixels.</param>
/// <param name="Width">Width of them.</param>
/// <param name="CanPrepare">Whether the ink of pictures can be prepared for it as MNIST's was.</param>
/// <param name="HasLightPaper">Whether its pictures are dark on light.</param>
/// <param name="Classes">What it tells apart.</param>
/// <param name="Layers">Its layers with weights.</param>
internal sealed record LookFacts(int Height, int Width, bool CanPrepare, bool HasLightPaper, IReadOnlyList<string> Classes, IReadOnlyList<LayerLook> Layers)
{
    public static LookFacts Of(Reader reader, bool hasLightPaper) =>
        new(reader.Shape.Height, reader.Shape.Width, reader.CanPrepare, hasLightPaper, reader.Network.ClassNames, [.. reader.Dense.Select(i => LayerLook.Of(reader.Network, i))]);
}

/// <summary>One layer with weights.</summary>
/// <param name="Index">Its place among the network's layers, for addresses.</param>
/// <param name="Units">Its neurons.</param>
/// <param name="Activation">Its activation.</param>
internal sealed record LayerLook(int Index, int Units, string Activation)
{
    public static LayerLook Of(Network network, int index)
    {
        var dense = (Dense)network.Layers[index];
        return new(index, dense.Units, dense.Activation.Name);
    }
}
