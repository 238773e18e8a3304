using Glia.Studio.Http;
using Glia.Studio.Maps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Runs;

/// <summary>The addresses under <c>/api/runs</c>: making, training, changing, taking away.</summary>
internal static class RunRoutes
{
    private const int MostName = 80, MostSteps = 1000, MostEpochs = 1_000_000;

    public static void Map(IEndpointRouteBuilder routes, RunStore runs, Func<string, string?> pathOf)
    {
        routes.MapPost("/api/plan", context => Plan(context, pathOf));
        routes.MapPost("/api/preview", context => Preview(context, runs, pathOf));
        routes.MapGet("/api/runs", context => Api.Write(context, [.. runs.All.Select(RunSummary.Of)], StudioJson.Default.RunSummaryArray));
        routes.MapPost("/api/runs", context => Create(context, runs));
        routes.MapGet("/api/runs/{id}", context => Detail(context, runs.Get(Api.Id(context))));
        routes.MapPatch("/api/runs/{id}", context => Name(context, runs));
        routes.MapDelete("/api/runs/{id}", context => Delete(context, runs));
        routes.MapPost("/api/runs/{id}/restore", async context => await Summary(context, await runs.RestoreAsync(Api.Id(context))));
        routes.MapPost("/api/runs/{id}/play", context => Play(context, runs));
        routes.MapPost("/api/runs/{id}/pause", context => Do(context, runs, run => run.PauseAsync()));
        routes.MapPost("/api/runs/{id}/step", context => Step(context, runs)).Limited();
        routes.MapPost("/api/runs/{id}/epoch", context => Do(context, runs, run => run.EpochAsync(context.RequestAborted))).Limited();
        routes.MapPost("/api/runs/{id}/reset", context => Do(context, runs, run => run.ResetAsync(context.RequestAborted)));
        routes.MapPost("/api/runs/{id}/more", context => More(context, runs));
        routes.MapPost("/api/runs/{id}/recover", context => Recover(context, runs));
        routes.MapGet("/api/runs/{id}/weights", context => Api.Write(context, WeightsView.Of(runs.Get(Api.Id(context)).Network(), Api.Number(context, "layer", 0, 1000)), StudioJson.Default.WeightsView));
        routes.MapPut("/api/runs/{id}/weights", context => SetWeight(context, runs));
        routes.MapGet("/api/runs/{id}/share", context => SharedRun.Send(context, runs.Get(Api.Id(context))));
        routes.MapGet("/api/runs/{id}/link", context => SharedRun.SendLink(context, runs.Get(Api.Id(context))));
        routes.MapPost("/api/runs/import", async context => await Summary(context, await SharedRun.TakeIn(context, runs)));
        routes.MapGet("/api/runs/{id}/points", context => Points(context, runs));
        routes.MapGet("/api/runs/{id}/map", context => MapOf(context, runs)).Limited();
    }

    private static async Task Plan(HttpContext context, Func<string, string?> pathOf)
    {
        NewRun wanted = await Api.Read(context, StudioJson.Default.NewRun);
        RunSettings settings = RunSettings.Read(wanted.Settings, pathOf);
        (string command, string code) = Repetition.Of(settings);
        await Api.Write(context, new RunPlan(Filled.In(settings), [.. settings.Recipe.Lines()], command, code, null), StudioJson.Default.RunPlan);
    }

    private static async Task Preview(HttpContext context, RunStore runs, Func<string, string?> pathOf)
    {
        NewRun wanted = await Api.Read(context, StudioJson.Default.NewRun);
        await Api.Write(context, await DataPreview.Of(RunSettings.Read(wanted.Settings, pathOf), runs.Data, context.RequestAborted), StudioJson.Default.DataPreview);
    }

    private static async Task Create(HttpContext context, RunStore runs)
    {
        NewRun wanted = await Api.Read(context, StudioJson.Default.NewRun);
        await Summary(context, runs.Create(wanted.Settings, wanted.Name is null ? null : Checked(wanted.Name)));
    }

    private static async Task Name(HttpContext context, RunStore runs)
    {
        StudioRun run = runs.Get(Api.Id(context));
        await run.RenameAsync(Checked((await Api.Read(context, StudioJson.Default.Rename)).Name));
        await Summary(context, run);
    }

    private static async Task Delete(HttpContext context, RunStore runs)
    {
        await runs.DeleteAsync(Api.Id(context));
        await Api.Done(context);
    }

    private static async Task Play(HttpContext context, RunStore runs)
    {
        Pace pace = await Api.Read(context, StudioJson.Default.Pace);
        pace.Check();
        StudioRun run = runs.Get(Api.Id(context));
        runs.CheckRoom(run);
        await run.PlayAsync(pace, context.RequestAborted);
        await Summary(context, run);
    }

    private static async Task Step(HttpContext context, RunStore runs)
    {
        Steps steps = await Api.Read(context, StudioJson.Default.Steps);
        if (steps.Count is < 1 or > MostSteps) throw StudioException.Bad("count", $"So many steps at once are not done: 1 to {MostSteps}.");
        await Do(context, runs, run => run.StepAsync(steps.Count, context.RequestAborted));
    }

    private static async Task More(HttpContext context, RunStore runs)
    {
        Steps more = await Api.Read(context, StudioJson.Default.Steps);
        if (more.Count is < 1 or > MostEpochs) throw StudioException.Bad("count", $"Epochs to add: 1 to {MostEpochs}.");
        await Do(context, runs, run => run.MoreAsync(more.Count, context.RequestAborted));
    }

    private static async Task Recover(HttpContext context, RunStore runs)
    {
        Recover recover = await Api.Read(context, StudioJson.Default.Recover);
        await Do(context, runs, run => run.RecoverAsync(recover.Rate, context.RequestAborted));
    }

    private static async Task SetWeight(HttpContext context, RunStore runs)
    {
        NewWeight weight = await Api.Read(context, StudioJson.Default.NewWeight);
        WeightChange change = await runs.Get(Api.Id(context)).SetWeightAsync(weight.Layer, weight.Unit, weight.Input, weight.Value, context.RequestAborted);
        await Api.Write(context, change, StudioJson.Default.WeightChange);
    }

    private static async Task Points(HttpContext context, RunStore runs)
    {
        StudioRun run = OfPoints(runs.Get(Api.Id(context)));
        await Api.Write(context, PointsView.Of(await run.DataAsync(context.RequestAborted)), StudioJson.Default.PointsView);
    }

    private static async Task MapOf(HttpContext context, RunStore runs)
    {
        StudioRun run = OfPoints(runs.Get(Api.Id(context)));
        await Api.Write(context, PointMap.Of(run.Network(), await run.DataAsync(context.RequestAborted), run.Version), StudioJson.Default.MapView);
    }

    private static StudioRun OfPoints(StudioRun run) => run.Record.Kind == DataKind.Points ? run : throw StudioException.Bad("id", "Only networks of two inputs have a map.");

    private static async Task Do(HttpContext context, RunStore runs, Func<StudioRun, Task> what)
    {
        StudioRun run = runs.Get(Api.Id(context));
        await what(run);
        await Summary(context, run);
    }

    private static Task Summary(HttpContext context, StudioRun run) => Api.Write(context, RunSummary.Of(run), StudioJson.Default.RunSummary);

    private static Task Detail(HttpContext context, StudioRun run) => Api.Write(context, RunDetail.Of(run), StudioJson.Default.RunDetail);

    private static string Checked(string name)
    {
        string trimmed = name.Trim();
        if (trimmed.Length is 0 or > MostName || trimmed.Any(char.IsControl)) throw StudioException.Bad("name", $"A name has 1 to {MostName} letters.");
        return trimmed;
    }
}
