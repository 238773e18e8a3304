using Glia.Datasets;
using Glia.Studio.Serving;

namespace Glia.Studio.Tests.Serving;

/// <summary>A prediction server of its own with networks of several kinds, on any free port.</summary>
public sealed class ServeFixture : IAsyncLifetime
{
    internal static ServedNetwork Digits { get; } = Served("digits", Create(784, 20, ofDigits: true));

    /// <summary>Large enough to be queued.</summary>
    internal static ServedNetwork Large { get; } = Served("large", Create(784, 700, ofDigits: true));

    internal static ServedNetwork Calibrated { get; } = Served("calibrated", Create(784, 15, ofDigits: true, new RejectOption(0.5f, new(10, 100), new(0, 50))));

    /// <summary>Two numbers in, one out, no classes.</summary>
    internal static ServedNetwork Curve { get; } = Served("curve", new Network(2, seed: 5, new Dense(3, Activation.Tanh), new Dense(1, Activation.Identity)));

    internal static FixedModels Models { get; } = new(Digits, Large, Calibrated, Curve);

    internal PredictionServer Server { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public List<string> Log { get; } = [];

    public async ValueTask InitializeAsync()
    {
        Server = await PredictionServer.StartAsync(Models, new ServeOptions { Port = 0, Serving = new ServingOptions { MostSamples = 40 } }, Log.Add);
        Client = ClientOf(Server);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Assert.Empty(Log);
    }

    internal static HttpClient ClientOf(PredictionServer server) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(server.Origin) };

    internal static ServedNetwork Served(string id, Network network, string version = "1") => new(id, $"{id}.safetensors", version, network);

    internal static Network Create(int inputs, int hidden, bool ofDigits, RejectOption? option = null) => new(inputs, seed: 3, new Dense(hidden, Activation.ReLU), new Dense(10, Activation.Softmax))
    {
        Scaler = Scaler.Divide(255),
        Encoding = new OneHot(),
        ClassNames = ofDigits ? HandwrittenDigits.ClassNames : [],
        InputShape = HandwrittenDigits.Shape,
        RejectOption = option,
        TrainingSummary = new Dictionary<string, string>(StringComparer.Ordinal) { ["epochs"] = "3" },
    };
}

/// <summary>Models that stay, until a test puts in another version.</summary>
internal sealed class FixedModels(params ServedNetwork[] models) : IModelSource
{
    private readonly Dictionary<string, ServedNetwork> _models = models.ToDictionary(m => m.Id, StringComparer.Ordinal);

    public void Replace(ServedNetwork model) => _models[model.Id] = model;

    public IReadOnlyList<ModelFacts> List() => [.. _models.Values.Select(m => m.Facts)];

    public ServedNetwork? Find(string id) => _models.GetValueOrDefault(id);
}
