namespace Glia.OwnHandwriting;

/// <summary>
/// Ways to write the ten digits, set down by hand and apart from those that training digits are drawn from. Each way is a list of strokes; a stroke is a path
/// of absolute points in hundredths of the digit's height, y down: <c>M x y</c> sets the pen down, <c>L x y</c> goes straight, <c>C x y x y x y</c> is a cubic Bézier curve.
/// </summary>
internal static class OwnStrokes
{
    private static readonly string[][][] All = [Zero, One, Two, Three, Four, Five, Six, Seven, Eight, Nine];

    private static string[][] Zero =>
    [
        ["M 46 4 C 22 2 6 26 6 54 C 6 82 20 98 40 97 C 62 96 74 74 73 48 C 72 22 62 5 42 6"],
        ["M 56 8 C 40 -2 12 14 8 46 C 4 80 26 100 48 96 C 74 92 84 64 78 38 C 74 16 58 4 40 10 C 34 12 30 16 28 20"], // ends inside
        ["M 58 4 C 34 8 12 44 12 72 C 12 90 22 98 34 96 C 56 92 74 52 72 26 C 71 12 64 6 54 8"], // slim, leaning
        ["M 30 10 C 52 -4 80 10 82 46 C 84 80 64 98 44 97 C 20 96 6 72 8 44 C 9 24 18 10 36 6"], // to the right round
    ];

    private static string[][] One =>
    [
        ["M 50 2 C 49 30 47 70 46 98"],
        ["M 28 28 L 52 3 C 52 30 51 70 50 98"], // a serif
        ["M 26 26 C 36 20 46 12 52 3 L 52 97", "M 26 97 L 78 96"], // serif and foot
        ["M 64 3 C 54 36 46 66 38 98"], // leaning
        ["M 18 44 L 54 4 C 53 36 52 70 50 98"], // the long upstroke taught in middle Europe
    ];

    private static string[][] Two =>
    [
        ["M 12 26 C 14 8 30 2 44 3 C 64 4 72 20 66 38 C 58 60 30 78 10 96 L 74 96"],
        ["M 14 24 C 22 4 48 -2 60 12 C 74 30 54 60 36 78 C 26 90 12 98 8 90 C 5 80 20 76 34 84 C 48 92 62 98 82 88"], // looped
        ["M 10 14 C 28 2 54 0 62 14 C 70 30 48 54 8 94 C 28 90 54 92 80 96"], // nearly a Z
        ["M 28 34 C 14 34 10 18 20 9 C 34 -3 64 2 66 26 C 68 50 40 72 14 95 C 34 86 52 100 76 90"], // a curl at the start
    ];

    private static string[][] Three =>
    [
        ["M 12 14 C 24 0 62 -2 62 22 C 62 40 42 46 30 46 C 48 46 72 52 70 74 C 68 100 26 102 8 86"],
        ["M 10 5 L 64 4 L 34 40 C 56 38 74 52 70 74 C 66 98 28 102 8 88"], // a flat roof
        ["M 14 12 C 30 -2 60 2 58 22 C 56 38 38 50 26 48 C 22 44 34 40 44 46 C 62 50 70 62 66 78 C 60 100 22 100 8 84"], // a loop at the waist
        ["M 26 10 C 42 -2 76 0 72 22 C 70 38 52 46 38 47 C 54 48 66 58 62 76 C 56 98 22 102 6 90"], // leaning
    ];

    private static string[][] Four =>
    [
        ["M 20 4 C 18 22 12 42 8 58 L 76 56", "M 58 22 C 57 50 55 76 54 98"], // open
        ["M 60 98 L 62 3 C 46 24 24 48 6 66 L 84 66"], // closed, in one stroke from the foot
        ["M 14 6 C 10 28 4 50 18 54 C 34 58 52 52 66 46", "M 64 4 C 62 36 60 68 54 98"], // round like a u
        ["M 34 3 C 26 22 14 44 6 60 C 28 58 54 58 78 54", "M 66 26 C 58 52 50 76 42 99"], // open, leaning
    ];

    private static string[][] Five =>
    [
        ["M 20 6 C 18 20 15 32 13 46 C 30 34 66 36 68 64 C 70 92 34 104 8 90", "M 20 6 L 66 4"],
        ["M 68 5 L 24 6 L 18 44 C 34 36 68 40 66 68 C 64 96 28 102 8 88"], // in one stroke
        ["M 66 8 C 44 2 18 6 18 26 C 18 48 66 44 66 72 C 66 98 28 102 8 86"], // like an S
        ["M 24 12 L 18 46 C 40 36 70 48 66 72 C 62 98 28 102 6 92", "M 30 7 C 46 8 60 6 76 3"], // the hat apart
    ];

    private static string[][] Six =>
    [
        ["M 56 4 C 28 16 8 46 8 70 C 8 90 22 98 38 97 C 58 96 68 82 64 66 C 60 52 38 48 24 58 C 14 64 10 74 10 80"],
        ["M 62 3 C 44 22 22 50 16 68 C 10 88 24 98 38 97 C 56 96 66 78 58 66 C 48 54 26 64 18 78"], // a straight stem
        ["M 66 16 C 58 0 34 4 20 32 C 8 56 8 96 38 97 C 62 97 72 74 60 62 C 46 48 20 58 13 76"], // curled at the top
        ["M 34 2 C 18 30 10 54 12 74 C 14 92 26 99 38 97 C 54 95 60 80 56 68 C 50 54 26 54 16 70"], // upright
    ];

    private static string[][] Seven =>
    [
        ["M 8 8 L 70 6 C 56 34 42 64 34 98"],
        ["M 10 8 L 72 5 C 60 34 46 66 36 98", "M 26 52 L 70 49"], // crossed
        ["M 12 22 L 13 6 L 68 6 C 50 38 40 68 36 98"], // a serif
        ["M 8 16 C 16 2 28 10 42 9 C 52 8 62 6 72 2 C 58 40 44 70 30 98", "M 22 56 C 36 54 50 52 64 50"], // a wave for a roof, crossed
    ];

    private static string[][] Eight =>
    [
        ["M 62 14 C 46 -4 16 4 18 24 C 20 46 68 50 66 76 C 64 100 16 102 12 78 C 9 56 56 46 62 22 C 64 14 58 8 50 6"],
        ["M 40 4 C 16 4 14 44 40 45 C 66 45 66 4 40 4", "M 40 45 C 6 46 6 97 40 97 C 74 97 74 46 40 45"], // two circles
        ["M 42 48 C 18 38 16 4 44 3 C 72 4 66 38 40 50 C 8 64 8 97 40 98 C 74 97 72 62 42 48"], // begun at the crossing
        ["M 72 10 C 56 -2 30 4 28 24 C 28 44 62 54 56 78 C 50 102 6 100 12 78 C 18 58 62 42 74 14"], // leaning, not quite closed
    ];

    private static string[][] Nine =>
    [
        ["M 62 24 C 56 0 14 2 12 30 C 11 56 52 56 62 26 L 58 98"],
        ["M 64 22 C 54 -2 12 2 12 32 C 12 58 54 54 64 24 C 70 60 62 96 38 97 C 24 98 14 92 12 84"], // curled
        ["M 70 16 C 58 -4 22 8 20 32 C 18 56 56 50 70 18 C 62 46 48 74 36 99"], // leaning
        ["M 58 8 C 36 -2 14 14 16 32 C 18 50 48 46 58 12 C 60 40 54 70 40 98"], // in one sweep
    ];

    /// <summary>The ways to write <paramref name="digit"/>, 0 … 9, each a list of strokes.</summary>
    public static string[][] Of(int digit) => All[digit];
}
