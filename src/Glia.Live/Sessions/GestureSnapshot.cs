namespace Glia.Live;

/// <summary>One gesture at one moment.</summary>
public sealed record GestureSnapshot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Number of examples that it has.</summary>
    public required int ExampleCount { get; init; }

    /// <summary>How far the present movement is from it, in the units of the inputs, 0 or more; +Infinity where that is not known.</summary>
    public required float Distance { get; init; }

    /// <summary>Whether it is the nearest, and near enough.</summary>
    public required bool IsMatch { get; init; }

    /// <summary>Whether it is being recorded.</summary>
    public required bool IsRecording { get; init; }
}
