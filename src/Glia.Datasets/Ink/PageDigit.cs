namespace Glia.Datasets;

/// <summary>One digit of a page.</summary>
/// <param name="Row">Its row on the page, from 0 at the top.</param>
/// <param name="Column">Its place in the row, from 0 on the left.</param>
/// <param name="Box">Where its ink lies, in pixels of the original picture.</param>
/// <param name="Pixels">The digit as a network trained on MNIST expects it: 784 pixels, shape <c>(28, 28)</c> in row order, 255 for ink on 0.</param>
public sealed record PageDigit(int Row, int Column, PixelBox Box, byte[] Pixels);
