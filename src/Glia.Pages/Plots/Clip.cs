namespace Glia.Pages;

/// <summary>Cuts lines off at the edges of a rectangle (Liang and Barsky 1984).</summary>
internal readonly record struct Clip(double Left, double Top, double Right, double Bottom)
{
    /// <summary>The piece of a line that lies inside, in the same direction; null where none does.</summary>
    public ((double X, double Y) From, (double X, double Y) To)? Piece((double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, start = 0, end = 1;
        // At each edge: how far the line has to go to reach it, and how fast it does.
        foreach ((double speed, double way) in new[] { (-dx, from.X - Left), (dx, Right - from.X), (-dy, from.Y - Top), (dy, Bottom - from.Y) })
        {
            if (speed == 0 && way < 0) return null;
            if (speed < 0) start = Math.Max(start, way / speed);
            else if (speed > 0) end = Math.Min(end, way / speed);
        }

        return start > end ? null : (start == 0 ? from : At(start), end == 1 ? to : At(end));

        (double X, double Y) At(double part) => (from.X + (part * dx), from.Y + (part * dy));
    }
}
