using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Glia.Studio.Http;

/// <summary>Something that is told to whoever asked: what was wrong, and what to do.</summary>
internal sealed class StudioException(int status, string message, string? setting = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The setting at fault; null for none.</summary>
    public string? Field => setting;

    public static StudioException Bad(string field, string message) => new(StatusCodes.Status400BadRequest, message, field);

    public static StudioException Missing(string what) => new(StatusCodes.Status404NotFound, what);

    public static StudioException Conflict(string message) => new(StatusCodes.Status409Conflict, message);
}

/// <summary>Errors as JSON: <c>{"error": {"message": …, "field": …}}</c>.</summary>
internal static class Problem
{
    public static Task Write(HttpContext context, int status, string message, string? field = null)
    {
        context.Response.StatusCode = status;
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        if (status == StatusCodes.Status408RequestTimeout || MayBeTooLongToSkip(context)) SayClosing(context);
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new ErrorBody(new ErrorInfo(message, field)), ProblemJson.Default.ErrorBody));
    }

    /// <summary>Says that the connection ends with this answer: a client that keeps it would lose its next request, and may not send one again that has a body (RFC 9110, 9.2.2).</summary>
    public static void SayClosing(HttpContext context) => context.Response.Headers.Connection = "close";

    // What is left of a refused body is skipped after the answer, but no more of it than would have been taken. How much comes is not known where the body is in chunks, nor whether any comes where
    // the client asked first (Expect).
    private static bool MayBeTooLongToSkip(HttpContext context) => context.Request is { ContentLength: { } length, Headers.Expect.Count: 0 }
        ? length > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize
        : context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
}

internal sealed record ErrorBody(ErrorInfo Error);

internal sealed record ErrorInfo(string Message, string? Field);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
[System.Text.Json.Serialization.JsonSerializable(typeof(ErrorBody))]
internal sealed partial class ProblemJson : System.Text.Json.Serialization.JsonSerializerContext;
