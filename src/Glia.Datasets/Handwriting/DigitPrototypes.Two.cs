namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] Two =>
    [
        // Round top, straight base with a corner.
        new(3, [4, 22, 24, 3, 54, 4, 66, 25, 54, 50, 26, 78, 2, 98, 2, 98, 36, 96, 76, 97]),
        // Round top, the base begun with a loop.
        new(3, [5, 20, 30, 1, 58, 10, 58, 38, 36, 72, 14, 94, 2, 89, 12, 78, 34, 85, 56, 97, 82, 90]),
        // Like a Z.
        new(2, [2, 8, 38, 2, 66, 5, 66, 5, 36, 50, 0, 97, 0, 97, 34, 94, 72, 96]),
        // A curl at the start.
        new(1.5, [24, 30, 8, 24, 14, 6, 40, 0, 58, 18, 46, 54, 8, 96, 8, 96, 36, 90, 70, 97]),
        // A small head over a wide base.
        new(1.5, [22, 16, 44, 2, 62, 14, 54, 42, 28, 74, 0, 95, 0, 95, 48, 92, 100, 96]),
        // A wide base with a loop, leaning.
        new(1.5, [22, 22, 50, 2, 72, 14, 62, 44, 34, 76, 8, 94, 0, 84, 18, 78, 46, 88, 72, 98, 98, 86]),
        // The stem runs into the base without a corner.
        new(1, [4, 24, 22, 2, 54, 2, 64, 26, 44, 58, 16, 82, 10, 96, 36, 97, 74, 92]),
        // A wave for a base.
        new(1, [6, 18, 32, 0, 60, 10, 58, 40, 32, 74, 4, 94, 20, 84, 44, 92, 62, 98, 84, 88]),
        // Large round head, short base.
        new(1, [2, 30, 14, 6, 44, 0, 64, 20, 56, 52, 30, 80, 10, 97, 10, 97, 56, 96]),
        // Narrow, upright, large loop.
        new(1, [8, 16, 28, 0, 48, 16, 42, 50, 26, 84, 10, 99, 0, 86, 14, 74, 36, 86, 60, 98]),
        // Wide and flat, as written in haste.
        new(1, [10, 20, 46, 2, 84, 8, 78, 34, 40, 66, 0, 86, 0, 86, 50, 80, 112, 84]),
        // A large loop in the base.
        new(2, [8, 24, 28, 2, 56, 10, 58, 38, 40, 68, 16, 94, 0, 88, 6, 70, 26, 70, 50, 86, 72, 98, 84, 92]),
        // Written flat, the end drawn out to the right and up.
        new(1, [10, 20, 34, 1, 58, 8, 52, 32, 24, 58, 4, 70, 0, 60, 20, 53, 60, 54, 112, 44]),
        // A loop, the end rising.
        new(1, [4, 26, 22, 2, 50, 6, 52, 34, 30, 72, 8, 96, 0, 84, 20, 72, 52, 82, 84, 66]),
        // Like a round letter a: large head, large loop, short end.
        new(1, [16, 34, 10, 14, 34, 0, 62, 14, 62, 48, 40, 86, 14, 99, 0, 84, 12, 66, 36, 74, 58, 94, 70, 98]),
        // Slim, a small loop for a base.
        new(0.6, [18, 22, 32, 2, 48, 8, 40, 40, 22, 80, 8, 99, 0, 86, 16, 74, 32, 80]),
        // A base loop as wide as the head.
        new(1.2, [14, 20, 36, 2, 68, 12, 74, 44, 56, 80, 26, 98, 2, 84, 6, 60, 34, 54, 60, 72, 78, 96]),
        // Slim, the loop thrown to the left, the end short.
        new(0.8, [24, 24, 34, 4, 46, 2, 50, 22, 40, 60, 18, 96, 2, 92, 4, 70, 24, 62, 44, 66]),
        // The base falls to the right.
        new(0.6, [4, 8, 20, 2, 36, 14, 28, 36, 8, 54, 8, 54, 34, 70, 66, 98]),
        // Hardly any head.
        new(0.5, [18, 14, 30, 0, 38, 14, 28, 60, 16, 97, 16, 97, 44, 94, 70, 92]),
        // A deep curl at the start, level base.
        new(0.6, [40, 30, 18, 34, 10, 16, 34, 0, 60, 14, 54, 48, 20, 86, 2, 97, 2, 97, 40, 95, 84, 97]),
        // A long arm at the start, written flat.
        new(0.6, [0, 20, 28, 8, 62, 10, 66, 30, 40, 54, 10, 80, 10, 80, 42, 84, 92, 74]),
    ];
}
