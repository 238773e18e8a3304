using Glia.Pages;
using Glia.Studio.Pages;
using Glia.Workbench;

namespace Glia.Studio.Inspection;

// What looks come to, kept in memory; the page is sent the views of InspectionViews.cs.

/// <summary>Every answer to the test data: of classes an evaluation, of values the outputs.</summary>
internal sealed record MistakesLook(NamedData Test, Evaluation? Evaluation, float[]? Outputs)
{
    public static MistakesLook Of(Look look, NamedData test) => test.Data.IsClassification
        ? new(test, look.Network.Evaluate(test.Data, progress: look, cancellationToken: look.Stopped), null)
        : new(test, null, look.Network.Predict(test.Data, progress: look, cancellationToken: look.Stopped));
}

/// <summary>The layers, and what every neuron does over the test data.</summary>
internal sealed record NeuronsLook(NetworkInspection Inspection, NamedData Test);

/// <summary>A page that was written once.</summary>
internal sealed record ClassesLook(Fragment Page, NamedData Test);
