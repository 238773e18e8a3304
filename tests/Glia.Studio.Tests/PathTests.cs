using System.Text;
using Glia.Studio.Http;

namespace Glia.Studio.Tests;

/// <summary>TRUST.md, "the local page attacked from a web page": more than 40 path payloads (MLflow CVE-2023-1177, -2356, -2780), as bytes that no HTTP library would send.</summary>
public sealed class PathTests(StudioFixture studio) : IClassFixture<StudioFixture>
{
    private const string Secret = "glia-secret-5d1f0c";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly string[] Payloads =
    [
        "../secret.txt", "../../secret.txt", "../../../../../../../../etc/passwd", "./../secret.txt", "x/../../secret.txt", ".../secret.txt", "....//secret.txt", "....//....//etc/passwd",
        "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "..%2fsecret.txt", "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd", ".%2e/secret.txt", "%2e./secret.txt", "%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "%252e%252e%252fsecret.txt", "%25252e%25252e%25252fsecret.txt", "..%252f..%252fetc%252fpasswd", "%%32%65%%32%65/secret.txt",
        "..\\secret.txt", "..\\..\\windows\\win.ini", "..%5csecret.txt", "%2e%2e%5c%2e%2e%5cwindows%5cwin.ini", "..%255csecret.txt", "\\..\\secret.txt",
        "secret.txt%00", "secret.txt%00.js", "..%00/secret.txt", "%00", "index.html%00.png", "\0secret.txt", "secret\u0001.txt", "secret.txt%0d%0aSet-Cookie:x=y", "secret%7f.txt",
        "C:/windows/win.ini", "C:%5cwindows%5cwin.ini", "c:secret.txt", "C%3a/secret.txt", "//evil.example/share", "%5c%5cevil.example%5cshare%5cx", "\\\\?\\C:\\secret.txt", "//./secret.txt", "file:///etc/passwd", "/etc/passwd", "%2fetc%2fpasswd",
        "%c0%ae%c0%ae/secret.txt", "%c0%ae%c0%ae%c0%afsecret.txt", "%e0%80%ae%e0%80%ae/secret.txt", "%f0%80%80%ae%f0%80%80%ae/secret.txt", "%fe%ff/secret.txt", "%ff%ff", "%ed%a0%80", "..%u2215secret.txt", "%uff0e%uff0e/secret.txt", "．．/secret.txt", "%ef%bc%8e%ef%bc%8e/secret.txt", "..%e2%88%95secret.txt",
        "..;/secret.txt", "..;x=y/secret.txt", ";/../secret.txt", "index.html;.js", "secret.txt::$DATA", "secret.txt.", "secret.txt%20", "secret.txt~", "CON", "NUL.txt", "aux.json", "%", "%2", "%zz", "%-1", "?../../secret.txt", "#../secret.txt",
        "~/secret.txt", "$HOME/secret.txt", "%24%7bjndi%3ax%7d", "{path}", "*", "**/*", "..", ".", "...", ".git/config", ".env", "appsettings.json", "Glia.Studio.dll", "web.config", "page/index.html", "assets/../../secret.txt", "assets/%2e%2e/%2e%2e/secret.txt", "runs/../../secret.txt",
        new string('a', 3900), string.Concat(Enumerable.Repeat("../", 1200)) + "secret.txt", string.Concat(Enumerable.Repeat("a/", 1800)), string.Concat(Enumerable.Repeat("%2e%2e%2f", 400)) + "etc/passwd", new string('/', 3000), new string('%', 3000), new string('a', 9000),
    ];

    private static readonly string[] Rooms = ["/", "/assets/", "/api/", "/api/runs/", "/api/models/", "/api/data/", "/health/"];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Payloads.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task No_path_leads_anywhere_but_to_the_pages_own_files(int number)
    {
        await File.WriteAllTextAsync(Path.Combine(studio.Folder, "secret.txt"), Secret, Stop);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(studio.Folder)!, "secret.txt"), Secret, Stop);
        foreach (string room in Rooms)
        {
            foreach (string method in (string[])["GET", "HEAD", "DELETE", "POST"])
                Judge(await Ask(method, room + Payloads[number]), method, room + Payloads[number]);
        }
    }

    [Fact]
    public async Task Without_the_key_not_even_the_page_comes_out()
    {
        foreach (string payload in Payloads)
        {
            string request = $"GET /health/{payload} HTTP/1.1\r\nHost: 127.0.0.1:{studio.Port()}\r\nConnection: close\r\n\r\n";
            RawAnswer answer = await RawClient.Send(studio.Port(), request, Stop);
            Assert.InRange(answer.Status, 400, 499);
            Assert.DoesNotContain("id=\"app\"", answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void There_are_more_than_forty_payloads()
    {
        Assert.True(Payloads.Distinct().Count() >= 40);
        Assert.Equal(Payloads.Length, Payloads.Distinct().Count());
    }

    [Fact]
    public void The_pages_files_are_a_closed_set_of_names()
    {
        PageFiles page = PageFiles.Read();
        Assert.Equal(PageFiles.WereBuilt, page.Find("/") is not null);
        Assert.All((string[])["", "index.html", "//index.html", "/INDEX.HTML", "/index.html/", "/./index.html", "\\index.html", "/page/index.html", "/assets", "/assets/"], p => Assert.Null(page.Find(p)));
    }

    private void Judge(RawAnswer answer, string method, string target)
    {
        string what = $"{method} {target[..Math.Min(target.Length, 80)]} → {answer.Status} {answer.Text}";
        Assert.True(answer.Status is 200 or 201 or 204 or (>= 400 and < 500), what);
        Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("root:x:", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(studio.Folder, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer["Set-Cookie"]);
        Assert.Empty(studio.Log);
        if (answer.Body.Length > 0) HeaderCheck.IsSafe(answer);
        if (answer.Status == 200 && method == "GET" && !IsApi(target)) Assert.Contains("id=\"app\"", answer.Text, StringComparison.Ordinal); // "/", ".", "index.html": the page itself
    }

    // "/api/runs/." is "/api/runs/", and "/api/../health/live" what it says: those are the API's own, and Secret is in none of them.
    private static bool IsApi(string target) => target.StartsWith("/api", StringComparison.Ordinal) || target.StartsWith("/health", StringComparison.Ordinal);

    private Task<RawAnswer> Ask(string method, string target)
    {
        string head = $"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{studio.Port()}\r\nOrigin: {studio.Server.Origin}\r\nCookie: glia-{studio.Port()}={studio.Server.Key}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return RawClient.Send(studio.Port(), Encoding.UTF8.GetBytes(head), Stop);
    }
}
