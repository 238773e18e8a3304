using Glia.Kernels;

namespace Glia;

// No slow start: the code of a training is compiled when the trainer is made, not in its first steps.
public sealed partial class Trainer
{
    private const long MostWork = 200_000_000; // multiply-adds of a step; a longer one would take longer than what it spares

    /// <summary>Makes a step and takes it back. Just-in-time compilation would otherwise make the first epoch of a small network half as long again as the others.</summary>
    private void Rehearse()
    {
        if ((long)_batch * Network.Parameters.Length > MostWork) return;
        try
        {
            Step(_sampler.Batch(0, 0, _batch));
        }
        catch (TrainingDivergedException)
        {
            // The training itself will find the same, and say so in its own time.
        }
        finally
        {
            _lastGood.Span.CopyTo(Network.Parameters.Span);
        }

        foreach (FloatBuffer slot in _slots) slot.Span.Clear();
        _state = new TrainingState();
        _hasDiverged = false;
        _rate = 0;
    }
}
