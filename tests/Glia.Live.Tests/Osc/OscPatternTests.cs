using System.Text;
using System.Text.RegularExpressions;

namespace Glia.Live.Tests;

/// <summary>Address patterns: the rows of OSC 1.0, a regular expression as the judge, hostile ones, malformed ones.</summary>
public sealed class OscPatternTests
{
    private static bool Matches(string pattern, string address) => OscPattern.Matches(Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(address));

    [Theory]
    [InlineData("/wek/inputs", "/wek/inputs", true)]
    [InlineData("/wek/inputs", "/wek/input", false)]
    [InlineData("/wek/input?", "/wek/inputs", true)]
    [InlineData("/wek/inputs?", "/wek/inputs", false)]
    [InlineData("/wek?inputs", "/wek/inputs", false)]
    [InlineData("/*", "/wek/inputs", false)]
    [InlineData("/*/*", "/wek/inputs", true)]
    [InlineData("/w*k/*", "/wk/", true)]
    [InlineData("/*puts", "/inputs", true)]
    [InlineData("/*", "/", true)]
    [InlineData("/output_[1-3]", "/output_2", true)]
    [InlineData("/output_[1-3]", "/output_4", false)]
    [InlineData("/output_[!1-3]", "/output_4", true)]
    [InlineData("/output_[!1-3]", "/output_2", false)]
    [InlineData("/[13-]", "/-", true)]
    [InlineData("/[a!]", "/!", true)]
    [InlineData("/[z-a]", "/m", false)]
    [InlineData("/wek/{in,out}puts", "/wek/outputs", true)]
    [InlineData("/wek/{in,out}puts", "/wek/puts", false)]
    [InlineData("/wek/{,in}puts", "/wek/puts", true)]
    [InlineData("/wek/{in,}puts", "/wek/puts", true)]
    [InlineData("/{}a", "/a", true)]
    [InlineData("/{a,ab}{c,bc}", "/abbc", true)]
    [InlineData("/{a,ab}{c,bc}", "/abb", false)]
    [InlineData("/a,b*", "/a,bc", true)]
    [InlineData("/gr??ße*", "/größe", true)]
    [InlineData("//*", "//a", true)]
    [InlineData("//*", "/a", false)]
    public void Rows(string pattern, string address, bool expected) => Assert.Equal(expected, Matches(pattern, address));

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("/[a")]
    [InlineData("/a]")]
    [InlineData("/[]")]
    [InlineData("/[]a]")]
    [InlineData("/[!]")]
    [InlineData("/{a")]
    [InlineData("/a}")]
    [InlineData("/{a,{b,c}}")]
    [InlineData("/{a*}")]
    [InlineData("/[a/b]")]
    [InlineData("/{a/b}")]
    public void Malformed_patterns_match_nothing(string pattern) =>
        Assert.All(["/", "/a", "/]", "/[", "/*", "/!", "/{a", "/a}", "/a/b", "/[a", "/[a/b]", "", pattern], address => Assert.False(OscPattern.IsPattern(Encoding.UTF8.GetBytes(pattern)) && Matches(pattern, address)));

    [Fact]
    public void Random_patterns_agree_with_regular_expressions()
    {
        string[] osc = ["*", "?", "a", "b", "/", "[ab]", "[!a]", "[a-c]", "{a,bb}", "{,ab}", "{c}"];
        string[] regex = ["[^/]*", "[^/]", "a", "b", "/", "[ab]", "[^a/]", "[a-c]", "(a|bb)", "(|ab)", "c"];
        var random = new Random(3);
        int matched = 0;
        for (int i = 0; i < 3000; i++)
        {
            int[] parts = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(osc.Length))];
            string pattern = "/" + string.Concat(parts.Select(p => osc[p]));
            var judge = new Regex("^/" + string.Concat(parts.Select(p => regex[p])) + "$", RegexOptions.CultureInvariant);
            for (int k = 0; k < 20; k++)
            {
                string address = "/" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "aaabbbc/d"[random.Next(9)]));
                bool expected = judge.IsMatch(address);
                matched += expected ? 1 : 0;
                Assert.True(expected == Matches(pattern, address), $"{pattern} {address}");
            }
        }

        Assert.True(matched > 1000);
    }

    /// <summary>TRUST: hostile patterns. Matching each of these by trying would not end in a lifetime.</summary>
    [Fact]
    public void Hostile_patterns_end()
    {
        string address = "/" + new string('a', 10_000);
        string[] hostile = ["*a", "**", "*?", "*[a-z]", "{a,aa}*", "{a,a}{aa,a}"];
        foreach (string part in hostile)
        {
            string pattern = "/" + string.Concat(Enumerable.Repeat(part, 250 / part.Length)) + "b";
            Assert.False(Matches(pattern, address));
            Assert.Equal(part.Contains('*'), Matches(pattern, address + "b"));
        }

        Assert.False(Matches("/" + new string('*', OscPattern.MaximumLength), "/a"));
        Assert.True(Matches("/" + new string('*', OscPattern.MaximumLength - 1), "/a"));
    }
}
