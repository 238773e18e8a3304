using System.Security.Cryptography;
using System.Text;
using Glia.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Pages;

/// <summary>What the page needs to show a <see cref="Fragment"/>: its style sheet.</summary>
internal static class PageRoutes
{
    private static readonly byte[] Style = Encoding.UTF8.GetBytes(HtmlPage.FragmentStyle);
    private static readonly string Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Style)[..12])}\"";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/page.css", WriteStyle);

    private static Task WriteStyle(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.Headers.ETag = Tag;
        response.Headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == Tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = "text/css; charset=utf-8";
        response.ContentLength = Style.Length;
        return response.Body.WriteAsync(Style, context.RequestAborted).AsTask();
    }
}
