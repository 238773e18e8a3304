using System.Text.Json;
using Glia.Workbench;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Http;

/// <summary>Turns every exception into an answer that says what was wrong; none ever shows a stack.</summary>
internal sealed class ProblemHandler(RequestDelegate next, Action<string> log)
{
    private const string ServerSource = "Microsoft.AspNetCore.Server.Kestrel.Core"; // throws IOException for a few kinds of broken bodies: no fault of the folder's

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed, ContentLength: null, ContentType: null })
                await Problem.Write(context, context.Response.StatusCode, context.Response.StatusCode == StatusCodes.Status404NotFound ? "There is nothing at this address." : $"This address does not take {context.Request.Method}, but {context.Response.Headers.Allow}.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            (int status, string message, string? field) = Describe(e);
            if (status == StatusCodes.Status500InternalServerError) log($"{context.Request.Method} {context.Request.Path}: {e.GetType().Name}: {e.Message}");
            if (IsBroken(e) || IsBroken(e.InnerException)) Problem.SayClosing(context);
            await Problem.Write(context, status, message, field);
        }
    }

    /// <summary>Where this body ends is not known, and so neither where the next request begins.</summary>
    private static bool IsBroken(Exception? e) => e is BadHttpRequestException or IOException { Source: ServerSource };

    private static (int Status, string Message, string? Field) Describe(Exception e) => e switch
    {
        StudioException x => (x.Status, x.Message, x.Field),
        BadHttpRequestException x => (x.StatusCode, DescribeStatus(x.StatusCode), null),
        IOException { Source: ServerSource } => (StatusCodes.Status400BadRequest, DescribeStatus(StatusCodes.Status400BadRequest), null),
        OperationCanceledException => (StatusCodes.Status503ServiceUnavailable, "The studio is stopping.", null),
        JsonException x => (StatusCodes.Status400BadRequest, x.Path is { Length: > 2 } path ? $"The JSON cannot be understood at {path}." : "The JSON cannot be understood.", null),
        SettingException x => (StatusCodes.Status400BadRequest, x.Message, x.Setting),
        InputFileException x => (StatusCodes.Status400BadRequest, x.Message, null),
        InvalidFileException x => (StatusCodes.Status400BadRequest, x.Message, null),
        ArgumentException x => (StatusCodes.Status400BadRequest, x.Message.Split(" (Parameter", 2)[0], x.ParamName),
        IOException or UnauthorizedAccessException => (StatusCodes.Status507InsufficientStorage, $"The studio's folder cannot be used: {e.Message}", null),
        OutOfMemoryException => (StatusCodes.Status507InsufficientStorage, "There is not enough memory. Use smaller layers, a smaller batch or fewer samples.", null),
        _ => (StatusCodes.Status500InternalServerError, $"This is a mistake in Glia itself, please report it: {e.GetType().Name}: {e.Message}", null),
    };

    private static string DescribeStatus(int status) => status switch
    {
        StatusCodes.Status408RequestTimeout => "The request came too slowly.",
        StatusCodes.Status413PayloadTooLarge => "This is larger than what is taken here.",
        _ => "The request cannot be understood.",
    };
}
