using System.Text.Json;

namespace Glia.Studio.Serving;

/// <summary>A network made ready to answer: its names as JSON writes them, and the queue before it.</summary>
internal sealed class ServedModel
{
    public ServedModel(ServedNetwork served, ServingOptions options, ServingMeter meter)
    {
        Network = served.Network;
        (Id, Version) = (JsonEncodedText.Encode(served.Id), JsonEncodedText.Encode(served.Version));
        (Served, ClassNames) = (served, [.. Network.ClassNames.Select(name => JsonEncodedText.Encode(name))]);
        Encoding = Network.Encoding ?? (ClassNames.Count > 0 ? TargetEncoding.For(ClassNames.Count, Network.Outputs) : new OneHot());
        Queue = new PredictionQueue(Network, options, meter);
    }

    public ServedNetwork Served { get; }

    public Network Network { get; }

    public JsonEncodedText Id { get; }

    public JsonEncodedText Version { get; }

    public IReadOnlyList<JsonEncodedText> ClassNames { get; }

    public TargetEncoding Encoding { get; }

    public PredictionQueue Queue { get; }
}
