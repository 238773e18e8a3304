namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] Four =>
    [
        // Open, two strokes, with a corner.
        new(3, [12, 2, 8, 28, 2, 52, 2, 52, 30, 52, 68, 50], [56, 0, 54, 48, 50, 100]),
        // Open and leaning, the bar running past the stem.
        new(3, [24, 0, 12, 28, 0, 54, 0, 54, 30, 52, 72, 48], [64, 2, 52, 48, 40, 100]),
        // Closed, as in print.
        new(0.8, [46, 0, 24, 30, 0, 62, 0, 62, 34, 62, 68, 60], [46, 0, 46, 50, 45, 100]),
        // Open, round like a u.
        new(2, [8, 4, 2, 28, 10, 46, 30, 48, 54, 40], [60, 0, 56, 46, 50, 100]),
        // The stem begins at the bar's height.
        new(1.5, [32, 0, 16, 28, 0, 56, 0, 56, 32, 53, 72, 50], [50, 28, 45, 60, 38, 100]),
        // One stroke: down, across, up and down again.
        new(1.2, [8, 6, 2, 34, 16, 48, 44, 38, 60, 4, 60, 4, 54, 50, 46, 100]),
        // Closed, leaning, without a bar past the stem.
        new(0.8, [60, 2, 34, 20, 6, 48, 6, 48, 34, 48, 58, 44], [60, 2, 52, 48, 42, 100]),
        // Closed, one stroke, pointed head: nearly a nine.
        new(0.8, [52, 6, 28, 20, 2, 50, 2, 50, 30, 48, 56, 42, 54, 4, 54, 4, 52, 50, 48, 100]),
        // Wide and low.
        new(1, [16, 0, 10, 22, 0, 44, 0, 44, 44, 46, 96, 42], [74, 0, 70, 46, 64, 100]),
        // A short arm and a long stem.
        new(1, [10, 14, 4, 32, 2, 44, 2, 44, 26, 44, 52, 40], [52, 0, 46, 48, 36, 100]),
        // Bar crossing far to the right, stem leaning far.
        new(0.8, [30, 4, 14, 30, 2, 54, 2, 54, 40, 50, 82, 44], [78, 0, 54, 48, 30, 100]),
        // Low u with an upright stem.
        new(0.8, [14, 0, 4, 30, 0, 58, 0, 58, 40, 62, 86, 58], [66, 0, 66, 50, 66, 98]),
        // A wide triangle.
        new(0.6, [62, 4, 32, 34, 0, 62, 0, 62, 50, 66, 94, 64], [62, 4, 64, 50, 68, 100]),
        // A small loop at the corner.
        new(1, [26, 0, 10, 34, 0, 60, 10, 62, 40, 54, 72, 46], [64, 4, 50, 54, 38, 100]),
        // Bar rising, short stem.
        new(0.8, [22, 6, 10, 36, 2, 58, 20, 60, 50, 48, 72, 36], [56, 26, 46, 64, 34, 100]),
    ];
}
