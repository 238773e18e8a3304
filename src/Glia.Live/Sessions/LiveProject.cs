namespace Glia.Live;

/// <summary>Everything of a session that is kept in files: names, outputs, examples, addresses. Models are learnt from it anew.</summary>
public sealed record LiveProject
{
    /// <summary>What people call it: 1 … 256 characters, none of them a control character. Default: <c>live</c>.</summary>
    public string Name { get; init; } = "live";

    /// <summary>Names of the inputs: 1 … 1,024, no two alike, each of 1 … 256 characters without control characters.</summary>
    public required IReadOnlyList<string> InputNames { get; init; }

    /// <summary>The outputs, 1 … 1,024, no two of one name; empty, the default, where gestures are told apart.</summary>
    public IReadOnlyList<OutputSpec> Outputs { get; init; } = [];

    /// <summary>The gestures; null, the default, where outputs are learnt.</summary>
    public GestureSpec? Gestures { get; init; }

    /// <summary>Recorded examples, in order, no two of one id; none where gestures are told apart.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Recorded gestures, in order, no two of one id; none where outputs are learnt.</summary>
    public IReadOnlyList<GestureExample> GestureExamples { get; init; } = [];

    /// <summary>The address that inputs come to: printable ASCII from a slash on, 2 … 256 characters, without blanks and <c># * , ? [ ] { }</c>, and not under <c>/wekinator/</c> or <c>/glia/</c>. Default: <c>/wek/inputs</c>.</summary>
    public string InputAddress { get; init; } = "/wek/inputs";

    /// <summary>The address that outputs go to: printable ASCII from a slash on, 2 … 256 characters, without blanks and <c># * , ? [ ] { }</c>. Default: <c>/wek/outputs</c>.</summary>
    public string OutputAddress { get; init; } = "/wek/outputs";

    /// <summary>The port that is listened on, 1 … 65535; null, the default, where the project does not say.</summary>
    public int? InputPort { get; init; }

    /// <summary>The host that outputs go to, a name or an address of 1 … 253 characters; null, the default, where the project does not say.</summary>
    public string? OutputHost { get; init; }

    /// <summary>The port that outputs go to, 1 … 65535; null, the default, where the project does not say.</summary>
    public int? OutputPort { get; init; }

    /// <summary>What is drawn by chance is drawn from it: any number. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}
