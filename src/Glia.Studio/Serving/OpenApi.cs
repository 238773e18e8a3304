using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Serving;

/// <summary>
/// The description of the API. Written by hand: the addresses read bytes and write bytes, so that no type could tell a generator what they take; a test holds it against the real addresses.
/// </summary>
internal static class OpenApi
{
    private static readonly Lazy<byte[]> Document = new(() =>
    {
        using Stream stream = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    public static async Task WriteAsync(HttpContext context)
    {
        byte[] document = Document.Value;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = document.Length;
        await context.Response.Body.WriteAsync(document, context.RequestAborted);
    }
}
