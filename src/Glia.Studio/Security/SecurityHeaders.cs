using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Security;

/// <summary>What every answer tells the browser: run nothing but the page's own files, speak to nobody else, be framed by nobody.</summary>
internal static class SecurityHeaders
{
    // Attributes with styles (a bar's width) are allowed, for the server's own drawings have them; style sheets and scripts come as files only.
    private const string Policy = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self'; style-src-attr 'unsafe-inline'; "
        + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";
        headers.CacheControl = "no-store";
    }
}
