using System.Globalization;

namespace Glia;

/// <summary>
/// How sure a network may be of its answers, found out on samples that it was not trained on: the temperature at which its probabilities fit what happens, by least negative log-likelihood
/// (temperature scaling: Guo, Pleiss, Sun and Weinberger 2017), and when it had better not answer. The same samples give the same bits.
/// </summary>
public sealed record Calibration
{
    /// <summary>Number of samples.</summary>
    public required int Count { get; init; }

    /// <summary>T of <c>softmax(z / T)</c>, 0.1 … 10.</summary>
    public required float Temperature { get; init; }

    /// <summary>When the network is unsure.</summary>
    public required RejectOption RejectOption { get; init; }

    /// <summary>The network on these samples at T = 1: see <see cref="Evaluation.LogLoss"/> and <see cref="Evaluation.ExpectedCalibrationError"/>.</summary>
    public required Evaluation Before { get; init; }

    /// <summary>The network on these samples at <see cref="Temperature"/>, with <see cref="RejectOption"/>.</summary>
    public required Evaluation After { get; init; }

    private const double Least = 0.1, Most = 10; // a few samples, all of them right, would otherwise say that the network is never wrong
    private const int MostSteps = 60, SamplesPerLook = 1024;

    /// <summary>Finds out how sure <paramref name="network"/> may be, and leaves it as it is; <see cref="Network.Calibrate"/> sets it, too.</summary>
    /// <param name="network">A network whose last layer is softmax, one output per class.</param>
    /// <param name="heldOut">Labelled samples that it was not trained on, better some thousand than some hundred.</param>
    /// <param name="keep">The part of these samples that it shall answer, more than 0 and at most 1.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="keep"/> is not more than 0 and at most 1, or <paramref name="threads"/> is negative.</exception>
    /// <exception cref="ArgumentException">The network has no probabilities to calibrate, or the samples do not go with it; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static Calibration Fit(Network network, Dataset heldOut, double keep = 0.99, int threads = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(heldOut);
        if (!(keep is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(keep), keep, "The part to answer must be more than 0 and at most 1.");
        if (Hindrance(network) is { } hindrance) throw new ArgumentException(hindrance, nameof(network));
        Network copy = network.Clone();
        copy.ForgetCalibration();
        Evaluation before = copy.Evaluate(heldOut, threads, cancellationToken: cancellationToken);
        copy.Temperature = FitTemperature(copy.Logits(heldOut, threads, cancellationToken), copy.Outputs, heldOut, cancellationToken);
        copy.RejectOption = FitRejectOption(copy.Evaluate(heldOut, threads, cancellationToken: cancellationToken), heldOut, copy.InputShape, keep);
        return new Calibration { Count = heldOut.Count, Temperature = copy.Temperature, RejectOption = copy.RejectOption, Before = before, After = copy.Evaluate(heldOut, threads, cancellationToken: cancellationToken) };
    }

    /// <summary>What keeps a network from being calibrated; null where nothing does.</summary>
    internal static string? Hindrance(Network network)
    {
        if (network.OutputLayer.Activation != Activation.Softmax) return $"A temperature is for softmax, but the last layer's activation is {network.OutputLayer.Activation}.";
        return network.Encoding is null or OneHot { Off: 0, On: 1 } ? null : "A temperature needs one output per class with targets 0 and 1.";
    }

    /// <summary>
    /// The T of least <c>−Σ ln softmax(z / T)[label]</c>, by Newton's method on b = 1/T, in which the sum is convex, kept between bounds that halving draws together.
    /// <paramref name="z"/>: shape <c>(count, width)</c>.
    /// </summary>
    internal static float FitTemperature(ReadOnlySpan<float> z, int width, Dataset data, CancellationToken cancellationToken = default)
    {
        double low = 1 / Most, high = 1 / Least, b = 1;
        for (int step = 0; step < MostSteps; step++)
        {
            (double slope, double curvature) = Slope(z, width, data, b, cancellationToken);
            if (slope > 0) high = b;
            else low = b;
            double next = b - (slope / curvature);
            if (!(next > low && next < high)) next = (low + high) / 2;
            if (Math.Abs(next - b) <= 1e-9 * b) break;
            b = next;
        }

        return (float)(1 / b);
    }

    /// <summary>First and second derivative of the negative log-likelihood in b = 1/T: <c>Σ (E[z] − z[label])</c> and <c>Σ Var[z]</c> under softmax(b z).</summary>
    private static (double Slope, double Curvature) Slope(ReadOnlySpan<float> z, int width, Dataset data, double b, CancellationToken cancellationToken)
    {
        double slope = 0, curvature = 0;
        for (int i = 0; i < data.Count; i++)
        {
            if (i % SamplesPerLook == 0) cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<float> row = z.Slice(i * width, width);
            double max = row[0], sum = 0, mean = 0, square = 0;
            foreach (float value in row) max = Math.Max(max, value);
            foreach (float value in row)
            {
                double below = value - max, share = StableMath.Exp(b * below);
                sum += share;
                mean += share * below;
                square += share * below * below;
            }

            mean /= sum;
            slope += mean - (row[data.Label(i)] - max);
            curvature += (square / sum) - (mean * mean);
        }

        return (slope, curvature);
    }

    /// <summary>
    /// Ranges that leave out a twentieth of what may be refused at each of their four ends, and then the largest confidence that still keeps enough: most of what is refused shall be
    /// refused for doubt.
    /// </summary>
    private static RejectOption FitRejectOption(Evaluation evaluation, Dataset data, FeatureShape shape, double keep)
    {
        var levels = new float[data.Count];
        var contrasts = new float[data.Count];
        for (int i = 0; i < data.Count; i++)
        {
            float[] features = data.Features(i);
            (levels[i], contrasts[i]) = (RejectOption.LevelOf(features), RejectOption.ContrastOf(features, shape));
        }

        int outside = (int)((1 - keep) / 20 * data.Count), kept = Math.Clamp((int)Math.Ceiling(keep * data.Count), 1, data.Count);
        ValueRange level = Middle(levels, outside), contrast = Middle(contrasts, outside);
        float[] confidences = [.. evaluation.Answers.Where(a => level.Contains(levels[a.Index]) && contrast.Contains(contrasts[a.Index])).Select(a => a.Confidence).Order()];
        return new RejectOption(confidences[Math.Max(0, confidences.Length - kept)], level, contrast);
    }

    private static ValueRange Middle(float[] values, int outside)
    {
        float[] sorted = [.. values.Order()];
        return new ValueRange(sorted[outside], sorted[^(outside + 1)]);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"temperature {Temperature:G4}, calibration error {Before.ExpectedCalibrationError:P2} before and {After.ExpectedCalibrationError:P2} after, unsure below {RejectOption.MinimumConfidence:P1}");
}
