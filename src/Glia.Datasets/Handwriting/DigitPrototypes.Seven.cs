namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] Seven =>
    [
        // Bar and leaning leg.
        new(3, [0, 8, 30, 5, 62, 3, 62, 3, 42, 48, 24, 100]),
        // A tick at the start of the bar.
        new(1.5, [1, 20, 4, 5, 4, 5, 34, 4, 64, 3, 64, 3, 42, 48, 28, 100]),
        // Crossed.
        new(1.2, [0, 6, 32, 4, 66, 3, 66, 3, 46, 44, 26, 100], [14, 52, 40, 50, 66, 48]),
        // Crossed, with a tick.
        new(0.6, [0, 20, 4, 6, 4, 6, 34, 6, 66, 3, 66, 3, 44, 48, 30, 100], [12, 52, 38, 51, 64, 50]),
        // The corner rounded, the leg bowed.
        new(2, [0, 10, 26, 4, 54, 4, 60, 16, 46, 44, 34, 70, 28, 100]),
        // A wave for the bar.
        new(1.2, [0, 14, 12, 3, 34, 10, 66, 2, 66, 2, 46, 44, 30, 100]),
        // Upright leg, narrow.
        new(1.5, [0, 10, 22, 6, 44, 3, 44, 3, 40, 48, 38, 100]),
        // Leaning far, wide bar.
        new(1.5, [10, 12, 48, 6, 88, 2, 88, 2, 50, 46, 10, 100]),
        // The bar falls to the left: a hook.
        new(1.5, [4, 34, 10, 16, 34, 8, 62, 5, 62, 5, 44, 46, 30, 100]),
        // Wide bar, short leg.
        new(0.8, [0, 6, 44, 4, 88, 6, 88, 6, 68, 50, 52, 100]),
        // The leg bends to the left at its end.
        new(0.8, [0, 8, 30, 2, 56, 6, 58, 30, 52, 66, 36, 92, 22, 100]),
        // A long tick: down, bar, upright leg.
        new(1, [0, 36, 2, 6, 2, 6, 34, 4, 66, 6, 66, 6, 64, 50, 60, 100]),
        // Lying flat, the bar rising.
        new(0.7, [0, 40, 44, 16, 96, 0, 96, 0, 64, 42, 28, 88]),
        // Crossed low, the cross drawn out to the right.
        new(1, [0, 8, 30, 2, 58, 6, 46, 44, 26, 98], [8, 60, 46, 56, 84, 55]),
        // Crossed, upright leg.
        new(0.7, [0, 8, 28, 4, 56, 4, 56, 4, 48, 50, 42, 100], [18, 56, 46, 52, 78, 50]),
        // Narrow hook.
        new(0.8, [4, 40, 0, 14, 20, 2, 46, 10, 48, 40, 40, 100]),
        // With a foot.
        new(0.3, [0, 12, 28, 2, 60, 4, 46, 50, 32, 97], [4, 98, 34, 96, 74, 93]),
    ];
}
