using Glia.Datasets;
using Glia.Studio.Http;

namespace Glia.Studio.Data;

/// <summary>How the pictures of a set come to one size.</summary>
internal static class PictureFit
{
    /// <summary>The ink is found and framed as MNIST frames its digits: 20 × 20 pixels in the middle of 28 × 28. Where and how large something was drawn does not matter.</summary>
    public const string Digit = "digit";

    /// <summary>The middle square of the picture as it is, in grey, made smaller: for what has no ink, and where size and place matter.</summary>
    public const string Whole = "whole";

    /// <summary>A picture as it is kept, shape <c>(side, side)</c>.</summary>
    /// <exception cref="StudioException">There is nothing in it.</exception>
    public static byte[] Apply(string fit, int side, RasterImage picture)
    {
        byte[]? pixels = fit == Digit ? Framed(picture) : Shrunk(picture, side);
        return pixels ?? throw StudioException.Bad("picture", fit == Digit ? "There is no ink in this picture. Draw something, or raise the contrast." : "This picture is of one colour: there is nothing in it.");
    }

    private static byte[]? Framed(RasterImage picture)
    {
        InkPreparationResult ink = InkPreparation.Prepare(picture);
        return ink.IsEmpty ? null : ink.Pixels;
    }

    private static byte[]? Shrunk(RasterImage picture, int side)
    {
        byte[] pixels = picture.ToGraySquare(side);
        return pixels.All(p => p == pixels[0]) ? null : pixels;
    }
}
