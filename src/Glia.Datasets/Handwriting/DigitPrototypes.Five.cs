namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] Five =>
    [
        // Body and hat in two strokes.
        new(3, [16, 4, 12, 24, 8, 44, 8, 44, 34, 38, 60, 54, 60, 80, 36, 98, 4, 92], [16, 4, 38, 3, 66, 2]),
        // One stroke, from the end of the hat.
        new(2.5, [66, 3, 40, 4, 20, 5, 20, 5, 14, 26, 10, 46, 10, 46, 38, 40, 60, 58, 52, 90, 24, 99, 0, 90]),
        // One stroke, rounded like an S.
        new(2, [66, 4, 34, 4, 16, 22, 28, 42, 52, 58, 56, 82, 32, 99, 4, 92]),
        // Leaning, with a long hat.
        new(2, [36, 6, 28, 26, 22, 44, 22, 44, 44, 42, 56, 58, 48, 84, 26, 98, 0, 92], [36, 6, 62, 3, 94, 0]),
        // The hat set apart.
        new(1, [20, 14, 16, 32, 12, 48, 12, 48, 36, 44, 58, 60, 52, 88, 28, 99, 2, 94], [30, 6, 54, 4, 80, 0]),
        // Small belly, low.
        new(1.2, [64, 0, 42, 3, 24, 4, 24, 4, 16, 30, 12, 54, 12, 54, 34, 52, 46, 68, 38, 90, 18, 98, 0, 92]),
        // Large round belly.
        new(1.2, [14, 4, 12, 20, 10, 34, 10, 34, 40, 28, 68, 46, 70, 76, 44, 98, 12, 96, 0, 86], [14, 4, 36, 3, 64, 2]),
        // Leaning S with a long hat, haste.
        new(1.2, [92, 2, 56, 6, 34, 14, 32, 32, 48, 52, 46, 78, 26, 96, 0, 96]),
        // Narrow, the belly hardly bent.
        new(0.8, [44, 2, 18, 4, 18, 4, 10, 24, 12, 42, 34, 56, 42, 76, 28, 96, 2, 98]),
        // The belly curled in at its end.
        new(0.8, [18, 4, 14, 24, 10, 44, 10, 44, 36, 36, 64, 52, 62, 82, 36, 98, 10, 88, 14, 74], [18, 4, 42, 3, 68, 0]),
    ];
}
