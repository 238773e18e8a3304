using System.Globalization;
using Glia.Pages;
using Glia.Studio.Http;
using Glia.Studio.Pages;
using Glia.Studio.Runs;
using Glia.Workbench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Stepping;

/// <summary>One sample, one training step, with every number in it: <c>/api/runs/{id}/explain</c>.</summary>
internal static class StepRoutes
{
    public static void Map(IEndpointRouteBuilder routes, RunStore runs)
    {
        routes.MapPost("/api/runs/{id}/explain", context => Explain(context, runs));
        routes.MapPost("/api/runs/{id}/explain/page", context => Whole(context, runs));
        routes.MapPost("/api/runs/{id}/explain/take", context => Take(context, runs));
    }

    private static async Task Explain(HttpContext context, RunStore runs)
    {
        (StudioRun run, StepAsk ask, TrainData data) = await Read(context, runs);
        Network network = run.Network();
        StepSample sample = StepSample.Find(ask, network, data.Train);
        StepView view = await Task.Run(() => StepView.Of(run, sample, data.Train, Trace(run, network, sample, ask.Rate)), context.RequestAborted);
        await Api.Write(context, view, StepJson.Default.StepView);
    }

    private static async Task Whole(HttpContext context, RunStore runs)
    {
        (StudioRun run, StepAsk ask, TrainData data) = await Read(context, runs);
        Network network = run.Network();
        StepSample sample = StepSample.Find(ask, network, data.Train);
        Fragment page = await Task.Run(() => Fragment.Of(ExplainPage.Of(Trace(run, network, sample, ask.Rate), new ExplainOptions())), context.RequestAborted);
        await Api.Write(context, page, FragmentJson.Default.Fragment);
    }

    // What is answered is the step that was taken, from the weights that the run really had.
    private static async Task Take(HttpContext context, RunStore runs)
    {
        (StudioRun run, StepAsk ask, TrainData data) = await Read(context, runs);
        StepSample sample = StepSample.Find(ask, run.Network(), data.Train);
        StepTrace taken = await run.TakeStepAsync(network => Trace(run, network, sample, ask.Rate), sample.Name(data.Train), context.RequestAborted);
        StepView view = await Task.Run(() => StepView.Of(run, sample, data.Train, taken), context.RequestAborted);
        await Api.Write(context, view, StepJson.Default.StepView);
    }

    private static async Task<(StudioRun Run, StepAsk Ask, TrainData Data)> Read(HttpContext context, RunStore runs)
    {
        StudioRun run = runs.Get(Api.Id(context));
        StepAsk ask = await Api.Read(context, StepJson.Default.StepAsk);
        _ = run.Network(); // says why there is none, before data are loaded for nothing
        return (run, ask, await run.DataAsync(context.RequestAborted));
    }

    private static StepTrace Trace(StudioRun run, Network network, StepSample sample, float? rate)
    {
        float used = rate ?? StepView.RateOf(run);
        if (!(used > 0) || !float.IsFinite(used)) throw StudioException.Bad("rate", $"'{used.ToString(CultureInfo.InvariantCulture)}' is not a learning rate. Give a number greater than 0.");
        StepTrace trace = StepTrace.Of(network, run.Settings.Recipe.Loss, sample.Features, sample.Targets, used);
        return float.IsFinite(trace.LossBefore) ? trace : throw StudioException.Conflict("This network's weights have grown beyond all numbers, so there is nothing to follow. Reset the run, or go back to its last good weights.");
    }
}
