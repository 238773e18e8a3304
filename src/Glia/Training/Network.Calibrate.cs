namespace Glia;

// The last step after a training.
public sealed partial class Network
{
    /// <summary>
    /// Finds out on <paramref name="heldOut"/> how sure the network may be, and sets <see cref="Temperature"/> and <see cref="RejectOption"/>: predictions then give probabilities that mean what
    /// they say, and <see cref="TryClassify"/> and <see cref="IsUnsure"/> tell what it does not know. Saved with the model. See <see cref="Calibration.Fit"/>.
    /// </summary>
    /// <param name="heldOut">Labelled samples that it was not trained on, better some thousand than some hundred.</param>
    /// <param name="keep">The part of these samples that it shall answer, more than 0 and at most 1.</param>
    /// <param name="threads">Threads to use; 0 for one per core.</param>
    /// <param name="cancellationToken">Stops the work, within a fraction of a second.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="keep"/> is not more than 0 and at most 1, or <paramref name="threads"/> is negative.</exception>
    /// <exception cref="ArgumentException">The network has no probabilities to calibrate, or the samples do not go with it; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the network is as it was.</exception>
    public Calibration Calibrate(Dataset heldOut, double keep = 0.99, int threads = 0, CancellationToken cancellationToken = default)
    {
        var calibration = Calibration.Fit(this, heldOut, keep, threads, cancellationToken);
        (Temperature, RejectOption) = (calibration.Temperature, calibration.RejectOption);
        return calibration;
    }
}
