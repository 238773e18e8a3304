namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] Six =>
    [
        // A bowed stem and a closed loop.
        new(3, [46, 0, 22, 24, 4, 58, 10, 90, 34, 99, 56, 84, 50, 62, 28, 60, 8, 76]),
        // The top curled.
        new(1.2, [64, 10, 46, 1, 22, 20, 4, 54, 8, 88, 34, 99, 60, 84, 56, 60, 32, 54, 8, 72]),
        // A straight stem, large loop.
        new(2, [28, 0, 14, 28, 4, 58, 6, 86, 30, 99, 58, 88, 64, 66, 44, 50, 20, 56, 6, 74]),
        // Leaning far, small flat loop.
        new(2, [68, 0, 38, 24, 10, 62, 8, 90, 28, 99, 48, 86, 46, 68, 26, 68, 8, 84]),
        // A loop as large as the digit.
        new(1, [50, 0, 20, 16, 2, 50, 8, 86, 36, 99, 64, 82, 64, 50, 40, 36, 14, 50, 6, 66]),
        // Wide.
        new(1, [56, 0, 26, 26, 4, 58, 12, 90, 46, 99, 82, 88, 84, 66, 56, 54, 24, 66, 10, 80]),
        // Narrow, upright, tight loop.
        new(1.2, [18, 0, 6, 32, 2, 66, 8, 94, 24, 99, 38, 84, 34, 66, 18, 64, 6, 78]),
        // The loop ends in a hook inside.
        new(0.8, [44, 0, 18, 26, 2, 60, 10, 92, 36, 98, 58, 80, 48, 60, 30, 62, 24, 76, 34, 84]),
        // The loop is left open.
        new(0.8, [42, 0, 18, 26, 3, 60, 10, 92, 34, 98, 54, 84, 50, 68, 34, 64]),
        // A tall stem over a round low loop.
        new(1.2, [58, 0, 32, 26, 12, 56, 2, 80, 12, 97, 36, 98, 50, 84, 42, 68, 22, 66, 6, 76]),
        // Lying, wide loop.
        new(1, [60, 0, 30, 30, 6, 66, 10, 92, 46, 98, 80, 82, 76, 62, 44, 64, 14, 86]),
        // Nearly a u: upright stem, loop to the right.
        new(0.8, [12, 0, 4, 30, 2, 64, 14, 94, 44, 98, 66, 78, 56, 58, 32, 64, 18, 88]),
        // The loop comes down from the right and ends at the bottom.
        new(1.5, [12, 0, 2, 34, 4, 74, 24, 98, 56, 94, 76, 66, 70, 46, 52, 50, 40, 74, 38, 96]),
        // The same, wide and leaning.
        new(1.2, [16, 0, 2, 40, 4, 80, 36, 99, 80, 80, 102, 48, 90, 36, 66, 46, 46, 72, 44, 92]),
        // The same, narrow.
        new(1, [22, 0, 6, 34, 2, 72, 14, 97, 36, 94, 52, 66, 48, 46, 36, 48, 28, 70, 26, 94]),
    ];
}
