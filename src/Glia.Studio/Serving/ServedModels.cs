using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Glia.Studio.Serving;

/// <summary>The models that were asked for lately, made ready once for each version.</summary>
internal sealed class ServedModels(IModelSource source, ServingOptions options, ServingMeter meter)
{
    private const int MostHeld = 64; // a studio may have any number of runs; those asked for long ago are made ready again
    private readonly ConcurrentDictionary<string, ServedModel> _ready = new(StringComparer.Ordinal);

    /// <summary>Those that are ready now.</summary>
    public IEnumerable<ServedModel> Ready => _ready.Values;

    public IModelSource Source => source;

    public bool TryFind(string id, [NotNullWhen(true)] out ServedModel? model)
    {
        model = null;
        if (source.Find(id) is not { } served) return false;
        if (_ready.TryGetValue(id, out model) && ReferenceEquals(model.Served.Network, served.Network)) return true;

        // Whoever still waits in the old one's queue is answered by the old one.
        if (_ready.Count >= MostHeld) _ready.Clear();
        model = new ServedModel(served, options, meter);
        _ready[id] = model;
        return true;
    }
}
