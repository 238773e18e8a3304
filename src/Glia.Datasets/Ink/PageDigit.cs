namespace Glia.Datasets;

/// <summary>One digit of a page.</summary>
public sealed record PageDigit
{
    /// <summary>Its row on the page, from 0 at the top.</summary>
    public required int Row { get; init; }

    /// <summary>Its place in the row, from 0 on the left.</summary>
    public required int Column { get; init; }

    /// <summary>Where its ink lies, in pixels of the original picture.</summary>
    public required PixelBox Box { get; init; }

    /// <summary>The digit as a network trained on MNIST expects it: 784 pixels, shape <c>(28, 28)</c> in row order, 255 for ink on 0. The array is the digit's own.</summary>
    public required byte[] Pixels { get; init; }
}
