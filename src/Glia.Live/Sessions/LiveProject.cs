namespace Glia.Live;

/// <summary>Everything of a session that is kept in files: names, outputs, examples, addresses. Models are learnt from it anew.</summary>
public sealed record LiveProject
{
    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "live";

    /// <summary>Names of the inputs, unique.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The outputs; empty where gestures are told apart.</summary>
    public IReadOnlyList<OutputSpec> Outputs { get; init; } = [];

    /// <summary>The gestures; null where outputs are learnt.</summary>
    public GestureSpec? Gestures { get; init; }

    /// <summary>Recorded examples, by their ids.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Recorded gestures, by their ids.</summary>
    public IReadOnlyList<GestureExample> GestureExamples { get; init; } = [];

    /// <summary>The address that inputs come to.</summary>
    public string InputAddress { get; init; } = "/wek/inputs";

    /// <summary>The address that outputs go to.</summary>
    public string OutputAddress { get; init; } = "/wek/outputs";

    /// <summary>The port that is listened on; null where the project does not say.</summary>
    public int? InputPort { get; init; }

    /// <summary>The host that outputs go to; null where the project does not say.</summary>
    public string? OutputHost { get; init; }

    /// <summary>The port that outputs go to; null where the project does not say.</summary>
    public int? OutputPort { get; init; }

    /// <summary>What is drawn by chance is drawn from it.</summary>
    public ulong Seed { get; init; } = 1;
}
