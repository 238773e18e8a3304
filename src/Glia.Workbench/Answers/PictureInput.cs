using Glia.Datasets;

namespace Glia.Workbench;

/// <summary>A picture as a network is given it.</summary>
/// <param name="Pixels">Grey values, as many as the network has inputs.</param>
/// <param name="Shape">How they are arranged.</param>
/// <param name="Ink">How they were made from the picture; null where they are its own.</param>
public sealed record PictureInput(byte[] Pixels, FeatureShape Shape, InkPreparationResult? Ink)
{
    /// <summary>Whether a prepared picture has nothing in it to read.</summary>
    public bool IsEmpty => Ink is { IsEmpty: true };

    /// <summary>Reads a picture: for a network of digits the ink is found and framed as MNIST does, unless it is to be taken <paramref name="raw"/>; for others it must have their size.</summary>
    /// <exception cref="InputFileException">There is no such file, or its size is not the network's.</exception>
    /// <exception cref="InvalidFileException">It is no PNG picture.</exception>
    public static PictureInput Read(Network network, string model, string file, bool raw)
    {
        return Of(network, model, PictureFile.Read(file), file, raw);
    }

    /// <summary>The same with a picture that is there already, which errors call <paramref name="name"/>.</summary>
    /// <exception cref="InputFileException">Its size is not the network's.</exception>
    public static PictureInput Of(Network network, string model, RasterImage picture, string name, bool raw)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(picture);
        FeatureShape shape = network.InputShape.Length == network.Inputs ? network.InputShape : FeatureShape.Row(network.Inputs);
        InkPreparationResult? ink = !raw && shape == HandwrittenDigits.Shape ? InkPreparation.Prepare(picture) : null;
        return new(ink?.Pixels ?? Raw(picture, shape, model, name, raw), shape, ink);
    }

    private static byte[] Raw(RasterImage picture, FeatureShape shape, string model, string file, bool raw)
    {
        if (picture.Width == shape.Width && picture.Height == shape.Height) return picture.ToGray();
        string hint = raw && shape == HandwrittenDigits.Shape ? " Leave --raw out to have it prepared." : "";
        throw new InputFileException(file, $"the picture has {picture}, but {model} takes {shape.Width} × {shape.Height}.{hint}");
    }
}
