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
        // Wide, the hat long and rising.
        new(1.5, [112, 0, 66, 10, 36, 14, 36, 14, 26, 34, 20, 50, 20, 50, 54, 50, 62, 72, 36, 92, 0, 90]),
        // Flat wide belly under a long hat.
        new(1, [14, 18, 10, 38, 6, 54, 6, 54, 50, 50, 82, 66, 70, 92, 30, 99, 0, 92], [14, 18, 50, 12, 98, 0]),
        // The belly curled so far that it nearly closes.
        new(0.7, [62, 2, 30, 6, 14, 26, 12, 44, 40, 38, 62, 56, 56, 86, 28, 99, 4, 86, 2, 66]),
        // The hat reaching left of the body.
        new(0.8, [20, 6, 16, 26, 12, 46, 12, 46, 40, 42, 58, 60, 50, 90, 24, 99, 0, 94], [0, 10, 30, 6, 80, 2]),
        // Like lightning.
        new(0.7, [90, 0, 44, 8, 20, 28, 20, 28, 44, 44, 50, 66, 30, 90, 6, 100]),
        // A short hat over a wide belly.
        new(0.8, [6, 4, 8, 24, 10, 42, 10, 42, 44, 36, 78, 56, 78, 84, 46, 99, 14, 94], [4, 4, 30, 4, 62, 2]),
        // Leaning far, a long hat over a small hook.
        new(0.9, [98, 0, 66, 12, 38, 26, 38, 26, 36, 46, 44, 64, 30, 88, 0, 98]),
        // Slim, without a corner at the body.
        new(0.6, [56, 4, 26, 4, 10, 22, 10, 42, 28, 56, 36, 76, 24, 98]),
    ];
}
