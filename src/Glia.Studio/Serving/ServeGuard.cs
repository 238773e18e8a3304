using Glia.Studio.Http;
using Glia.Studio.Security;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Serving;

/// <summary>
/// Stands before the prediction API where it is alone: the right <c>Host</c>, no page of another site, and the key where one was set. Programs that are no browsers need no cookie; without a key,
/// whoever reaches the address may ask.
/// </summary>
internal sealed class ServeGuard(RequestDelegate next, AllowedHosts hosts, ServerKey? key)
{
    private const string Policy = "default-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        IHeaderDictionary headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-store";
        if (!hosts.IsHost(request.Headers.Host)) return Problem.Write(context, StatusCodes.Status421MisdirectedRequest, $"This server is not spoken to by that name. It is {hosts.Origin}; 'glia serve --name' adds names.");
        if (request.Path.StartsWithSegments("/health", StringComparison.Ordinal)) return next(context);
        if (IsForeign(request)) return Problem.Write(context, StatusCodes.Status403Forbidden, "This request comes from a page of another site.");
        if (key is null || key.Admits(request.Headers.Authorization)) return next(context);
        headers.WWWAuthenticate = "Bearer";
        return Problem.Write(context, StatusCodes.Status401Unauthorized, "A key is needed: send the header 'Authorization: Bearer KEY'.");
    }

    // Browsers say where a request comes from; programs say nothing.
    private bool IsForeign(HttpRequest request)
    {
        string? origin = request.Headers.Origin, site = request.Headers["Sec-Fetch-Site"];
        return (origin is not null && !hosts.IsOrigin(origin, request.Headers.Host)) || site is not (null or "same-origin" or "none");
    }
}
