using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Security;

/// <summary>
/// Stands before everything else and lets through what comes from the studio's own page, or from a program that holds the key: the right <c>Host</c>, for whatever changes something the right
/// <c>Origin</c>, no request that another site's page has sent, and the cookie.
/// </summary>
internal sealed class AccessGuard(RequestDelegate next, AllowedHosts hosts, AccessKeys keys, string cookie)
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public async Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (!hosts.IsHost(request.Headers.Host)) await Refuse(context, StatusCodes.Status421MisdirectedRequest, $"This server is not '{Shown(request.Headers.Host)}'. Open {hosts.Origin} instead.");
        else if (!Methods.Contains(request.Method)) await RefuseMethod(context);
        else if (request.Path.StartsWithSegments("/health", StringComparison.Ordinal)) await next(context);
        else if (IsForeign(request)) await Refuse(context, StatusCodes.Status403Forbidden, "This request comes from a page of another site.");
        else if (TryEnter(context)) await Arrive(context);
        else if (!HoldsKey(request) && IsCrossSite(request)) await ArrivalPage.Write(context);
        else if (!HoldsKey(request)) await Refuse(context, StatusCodes.Status401Unauthorized, "Open the studio by the link that 'glia studio' writes in its terminal.");
        else await next(context);
    }

    /// <summary>The link with a token: uses it up, and gives the cookie for it.</summary>
    private bool TryEnter(HttpContext context)
    {
        if (context.Request.Path != "/" || !HttpMethods.IsGet(context.Request.Method) || !keys.Redeem(context.Request.Query["token"])) return false;
        context.Response.Cookies.Append(cookie, keys.Session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
        return true;
    }

    // Browsers say where a request comes from; programs that are no browsers say nothing, and must hold the key, which no other page can read.
    private bool IsForeign(HttpRequest request)
    {
        string? origin = request.Headers.Origin, site = request.Headers["Sec-Fetch-Site"];
        bool changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (origin is not null && !hosts.IsOrigin(origin, request.Headers.Host)) return true;
        if (site is null or "same-origin" or "none") return origin is null && (changes || IsUpgrade(request)) && !HoldsBearer(request);
        bool isLink = !changes && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document" && request.Path == "/";
        return !isLink;
    }

    // Only links to the page itself get this far.
    private static bool IsCrossSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "cross-site";

    private static Task Arrive(HttpContext context)
    {
        if (IsCrossSite(context.Request)) return ArrivalPage.Write(context);
        context.Response.Redirect("/");
        return Task.CompletedTask;
    }

    private static bool IsUpgrade(HttpRequest request) => request.Headers.ContainsKey("Upgrade");

    private bool HoldsKey(HttpRequest request) => keys.IsSession(request.Cookies[cookie]) || HoldsBearer(request);

    private bool HoldsBearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && keys.IsSession(value["Bearer ".Length..]);

    private static Task RefuseMethod(HttpContext context)
    {
        context.Response.Headers.Allow = string.Join(", ", Methods);
        return Refuse(context, StatusCodes.Status405MethodNotAllowed, "This method is not for the studio.");
    }

    private static Task Refuse(HttpContext context, int status, string message) =>
        context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? Problem.Write(context, status, message) : RefusalPage.Write(context, status, message);

    // What a stranger wrote is shown only as far as it can be a name.
    private static string Shown(string? host) => new([.. (host ?? "").Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' ? c : '?')]);
}
