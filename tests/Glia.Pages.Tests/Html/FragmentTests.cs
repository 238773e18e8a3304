namespace Glia.Pages.Tests;

/// <summary>A page as a part of another one.</summary>
public sealed class FragmentTests
{
    [Fact]
    public void A_fragment_is_the_page_without_its_frame()
    {
        var page = new Page("<Numbers>", [new Paragraph("Some `code` & **more**.")]) { Lead = "What **it** is." };
        HtmlFragment parts = HtmlPage.Fragment(page);
        Assert.Equal("<Numbers>", parts.Title);
        Assert.Equal("What <strong>it</strong> is.", parts.Lead);
        Assert.Equal("<p>Some <code>code</code> &amp; <strong>more</strong>.</p>\n", parts.Html);
        Assert.Contains($"<h1>&lt;Numbers&gt;</h1>\n<p class=\"lead\">{parts.Lead}</p>\n{parts.Html}</main>", HtmlPage.Write(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_style_sheet_is_that_of_a_page_within_a_host()
    {
        string style = HtmlPage.FragmentStyle, whole = HtmlPage.Write(new Page("", []));
        Assert.DoesNotContain(":root", style, StringComparison.Ordinal);
        Assert.DoesNotContain("prefers-color-scheme", style, StringComparison.Ordinal);
        foreach (string rule in (string[])["\nbody {", "\nmain {", "\nhtml {"]) Assert.DoesNotContain(rule, style, StringComparison.Ordinal);
        Assert.Contains(":host([data-theme=\"dark\"]) {", style, StringComparison.Ordinal);
        Assert.Contains(".page > :first-child {", style, StringComparison.Ordinal);
        foreach (string rule in (string[])[".equations {", "td.shaded {", ".meters {", "summary {"])
        {
            Assert.Contains(rule, style, StringComparison.Ordinal);
            Assert.Contains(rule, whole, StringComparison.Ordinal);
        }

        Assert.Equal(style.Count(c => c == '{'), style.Count(c => c == '}'));
    }
}
