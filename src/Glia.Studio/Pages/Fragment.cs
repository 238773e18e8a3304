using System.Text.Json.Serialization;
using Glia.Pages;

namespace Glia.Studio.Pages;

/// <summary>A page of explanations, a lesson or a report, as the studio's page shows it.</summary>
/// <param name="Title">The title, plain text.</param>
/// <param name="Lead">The sentence under it, HTML; empty for none.</param>
/// <param name="Html">What is on it.</param>
internal sealed record Fragment(string Title, string Lead, string Html)
{
    public static Fragment Of(Page page)
    {
        HtmlFragment parts = HtmlPage.Fragment(page);
        return new(parts.Title, parts.Lead, parts.Html);
    }

    /// <summary>Words with <c>code</c> and strong ones, as HTML.</summary>
    public static string Inline(string words) => HtmlPage.Inline(words);

    /// <summary>Blocks without a title of their own.</summary>
    public static Fragment Of(IEnumerable<Block> blocks) => Of(new Page("", [.. blocks]));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Fragment))]
internal sealed partial class FragmentJson : JsonSerializerContext;
