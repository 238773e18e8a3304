using Glia.Datasets;
using Glia.Studio.Http;
using Glia.Studio.Runs;
using Glia.Workbench;

namespace Glia.Studio.Draw;

/// <summary>A network that looks at pictures, as it was when it was asked for; training goes on beside it.</summary>
/// <param name="Run">Whose it is.</param>
/// <param name="Network">The network.</param>
/// <param name="Version">The run's, when it was asked for.</param>
internal sealed record Reader(StudioRun Run, Network Network, long Version)
{
    /// <exception cref="StudioException">It does not tell pictures apart, or is not ready.</exception>
    public static Reader Of(StudioRun run)
    {
        long version = run.Version; // before the network: what is shown may be newer than it says, never older
        Network network = run.Network();
        if (!network.InputShape.IsImage || network.InputShape.Length != network.Inputs) throw StudioException.Bad("id", $"This network takes {network.Inputs} numbers, not pictures. Choose one that was trained on digits or other pictures.");
        if (network.ClassNames.Count == 0) throw StudioException.Bad("id", "This network does not tell classes apart. Choose one that was trained on digits or other pictures.");
        return new(run, network, version);
    }

    public FeatureShape Shape => Network.InputShape;

    /// <summary>Whether the ink of pictures is found and framed as MNIST frames digits: where the size is theirs.</summary>
    public bool CanPrepare => Shape == HandwrittenDigits.Shape;

    /// <summary>Its layers with weights, by their places among the network's layers.</summary>
    public IReadOnlyList<int> Dense => [.. Enumerable.Range(0, Network.Layers.Count).Where(i => Network.Layers[i] is Dense)];

    /// <summary>The network's name in errors and titles.</summary>
    public string Name => Run.Record.Name;

    /// <summary>Raw inputs of pixels that the page has been sent before.</summary>
    /// <exception cref="StudioException">There are not as many as the network has inputs.</exception>
    public float[] Inputs(byte[] pixels) => pixels.Length == Network.Inputs
        ? Array.ConvertAll(pixels, p => (float)p)
        : throw StudioException.Bad("pixels", $"This network takes {Shape.Width} × {Shape.Height} pixels, but {pixels.Length} were sent.");

    /// <exception cref="StudioException">There is no such class.</exception>
    public int Checked(int label) => label >= 0 && label < Network.ClassNames.Count ? label : throw StudioException.Bad("label", $"There is no such class: the network has {Network.ClassNames.Count}, counted from 0.");

    /// <exception cref="StudioException">There is no such neuron.</exception>
    public void Check(int layer, int unit)
    {
        if (layer < 0 || layer >= Network.Layers.Count || Network.Layers[layer] is not Dense dense) throw StudioException.Missing("There is no such layer, or it has no neurons.");
        if (unit < 0 || unit >= dense.Units) throw StudioException.Missing($"There is no such neuron: the layer has {dense.Units}, counted from 0.");
    }

    /// <summary>The picture as the network is given it.</summary>
    /// <param name="picture">What was sent.</param>
    /// <param name="isTurned">Whether light and dark are to change places: white ink that was drawn here, for a network that knows dark ink on light paper.</param>
    /// <param name="prepares">Whether the ink is to be found and framed, where it can be.</param>
    public PictureInput Take(RasterImage picture, bool isTurned, bool prepares)
    {
        if (prepares && CanPrepare) return PictureInput.Of(Network, Name, picture, "picture", raw: false);
        byte[] pixels = PictureFit.To(picture, Shape);
        if (isTurned)
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(255 - pixels[i]);
        return new PictureInput(pixels, Shape, null);
    }
}
