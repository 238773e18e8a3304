namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] Nine =>
    [
        // Round head, straight stem.
        new(3, [56, 12, 32, 1, 8, 14, 4, 36, 22, 48, 46, 38, 58, 14, 58, 14, 54, 54, 48, 100]),
        // Leaning, straight stem.
        new(2.5, [72, 14, 52, 1, 26, 14, 14, 36, 26, 46, 52, 36, 72, 12, 72, 12, 50, 54, 28, 100]),
        // The stem curled to the left.
        new(1.2, [58, 14, 34, 1, 8, 14, 4, 38, 24, 50, 50, 38, 60, 16, 60, 16, 62, 56, 50, 90, 26, 99, 4, 88]),
        // Drawn in one sweep, the stem bowed.
        new(2, [58, 10, 34, 2, 10, 16, 6, 38, 28, 46, 54, 30, 60, 12, 58, 40, 46, 72, 34, 100]),
        // Small head, long stem.
        new(1.2, [50, 8, 30, 0, 12, 10, 8, 26, 24, 36, 46, 26, 52, 8, 52, 8, 48, 52, 44, 100]),
        // Large round head, short stem.
        new(1.2, [62, 22, 44, 1, 14, 8, 2, 36, 14, 58, 44, 56, 62, 30, 62, 30, 62, 64, 58, 100]),
        // Open at the top.
        new(0.8, [40, 4, 14, 12, 4, 34, 20, 48, 46, 38, 62, 6, 62, 6, 56, 54, 48, 100]),
        // Narrow, upright.
        new(1.2, [36, 10, 20, 0, 4, 12, 4, 34, 18, 42, 34, 28, 38, 10, 38, 10, 38, 54, 36, 100]),
        // A flat, wide head.
        new(1, [76, 12, 46, 2, 12, 14, 4, 34, 28, 42, 60, 32, 78, 12, 78, 12, 62, 56, 46, 100]),
        // A head with a pointed left side.
        new(0.8, [56, 6, 28, 14, 2, 40, 2, 40, 30, 42, 56, 30, 58, 6, 58, 6, 54, 54, 46, 100]),
        // The stem bends to the right at its foot.
        new(0.6, [54, 14, 32, 1, 8, 14, 6, 38, 26, 46, 48, 34, 56, 12, 56, 12, 52, 56, 56, 88, 70, 98]),
    ];
}
