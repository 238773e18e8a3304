namespace Glia.Pages;

/// <summary>What a lesson came to.</summary>
/// <param name="Blocks">What it says and shows.</param>
/// <param name="Quiz">The question at its end.</param>
public sealed record LessonRun(IReadOnlyList<Block> Blocks, Quiz Quiz)
{
    /// <summary>Other values worth a look.</summary>
    public IReadOnlyList<CommandLine> Tries { get; init; } = [];
}
