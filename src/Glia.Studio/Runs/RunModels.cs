using System.Runtime.CompilerServices;
using Glia.Studio.Serving;

namespace Glia.Studio.Runs;

/// <summary>The networks of all runs, for the prediction API: each as it is now, while it is trained too.</summary>
internal sealed class RunModels(RunStore runs) : IModelSource
{
    private readonly ConditionalWeakTable<Network, ServedNetwork> _served = []; // each for as long as its network lives

    public IReadOnlyList<ModelFacts> List() => [.. runs.All.Select(r => r.Record).Where(r => r.Inputs > 0).Select(r => new ModelFacts(r.Id, r.Name, null, r.Inputs, r.Outputs, r.Classes))];

    public ServedNetwork? Find(string id) =>
        runs.Find(id) is { } run && run.Snapshot is { } network ? _served.GetValue(network, n => new ServedNetwork(run.Id, run.Record.Name, ModelVersion.Of(n), n)) : null;
}
