using Glia.Studio.Serving;

namespace Glia.Studio.Runs;

/// <summary>The networks of all runs, for the prediction API: each as it is now, while it is trained too.</summary>
internal sealed class RunModels(RunStore runs) : IModelSource
{
    public IReadOnlyList<ModelFacts> List() => [.. runs.All.Select(r => r.Record).Where(r => r.Inputs > 0).Select(r => new ModelFacts(r.Id, r.Name, r.Epoch.ToString(System.Globalization.CultureInfo.InvariantCulture), r.Inputs, r.Outputs, r.Classes))];

    public ServedNetwork? Find(string id) => runs.Find(id)?.Served;
}
