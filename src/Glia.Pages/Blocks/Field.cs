namespace Glia.Pages;

/// <summary>A number for every place of a plot, 0 … 1: how much one class is believed in there.</summary>
/// <param name="Values">Shape <c>(rows, columns)</c>, the first row at the bottom, over the whole of both axes.</param>
public sealed record Field(double[,] Values)
{
    /// <summary><paramref name="f"/> (x, y) at the middles of <paramref name="side"/> × <paramref name="side"/> fields.</summary>
    public static Field Of(double lowX, double highX, double lowY, double highY, Func<double, double, double> f, int side = 60)
    {
        ArgumentNullException.ThrowIfNull(f);
        var values = new double[side, side];
        for (int row = 0; row < side; row++)
            for (int column = 0; column < side; column++)
                values[row, column] = f(lowX + ((highX - lowX) * (column + 0.5) / side), lowY + ((highY - lowY) * (row + 0.5) / side));
        return new(values);
    }
}
