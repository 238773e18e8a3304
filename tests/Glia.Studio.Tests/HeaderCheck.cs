namespace Glia.Studio.Tests;

/// <summary>What every answer has to tell the browser.</summary>
internal static class HeaderCheck
{
    public static void IsSafe(RawAnswer answer)
    {
        string policy = answer["Content-Security-Policy"] ?? "";
        string[] rules = policy.Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'self'", rules);
        Assert.Contains("frame-ancestors 'none'", rules);
        Assert.Contains("object-src 'none'", rules);
        Assert.Contains("base-uri 'none'", rules);
        Assert.Contains("form-action 'none'", rules);
        Assert.DoesNotContain(rules, r => r.StartsWith("script-src", StringComparison.Ordinal) && r.Contains("unsafe", StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
        Assert.Equal("DENY", answer["X-Frame-Options"]);
        Assert.Equal("no-referrer", answer["Referrer-Policy"]);
        Assert.Equal("same-origin", answer["Cross-Origin-Opener-Policy"]);
        Assert.Equal("same-origin", answer["Cross-Origin-Resource-Policy"]);
        Assert.Null(answer["Server"]);
        Assert.Null(answer["X-Powered-By"]);
        Assert.NotNull(answer["Cache-Control"]);
        if (answer.Status >= 400) Assert.Equal("no-store", answer["Cache-Control"]);
    }
}
