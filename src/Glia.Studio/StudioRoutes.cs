using Glia.Studio.Data;
using Glia.Studio.Draw;
using Glia.Studio.Exchange;
using Glia.Studio.Http;
using Glia.Studio.Inspection;
using Glia.Studio.Lessons;
using Glia.Studio.Live;
using Glia.Studio.Pages;
using Glia.Studio.Runs;
using Glia.Studio.Serving;
using Glia.Studio.Stepping;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio;

/// <summary>Every address of the studio, by what it is about.</summary>
internal static class StudioRoutes
{
    public static void Map(IEndpointRouteBuilder routes, Workshop workshop, PredictionApi predictions, Func<string> newLink)
    {
        PageFiles page = PageFiles.Read();
        var events = new EventStream(workshop);
        routes.MapGet("/api/app", context => Api.Write(context, AppFacts.Of(workshop.Options, context.Request.Headers.Host.ToString()), StudioJson.Default.AppFacts));
        routes.MapPost("/api/links", context => Api.Write(context, new Link(newLink()), StudioJson.Default.Link));
        routes.MapGet("/api/events", events.Write);
        RunRoutes.Map(routes, workshop.Runs, workshop.Library.PathOf);
        predictions.Map(routes);
        SetRoutes.Map(routes, workshop.Library, workshop.Runs);
        ModelExport.Map(routes, workshop.Runs);
        LookRoutes.Map(routes, workshop);
        PageRoutes.Map(routes);
        LessonRoutes.Map(routes);
        StepRoutes.Map(routes, workshop.Runs);
        InspectionRoutes.Map(routes, workshop);
        LiveRoutes.Map(routes, workshop.Live, workshop.Stopping);
        routes.MapFallback("{*path}", context => WritePage(page, context));
    }

    private static Task WritePage(PageFiles page, HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)) return Problem.Write(context, StatusCodes.Status404NotFound, "There is nothing at this address for this method.");
        if (page.Find(context.Request.Path.Value ?? "/") is { } file) return file.Write(context);
        return Problem.Write(context, StatusCodes.Status404NotFound, PageFiles.WereBuilt
            ? "There is nothing at this address."
            : "The studio's page was not built, because npm was missing. Install Node.js 20 or newer (nodejs.org) and build Glia again.");
    }
}
