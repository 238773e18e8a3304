namespace Glia.Studio.Serving;

/// <summary>How much the prediction API takes at once.</summary>
internal sealed record ServingOptions
{
    /// <summary>Requests that may wait for a model; more are told to come back (503).</summary>
    public int Queue { get; init; } = 256;

    /// <summary>Samples that go through a network together at most.</summary>
    public int Batch { get; init; } = 32;

    /// <summary>Predictions and pictures worked on at once; 0 for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>Requests per second that one client's address may send; 0 for any number. More are told to wait (429).</summary>
    public int RatePerClient { get; init; }

    /// <summary>Samples of one request at most.</summary>
    public int MostSamples { get; init; } = 256;

    /// <summary>Bytes of a request at most.</summary>
    public int MostBytes { get; init; } = 4 << 20;

    /// <summary>
    /// Weights × samples up to which a request is predicted on its own thread at once, for handing it over costs more than it. Above, requests queue, and those that wait go through together. Measured.
    /// </summary>
    public long AtOnce { get; init; } = 500_000;

    public int Workers => Threads > 0 ? Threads : Environment.ProcessorCount;
}
