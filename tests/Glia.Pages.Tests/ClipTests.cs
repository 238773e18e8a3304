namespace Glia.Pages.Tests;

public class ClipTests
{
    private static readonly Clip Square = new(0, 0, 10, 10);

    [Theory]
    [InlineData(2, 3, 7, 8, 2, 3, 7, 8)] // inside
    [InlineData(-5, 5, 15, 5, 0, 5, 10, 5)] // through, from left to right
    [InlineData(15, 5, -5, 5, 10, 5, 0, 5)] // and back
    [InlineData(5, 5, 5, 30, 5, 5, 5, 10)] // out at the bottom
    [InlineData(-5, -5, 20, 20, 0, 0, 10, 10)] // along the diagonal
    public void WhatLiesInsideStays(double x1, double y1, double x2, double y2, double fromX, double fromY, double toX, double toY)
    {
        ((double X, double Y) from, (double X, double Y) to) = Square.Piece((x1, y1), (x2, y2))!.Value;
        Assert.Equal((fromX, fromY, toX, toY), (from.X, from.Y, to.X, to.Y));
    }

    [Theory]
    [InlineData(-5, 0, -1, 10), InlineData(11, 5, 20, 5), InlineData(0, -1, 10, -1), InlineData(-5, 4, 4, -5)]
    public void WhatPassesByGoes(double x1, double y1, double x2, double y2) => Assert.Null(Square.Piece((x1, y1), (x2, y2)));
}
