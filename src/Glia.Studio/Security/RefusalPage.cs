using System.Net;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Security;

/// <summary>What a person sees who comes without the key. It stands alone: none of the page's files is given to strangers.</summary>
internal static class RefusalPage
{
    private const string Body = "font: 1.0625rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 18vh auto; padding: 0 1.25rem; overflow-wrap: anywhere";

    public static Task Write(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">" +
            "<meta name=\"color-scheme\" content=\"light dark\"><link rel=\"icon\" href=\"data:,\"><title>Glia studio</title>" +
            $"<body style=\"{Body}\"><main><h1>Glia studio</h1><p>" + WebUtility.HtmlEncode(message) + "</p>" + Advice(status) + "</main></body></html>");
    }

    private static string Advice(int status) => status is not (StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        ? ""
        : "<p>Each link opens one browser. For another one, press Enter in the terminal where <code>glia studio</code> runs, or choose “Open elsewhere” on the page.</p>";
}
