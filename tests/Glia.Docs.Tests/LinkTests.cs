namespace Glia.Docs.Tests;

/// <summary>Every link of a page leads somewhere: to a file of the repository, and to a heading that it has.</summary>
public class LinkTests
{
    private static readonly string[] More = ["CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md", "benchmarks/README.md"];

    public static TheoryData<string> Names => [.. Repository.Pages.Select(p => p.Name).Concat(More)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_links_lead_somewhere(string name)
    {
        foreach (string link in Page(name).Links.Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith("mailto:", StringComparison.Ordinal)))
        {
            string[] parts = link.Split('#', 2);
            string target = parts[0].Length == 0 ? name : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(name)!, parts[0]))).Replace('\\', '/');
            Assert.True(File.Exists(Repository.At(target)) || Directory.Exists(Repository.At(target)), $"{name}: ({link}) leads to {target}, which there is not.");
            if (parts.Length > 1) Assert.True(Page(target).Anchors.Contains(parts[1], StringComparer.Ordinal), $"{name}: ({link}) leads to a heading that {target} has not. It has: {string.Join(", ", Page(target).Anchors)}");
        }
    }

    [Fact]
    public void The_index_leads_to_every_page()
    {
        string[] linked = [.. Page("docs/README.md").Links.Select(l => $"docs/{l.Split('#')[0]}")];
        foreach (DocPage page in Repository.Pages.Where(p => p.Name.StartsWith("docs/", StringComparison.Ordinal) && p.Name != "docs/README.md" && !p.Name.StartsWith("docs/api/", StringComparison.Ordinal))) Assert.Contains(page.Name, linked);
        Assert.Contains("docs/api/README.md", linked);
    }

    [Fact]
    public void Every_picture_is_there_and_says_what_made_it()
    {
        string figures = File.ReadAllText(Repository.At("docs/figures.md"));
        string[] pictures = [.. Directory.GetFiles(Repository.At("docs"), "*.png", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Repository.At("docs"), f).Replace('\\', '/'))];
        Assert.NotEmpty(pictures);
        foreach (string picture in pictures) Assert.True(figures.Contains(picture, StringComparison.Ordinal) || figures.Contains($"`{Path.GetDirectoryName(picture)!.Replace('\\', '/')}/`", StringComparison.Ordinal), $"docs/figures.md does not say what made {picture}.");
        foreach (DocPage page in Repository.Pages)
            foreach (string picture in page.Links.Where(l => l.EndsWith(".png", StringComparison.Ordinal))) Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(page.Name)!, picture)), $"{page.Name}: there is no {picture}.");
    }

    private static DocPage Page(string name) => Repository.Pages.FirstOrDefault(p => p.Name == name) ?? DocPage.Read(name);
}
