using Glia.Studio.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio;

/// <summary>Every address of the studio, a line each.</summary>
internal static class StudioRoutes
{
    public static void Map(IEndpointRouteBuilder routes, Workshop workshop, Func<string> newLink)
    {
        PageFiles page = PageFiles.Read();
        routes.MapPost("/api/links", () => TypedResults.Text(newLink()));
        routes.MapGet("/health/live", () => "live");
        routes.MapGet("/health/ready", (HttpContext context) => workshop.Stopping.IsCancellationRequested ? Problem.Write(context, StatusCodes.Status503ServiceUnavailable, "The studio is stopping.") : context.Response.WriteAsync("ready"));
        routes.MapFallback("{*path}", (HttpContext context) => WritePage(page, context));
    }

    private static Task WritePage(PageFiles page, HttpContext context)
    {
        if (page.Find(context.Request.Path.Value ?? "/") is { } file) return file.Write(context);
        return Problem.Write(context, StatusCodes.Status404NotFound, page.Exist
            ? "There is nothing at this address."
            : "The studio's page was not built, because npm was missing. Install Node.js 20 or newer (nodejs.org) and build Glia again.");
    }
}
