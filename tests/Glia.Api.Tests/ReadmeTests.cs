using System.Text.RegularExpressions;
using Glia.Datasets;
using Stranger;

namespace Glia.Api.Tests;

/// <summary>The code of the README compiles, does what it says, and is what the README shows.</summary>
public class ReadmeTests
{
    internal static readonly string Root = FindRoot();

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Glia.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("These tests read the README, but Glia.slnx is in no folder above the test program.");
    }

    [Theory]
    [InlineData("train"), InlineData("loop"), InlineData("own"), InlineData("use"), InlineData("live", "LiveCode.cs", "docs/live.md")]
    public void The_documents_show_the_code_that_is_tested(string mark, string file = "ReadmeCode.cs", string document = "README.md")
    {
        string source = File.ReadAllText(Path.Combine(Root, "tests", "Glia.Api.Tests", file));
        Match match = Regex.Match(source, $@"^( *)// <{mark}>\n(.*?)\n *// </{mark}>", RegexOptions.Multiline | RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        Assert.True(match.Success, $"{file} has no part <{mark}>");
        string code = string.Join('\n', match.Groups[2].Value.Split('\n').Select(line => line.StartsWith(match.Groups[1].Value, StringComparison.Ordinal) ? line[match.Groups[1].Length..] : line));
        string readme = File.ReadAllText(Path.Combine(Root, document)).ReplaceLineEndings("\n");
        code = code.Replace("file)", "\"digits.safetensors\")", StringComparison.Ordinal);
        Assert.True(readme.Contains(code, StringComparison.Ordinal), $"{document} should show this code:\n{code}");
    }

    [Fact]
    public void Training_saving_and_using_a_network_as_the_readme_does()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("glia-readme-").FullName, "digits.safetensors");
        try
        {
            double accuracy = ReadmeCode.TrainSaveAndUse(file);
            Assert.True(accuracy > 0.87, $"{accuracy:P2} of the generated test digits"); // they are harder than MNIST's: see the README
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task A_session_is_taught_as_the_page_on_live_says() => Assert.InRange(await LiveCode.Teach(), 0.3f, 0.7f);

    [Fact]
    public void A_loop_and_an_activation_of_ones_own()
    {
        double accuracy = ReadmeCode.OwnLoop(HandwrittenDigits.Generate(5_000, seed: 3));
        Assert.True(accuracy > 0.8, $"{accuracy:P2} of the digits it was trained on");
        Assert.InRange(ReadmeCode.OwnActivation(), 0.9f, 1.1f);
    }
}
