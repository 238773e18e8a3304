using Glia.Kernels;

namespace Glia;

/// <summary>One place on the way down a curve.</summary>
/// <param name="Step">Steps done, from 0.</param>
/// <param name="Place">w.</param>
/// <param name="Slope">f'(w), by which the next step goes.</param>
/// <param name="Rate">Learning rate of the next step, as the schedule has it.</param>
public readonly record struct DescentPoint(int Step, float Place, float Slope, double Rate);

/// <summary>
/// Gradient descent on a curve of one number, by the rules that train networks: to see what a rate, a momentum or a schedule does without a network around it. A schedule that counts epochs takes
/// each step for one.
/// </summary>
/// <example><code>
/// foreach (DescentPoint point in Descent.Run(w => 2 * w, start: 1, new Sgd(0.1f), steps: 10)) Console.WriteLine($"{point.Place}: slope {point.Slope}"); // on w²
/// </code></example>
public static class Descent
{
    /// <summary>Goes down from <paramref name="start"/>.</summary>
    /// <param name="slope">f', the derivative of the curve.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="optimizer">How a place moves against its slope.</param>
    /// <param name="steps">Number of steps, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 0 steps.</exception>
    /// <returns>The start and the place after each step; fewer than <paramref name="steps"/> + 1 places where a number blew up, which is then left out.</returns>
    public static IReadOnlyList<DescentPoint> Run(Func<double, double> slope, double start, Optimizer optimizer, int steps)
    {
        ArgumentNullException.ThrowIfNull(slope);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        FloatBuffer w = new(FloatBuffer.Line), g = new(FloatBuffer.Line);
        UpdateStep update = optimizer.CreateStep(SimdWidths.Best, w, [.. Enumerable.Range(0, optimizer.Slots).Select(_ => new FloatBuffer(FloatBuffer.Line))]);
        var points = new List<DescentPoint>(steps + 1);
        w[0] = (float)start;
        for (int step = 0; step <= steps; step++)
        {
            g[0] = (float)slope(w[0]);
            if (!float.IsFinite(w[0]) || !float.IsFinite(g[0])) break;
            double rate = optimizer.LearningRate * optimizer.Schedule.Factor(new SchedulePosition(step, steps, step));
            points.Add(new(step, w[0], g[0], rate));
            update.Begin((float)rate, step + 1, ShapingOf(optimizer, g[0]), default);
            update.Weights(0, row: 0, rows: 1, FloatBuffer.Line, ref g[0], gradientRow: 0);
        }

        return points;
    }

    private static Shaping ShapingOf(Optimizer optimizer, float slope)
    {
        float norm = Math.Abs(slope), factor = optimizer.ClipNorm > 0 && norm > optimizer.ClipNorm ? optimizer.ClipNorm / norm : 1;
        return new(factor, optimizer.ClipValue > 0 ? optimizer.ClipValue : float.PositiveInfinity, optimizer.L1, optimizer.L2);
    }
}
