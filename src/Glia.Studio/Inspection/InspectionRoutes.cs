using Glia.Pages;
using Glia.Studio.Http;
using Glia.Studio.Pages;
using Glia.Studio.Runs;
using Glia.Workbench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Inspection;

/// <summary>Looking into networks: <c>/api/runs/{id}/look</c>.</summary>
internal sealed class InspectionRoutes
{
    private const string Mistakes = "mistakes", Neurons = "neurons", Classes = "classes", Compare = "compare";

    private readonly RunStore _runs;
    private readonly LookDesk _desk = new();

    private InspectionRoutes(RunStore runs) => _runs = runs;

    public static void Map(IEndpointRouteBuilder routes, Workshop workshop)
    {
        var here = new InspectionRoutes(workshop.Runs);
        routes.MapGet("/api/runs/{id}/look/mistakes", here.WriteMistakes);
        routes.MapGet("/api/runs/{id}/look/mistakes/cell", here.WriteCell);
        routes.MapGet("/api/runs/{id}/look/mistakes/sample", here.WriteSample);
        routes.MapGet("/api/runs/{id}/look/neurons", here.WriteNeurons);
        routes.MapGet("/api/runs/{id}/look/neurons/{layer}/{unit}", here.WriteNeuron);
        routes.MapGet("/api/runs/{id}/look/classes", here.WriteClasses);
        routes.MapGet("/api/runs/{id}/look/compare", here.WriteComparison);
        routes.MapGet("/api/runs/{id}/look/{part}/progress", here.WriteProgress);
    }

    private async Task WriteMistakes(HttpContext context)
    {
        StudioRun run = Run(context);
        (MistakesLook found, Look look) = await LookAtMistakes(context, run);
        await Api.Write(context, MistakesView.Of(LookFact.Of(look, found.Test), found), InspectionJson.Default.MistakesView);
    }

    private async Task WriteCell(HttpContext context)
    {
        (MistakesLook found, _) = await LookAtMistakes(context, Run(context));
        int classes = found.Test.Data.ClassCount;
        int actual = Api.Number(context, "actual", 0, Math.Max(0, classes - 1)), predicted = Api.Number(context, "predicted", -1, classes - 1), from = Api.Number(context, "from", 0, 100_000_000);
        Evaluation evaluation = found.Evaluation ?? throw StudioException.Bad("id", "This network tells no classes apart, so there are no cells.");
        await Api.Write(context, CellView.Of(evaluation, new SampleFacts(found.Test.Data, evaluation), actual, predicted, from), InspectionJson.Default.CellView);
    }

    private async Task WriteSample(HttpContext context)
    {
        (MistakesLook found, Look look) = await LookAtMistakes(context, Run(context));
        int index = Api.Number(context, "index", 0, found.Test.Data.Count - 1);
        Fragment page = await Task.Run(() =>
        {
            var inspection = new NetworkInspection(look.Network, "", found.Test.Data, found.Test.Name, InputBounds.Of(found.Test.Data), [], []);
            return Fragment.Of(SampleBlocks.Of(inspection, [InspectedSample.Of(look.Network, found.Test.Data, index)]));
        }, context.RequestAborted);
        await Api.Write(context, page, FragmentJson.Default.Fragment);
    }

    private async Task WriteNeurons(HttpContext context)
    {
        StudioRun run = Run(context);
        (NeuronsLook found, Look look) = await LookAtNeurons(context, run);
        await Api.Write(context, NeuronsView.Of(LookFact.Of(look, found.Test), found.Inspection), InspectionJson.Default.NeuronsView);
    }

    private async Task WriteNeuron(HttpContext context)
    {
        (NeuronsLook found, _) = await LookAtNeurons(context, Run(context));
        int layer = Api.Number(context, "layer", 1, found.Inspection.Layers.Count);
        int unit = Api.Number(context, "unit", 1, found.Inspection.Network.Weights(found.Inspection.Layers[layer - 1].Index).Out);
        Fragment page = await Task.Run(() => Fragment.Of(InspectedNeuron.Of(found.Inspection, layer - 1, unit - 1)), context.RequestAborted);
        await Api.Write(context, page, FragmentJson.Default.Fragment);
    }

    private async Task WriteClasses(HttpContext context)
    {
        StudioRun run = Run(context);
        (ClassesLook found, Look look) = await _desk.GetAsync(LookDesk.Key(run, Classes), Again(context), () => new Look(run), async look =>
        {
            NamedData test = (await run.DataAsync(look.Stopped)).Test;
            InputBounds bounds = InputBounds.Of(test.Data);
            look.Doing("Looking for what it takes for each class", Math.Max(look.Network.ClassNames.Count, 1));
            IReadOnlyList<ClassView> classes = ClassView.All(look.Network, bounds, progress: look, cancellation: look.Stopped);
            var inspection = new NetworkInspection(look.Network, run.Record.Name, test.Data, test.Name, bounds, LayerStatistics.Of(look.Network), classes);
            return new ClassesLook(Fragment.Of(InspectionPage.Classes(inspection)), test);
        }, context.RequestAborted);
        await Api.Write(context, new PageLook(LookFact.Of(look, found.Test), found.Page), InspectionJson.Default.PageLook);
    }

    private async Task WriteComparison(HttpContext context)
    {
        StudioRun run = Run(context), other = _runs.Get(context.Request.Query["with"].ToString());
        if (run == other) throw StudioException.Bad("with", "Choose another run to compare this one with.");
        (ClassesLook found, Look look) = await _desk.GetAsync(LookDesk.Key(run, Compare, other), Again(context), () => new Look(run, other), look => CompareAsync(look, run, other), context.RequestAborted);
        await Api.Write(context, new PageLook(LookFact.Of(look, found.Test), found.Page), InspectionJson.Default.PageLook);
    }

    private static async Task<ClassesLook> CompareAsync(Look look, StudioRun run, StudioRun other)
    {
        string first = run.Record.Name, second = other.Record.Name;
        if (look.Network.ClassNames.Count == 0 || look.Other.ClassNames.Count == 0) throw StudioException.Bad("with", "Only networks that tell classes apart can be compared here; of networks that predict values, compare the errors in the list of runs.");
        NamedData test = (await run.DataAsync(look.Stopped)).Test;
        try
        {
            SavedModel.CheckFits(look.Other, second, test);
        }
        catch (SettingException e)
        {
            throw StudioException.Bad("with", $"These two cannot be compared: {e.Message}");
        }

        Evaluation a = Evaluate(look, look.Network, test, first), b = Evaluate(look, look.Other, test, second);
        return new ClassesLook(Fragment.Of(new ComparisonReport(test.Name, [new("A", first, look.Network, a), new("B", second, look.Other, b)], test.Data).Full()), test);
    }

    private static Evaluation Evaluate(Look look, Network network, NamedData test, string name)
    {
        look.Doing($"Asking {name} about {Num.Samples(test.Data.Count)}", test.Data.Count);
        return network.Evaluate(test.Data, progress: look, cancellationToken: look.Stopped);
    }

    private Task WriteProgress(HttpContext context)
    {
        StudioRun run = Run(context);
        string part = Api.Id(context, "part");
        StudioRun? other = part == Compare ? _runs.Get(context.Request.Query["with"].ToString()) : null;
        LookProgress progress = _desk.Find(LookDesk.Key(run, part, other))?.Progress ?? new LookProgress(false, "", 0, 0, 0);
        return Api.Write(context, progress, InspectionJson.Default.LookProgress);
    }

    private Task<(MistakesLook Result, Look Look)> LookAtMistakes(HttpContext context, StudioRun run) =>
        _desk.GetAsync(LookDesk.Key(run, Mistakes), Again(context), () => new Look(run), async look =>
        {
            NamedData test = (await run.DataAsync(look.Stopped)).Test;
            look.Doing($"Asking it about {Num.Samples(test.Data.Count)}", test.Data.Count);
            return MistakesLook.Of(look, test);
        }, context.RequestAborted);

    private Task<(NeuronsLook Result, Look Look)> LookAtNeurons(HttpContext context, StudioRun run) =>
        _desk.GetAsync(LookDesk.Key(run, Neurons), Again(context), () => new Look(run), async look =>
        {
            NamedData test = (await run.DataAsync(look.Stopped)).Test;
            look.Doing($"Watching its neurons over {Num.Samples(test.Data.Count)}");
            IReadOnlyList<LayerStatistics> layers = LayerStatistics.Of(look.Network, test.Data, NetworkInspection.Top, look.Stopped);
            return new NeuronsLook(new NetworkInspection(look.Network, run.Record.Name, test.Data, test.Name, InputBounds.Of(test.Data), layers, []), test);
        }, context.RequestAborted);

    private StudioRun Run(HttpContext context) => _runs.Get(Api.Id(context));

    private static bool Again(HttpContext context) => context.Request.Query["again"] == "1";
}
