namespace Glia;

// Training in one call.
public sealed partial class Network
{
    /// <summary>
    /// Trains on <paramref name="data"/>, from the weights as they are: a second call goes on where the first ended (a warm start).
    /// For stopping early, checkpoints or a loop of your own, see <see cref="Trainer"/>.
    /// </summary>
    /// <param name="data">What to learn from. A network without scaler, encoding or class names takes those of the data.</param>
    /// <param name="optimizer">How weights move.</param>
    /// <param name="loss">What is made small.</param>
    /// <param name="epochs">Times through the data.</param>
    /// <param name="batchSize">Samples per step: 1 is online training, 0 the whole data set at once.</param>
    /// <param name="validation">Data to measure after each epoch but never to train on.</param>
    /// <param name="seed">Seed of the order of the samples and of dropout.</param>
    /// <param name="threads">Threads to use; 0 for one per core. The result does not depend on it.</param>
    /// <param name="onEpoch">Called after each epoch, on the calling thread.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <exception cref="ArgumentException">The network, the data and the loss do not go together; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled, between two steps.</exception>
    /// <exception cref="TrainingDivergedException">The numbers blew up; the last good weights are kept.</exception>
    public TrainingResult Fit(
        Dataset data,
        Optimizer optimizer,
        Loss loss,
        int epochs = 1,
        int batchSize = 32,
        Dataset? validation = null,
        ulong seed = 1,
        int threads = 0,
        Action<EpochReport>? onEpoch = null,
        CancellationToken cancellationToken = default)
    {
        var options = new TrainingOptions { Epochs = epochs, BatchSize = batchSize, Validation = validation, Seed = seed, Threads = threads };
        return new Trainer(this, data, optimizer, loss, options).Fit(onEpoch, cancellationToken);
    }
}
