using System.Net;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Security;

/// <summary>What a person sees who comes without the key.</summary>
internal static class RefusalPage
{
    public static Task Write(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>Glia studio</title>" +
            "<body><main><h1>Glia studio</h1><p>" + WebUtility.HtmlEncode(message) +
            "</p><p>Each link opens one browser. For another one, press Enter in the terminal where <code>glia studio</code> runs, or choose “Open elsewhere” on the page.</p></main></body></html>");
    }
}
