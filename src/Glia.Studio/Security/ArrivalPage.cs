using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Security;

/// <summary>
/// What a browser gets that follows a link from another site, a mail or a chat. It keeps <c>SameSite=Strict</c> cookies back from such a request, and from a redirect that answers it; so this page
/// goes on by itself, and that second request is the studio's own.
/// </summary>
internal static class ArrivalPage
{
    public static Task Write(HttpContext context)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0; url=/\"><meta name=\"color-scheme\" content=\"light dark\">" +
            "<link rel=\"icon\" href=\"data:,\"><title>Glia studio</title><body><main><h1>Glia studio</h1><p><a href=\"/\">Open it</a></p></main></body></html>");
    }
}
