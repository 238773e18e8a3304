namespace Glia.Pages;

/// <summary>
/// What is shown to a person: blocks one under the other. It says nothing of how it looks; <see cref="HtmlPage"/> makes one HTML file of it, and a terminal draws it in its own way.
/// Text may hold <c>`code`</c> and <c>**strong words**</c>.
/// </summary>
/// <param name="Title">The title, plain text.</param>
/// <param name="Blocks">What is on it.</param>
public sealed record Page(string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>One sentence under the title; empty for none.</summary>
    public string Lead { get; init; } = "";
}
