namespace Glia.Datasets;

/// <summary>A logic gate as data: the four points (0, 0), (0, 1), (1, 0), (1, 1) in this order, again and again where more samples are wanted.</summary>
public sealed record ToyGate : ToyClasses
{
    private readonly int[] _answers;

    internal ToyGate(string name, string about, int[] answers)
        : base(name, about, 4) => _answers = answers;

    private protected override (double X, double Y, int Label) Point(int index, int count, ref Xoshiro256 random)
    {
        int row = index % 4;
        return (row >> 1, row & 1, _answers[row]);
    }
}
