namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] One =>
    [
        // One stroke, upright.
        new(5, [6, 0, 5, 50, 4, 100]),
        // One stroke, leaning to the right.
        new(4, [28, 0, 14, 50, 0, 100]),
        // One stroke, leaning far.
        new(3, [52, 0, 27, 50, 0, 100]),
        // Leaning to the left.
        new(1, [0, 0, 12, 50, 22, 100]),
        // Bowed a little.
        new(1, [16, 0, 14, 35, 6, 70, 0, 100]),
        // A short flag.
        new(1, [0, 16, 14, 0, 14, 0, 13, 50, 10, 100]),
        // A long flag.
        new(0.7, [0, 30, 28, 0, 28, 0, 27, 50, 26, 100]),
        // Flag and foot, as in print.
        new(0.7, [4, 22, 30, 0, 30, 0, 30, 50, 28, 98], [0, 99, 30, 98, 60, 98]),
        // Leaning, with a flag and a foot.
        new(0.4, [12, 22, 40, 0, 40, 0, 32, 50, 24, 97], [0, 98, 26, 97, 56, 96]),
        // A foot alone.
        new(0.2, [24, 0, 23, 50, 22, 98], [0, 98, 46, 97]),
        // Leaning, with a long flag.
        new(0.6, [0, 36, 40, 0, 40, 0, 28, 50, 18, 100]),
        // A steep flag, as long as half of the stem.
        new(1, [0, 46, 16, 26, 34, 0, 34, 0, 27, 50, 20, 100]),
        // Leaning, with a flag and a long foot.
        new(0.6, [16, 20, 50, 0, 50, 0, 40, 50, 32, 97], [0, 98, 34, 97, 80, 94]),
        // A level roof for a flag, and a long foot.
        new(0.4, [14, 10, 54, 6, 54, 6, 40, 52, 26, 98], [0, 99, 30, 98, 76, 96]),
    ];
}
