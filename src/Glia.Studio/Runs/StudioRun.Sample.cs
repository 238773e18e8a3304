using Glia.Pages;
using Glia.Studio.Http;

namespace Glia.Studio.Runs;

// One step of plain gradient descent on one sample, taken by hand.
internal sealed partial class StudioRun
{
    /// <summary>
    /// Takes the step that <paramref name="trace"/> makes of the network as it stands, and no other: the weights become those after the step, bit for bit. The optimiser's memory is not
    /// touched; a training that is under way is paused, so that what was done can be looked at.
    /// </summary>
    /// <param name="trace">The step from a network.</param>
    /// <param name="what">What the sample is, for the notes.</param>
    /// <param name="cancellation">Gives up waiting for the data.</param>
    /// <exception cref="StudioException">It leads to weights that are no numbers.</exception>
    public Task<StepTrace> TakeStepAsync(Func<Network, StepTrace> trace, string what, CancellationToken cancellation) => WhilePaused(trainer =>
    {
        StepTrace step = trace(trainer.Network);
        if (!float.IsFinite(step.LossAfter)) throw StudioException.Bad("rate", "This step is so long that the loss after it is no number. Use a smaller learning rate.");
        step.After.Parameters.Span.CopyTo(trainer.Network.Parameters.Span);
        Change(r => r with { Notes = [.. r.Notes.Take(200), $"In epoch {r.Epoch}, one step of plain gradient descent was taken by hand on {what}, learning rate {Num.Exact(step.Rate)}."] });
        return step;
    }, goesOn: false, cancellation);
}
