using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Glia.Studio.Http;

/// <summary>How the studio's addresses take and give JSON.</summary>
internal static class Api
{
    /// <summary>The body of a request.</summary>
    /// <exception cref="StudioException">It is no JSON of that kind.</exception>
    public static async Task<T> Read<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        if (!IsJson(context.Request.ContentType)) throw new StudioException(StatusCodes.Status415UnsupportedMediaType, "JSON is wanted here: send it with 'Content-Type: application/json'.");
        return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) ?? throw new StudioException(StatusCodes.Status400BadRequest, "The JSON is null.");
    }

    /// <summary>Answers with JSON.</summary>
    public static Task Write<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }

    /// <summary>Answers that it was done, and nothing more.</summary>
    public static Task Done(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Sends bytes as a file to keep.</summary>
    /// <param name="context">To whom.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="type">Its media type.</param>
    /// <param name="name">What the browser is to call it: letters, digits, dots and hyphens.</param>
    public static Task File(HttpContext context, byte[] bytes, string type, string name)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    /// <summary>The id in the address.</summary>
    public static string Id(HttpContext context, string name = "id") => (string)context.Request.RouteValues[name]!;

    /// <summary>A whole number in the address.</summary>
    /// <exception cref="StudioException">It is none, or out of its range.</exception>
    public static int Number(HttpContext context, string name, int low, int high) =>
        int.TryParse((string?)context.Request.RouteValues[name] ?? context.Request.Query[name], out int number) && number >= low && number <= high
            ? number
            : throw StudioException.Bad(name, $"'{name}' must be a whole number from {low} to {high}.");

    /// <summary>The whole body as bytes, up to <paramref name="most"/> of them.</summary>
    /// <exception cref="StudioException">It is larger, or empty.</exception>
    public static async Task<byte[]> Bytes(HttpContext context, int most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = most;
        if (context.Request.ContentLength > most) throw new StudioException(StatusCodes.Status413PayloadTooLarge, $"This is larger than the {most >> 20} MB that are taken here.");
        using var memory = new MemoryStream((int)(context.Request.ContentLength ?? 4096));
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        return memory.Length > 0 ? memory.ToArray() : throw new StudioException(StatusCodes.Status400BadRequest, "The request is empty.");
    }

    private static bool IsJson(string? type) => type is not null && type.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
