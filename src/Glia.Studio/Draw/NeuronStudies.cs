using System.Runtime.CompilerServices;
using Glia.Pages;

namespace Glia.Studio.Draw;

/// <summary>What each neuron of a network does over its test samples: counted once for each state of the network, and forgotten with it.</summary>
internal sealed class NeuronStudies(CancellationToken stopping)
{
    private const int Top = 8, MostSamples = 2_000;
    private readonly ConditionalWeakTable<Network, Task<NetworkInspection>> _known = [];

    public async Task<NetworkInspection> Of(Reader reader, CancellationToken cancellation)
    {
        NamedSamples samples = NamedSamples.First((await reader.Run.DataAsync(cancellation)).Test, MostSamples);
        Task<NetworkInspection> study = _known.GetValue(reader.Network, network => Task.Run(() => Count(network, reader.Name, samples), stopping));
        try
        {
            return await study.WaitAsync(cancellation);
        }
        catch when (study.IsFaulted)
        {
            _known.Remove(reader.Network);
            throw;
        }
    }

    private NetworkInspection Count(Network network, string name, NamedSamples samples) =>
        new(network, name, samples.Data, samples.Name, InputBounds.For(network), LayerStatistics.Of(network, samples.Data, Top, stopping), []);

    private sealed record NamedSamples(Dataset Data, string Name)
    {
        public static NamedSamples First(Workbench.NamedData all, int most) =>
            all.Data.Count <= most ? new(all.Data, all.Name) : new(all.Data.Slice(0, most), $"the first {Num.Count(most)} of {all.Name}");
    }
}
