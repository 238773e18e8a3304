namespace Glia.Datasets;

internal static partial class DigitPrototypes
{
    private static DigitPrototype[] Zero =>
    [
        // An upright oval, from the top round to the left.
        new(3, [40, 1, 16, 14, 2, 45, 8, 80, 30, 98, 54, 88, 68, 55, 62, 20, 42, 2, 32, 5]),
        // A circle.
        new(3, [52, 1, 20, 7, 2, 35, 3, 66, 22, 92, 50, 99, 80, 90, 97, 62, 95, 34, 78, 9, 48, 1]),
        // Slim and leaning.
        new(3, [60, 2, 35, 20, 14, 55, 8, 84, 20, 98, 42, 85, 62, 50, 70, 18, 60, 3, 50, 6]),
        // Begun and ended inside: a small hook at the top.
        new(2, [62, 20, 50, 8, 30, 8, 8, 36, 4, 70, 22, 96, 52, 92, 72, 60, 68, 25, 48, 5, 32, 14, 28, 26]),
        // Not quite closed at the top.
        new(1.2, [30, 4, 8, 28, 2, 62, 18, 94, 46, 98, 68, 72, 70, 35, 52, 6]),
        // Round to the right, the end running past the start.
        new(1.2, [22, 16, 50, 2, 74, 18, 80, 55, 58, 92, 26, 97, 4, 68, 8, 30, 30, 9, 56, 12, 66, 26]),
        // A broad oval lying to the right.
        new(1.5, [78, 8, 44, 14, 10, 46, 2, 80, 22, 98, 58, 88, 92, 54, 98, 20, 80, 5, 62, 10]),
        // Very slim.
        new(1, [22, 0, 6, 25, 1, 60, 10, 94, 24, 97, 36, 65, 36, 28, 24, 2]),
        // A tail to the right at the top.
        new(1, [40, 6, 12, 26, 2, 62, 14, 94, 42, 96, 64, 68, 62, 28, 40, 6, 52, 4, 76, 2]),
        // A pointed foot and head: two arcs that meet.
        new(0.8, [44, 0, 14, 24, 2, 62, 20, 99, 20, 99, 52, 78, 66, 40, 44, 0]),
        // Flat and wide.
        new(0.8, [74, 2, 28, 6, 2, 34, 12, 66, 54, 76, 94, 58, 98, 24, 72, 2, 50, 4]),
        // The end runs on inside, down the middle.
        new(0.6, [58, 0, 24, 14, 2, 50, 12, 90, 40, 98, 66, 64, 62, 20, 44, 6, 26, 24, 34, 56]),
        // Slashed.
        new(0.4, [42, 2, 12, 24, 2, 62, 20, 97, 46, 94, 68, 62, 64, 22, 42, 2], [62, 6, 34, 50, 8, 94]),
    ];
}
