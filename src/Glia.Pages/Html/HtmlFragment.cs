namespace Glia.Pages;

/// <summary>A <see cref="Page"/> as parts of another HTML page, see <see cref="HtmlPage.Fragment"/>.</summary>
/// <param name="Title">The title, plain text.</param>
/// <param name="Lead">The sentence under the title, HTML; empty for none.</param>
/// <param name="Html">The blocks, HTML.</param>
public sealed record HtmlFragment(string Title, string Lead, string Html);
