using System.Globalization;
using Glia.Datasets;
using Glia.Pages;
using Glia.Studio.Http;
using Glia.Studio.Pages;
using Glia.Studio.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Draw;

/// <summary>The addresses under <c>/api/runs/{id}/look</c>: a network looks at a picture, and is asked why. All of it on snapshots, so that training is not held up.</summary>
internal sealed class LookRoutes
{
    private readonly RunStore _runs;
    private readonly PaperTone _paper = new();
    private readonly NeuronStudies _studies;

    private LookRoutes(Workshop workshop) => (_runs, _studies) = (workshop.Runs, new NeuronStudies(workshop.Stopping));

    public static void Map(IEndpointRouteBuilder routes, Workshop workshop)
    {
        var room = new LookRoutes(workshop);
        routes.MapGet("/api/runs/{id}/look", room.Facts);
        routes.MapPost("/api/runs/{id}/look", room.Look).Limited();
        routes.MapGet("/api/runs/{id}/look/weights", context => Api.Write(context, FirstWeights.Of(room.ReaderOf(context)), LookJson.Default.FirstWeights));
        routes.MapGet("/api/runs/{id}/look/example", room.Example);
        routes.MapPost("/api/runs/{id}/look/neuron", room.Neuron).Limited();
        routes.MapGet("/api/runs/{id}/look/excites", room.Excites).Limited();
        routes.MapPost("/api/runs/{id}/look/why", room.Why).Limited();
        routes.MapPost("/api/runs/{id}/look/change", room.Change).Limited();
        routes.MapPost("/api/runs/{id}/look/page", room.Page).Limited();
    }

    private async Task Facts(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        await Api.Write(context, LookFacts.Of(reader, await _paper.IsLightAsync(reader.Run, context.RequestAborted)), LookJson.Default.LookFacts);
    }

    // ?raw=1: the pixels as they are. ?prepare=0: a drawing made smaller, but its ink not framed. ?stages=1, ?focus=layer.unit.
    private async Task Look(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        (RasterImage picture, bool isDrawing) = await SentPicture.Read(context);
        bool isRaw = IsSet(context, "raw"), prepares = !isRaw && context.Request.Query["prepare"] != "0";
        bool isTurned = isDrawing && !isRaw && !(prepares && reader.CanPrepare) && await _paper.IsLightAsync(reader.Run, context.RequestAborted);
        await Api.Write(context, LookView.Of(reader, reader.Take(picture, isTurned, prepares), Focus(context, reader), IsSet(context, "stages")), LookJson.Default.LookView);
    }

    private async Task Example(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        int? label = context.Request.Query.ContainsKey("label") ? reader.Checked(Api.Number(context, "label", 0, int.MaxValue)) : null;
        int after = context.Request.Query.ContainsKey("after") ? Api.Number(context, "after", 0, int.MaxValue) : -1;
        await Api.Write(context, ExampleView.After((await reader.Run.DataAsync(context.RequestAborted)).Test.Data, after, label), LookJson.Default.ExampleView);
    }

    private async Task Neuron(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        AskedNeuron asked = await Api.Read(context, LookJson.Default.AskedNeuron);
        reader.Check(asked.Layer, asked.Unit);
        ForwardTrace trace = ForwardTrace.Of(reader.Network, reader.Inputs(asked.Pixels), reader.Network.Temperature, out _);
        await Api.Write(context, Fragment.Of(NeuronPage.Of(trace, asked.Layer, asked.Unit, new ExplainOptions())), FragmentJson.Default.Fragment);
    }

    private async Task Excites(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        int layer = Api.Number(context, "layer", 0, int.MaxValue), unit = Api.Number(context, "unit", 0, int.MaxValue);
        reader.Check(layer, unit);
        NetworkInspection study = await _studies.Of(reader, context.RequestAborted);
        int index = reader.Dense.ToList().IndexOf(layer);
        await Api.Write(context, Fragment.Of(InspectedNeuron.Of(study, index, unit)), FragmentJson.Default.Fragment);
    }

    private async Task Why(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        AskedClass asked = await Api.Read(context, LookJson.Default.AskedClass);
        float[] inputs = reader.Inputs(asked.Pixels);
        int label = reader.Checked(asked.Label ?? throw StudioException.Bad("label", "Which class? Name it by its number, from 0."));
        byte paper = await _paper.IsLightAsync(reader.Run, context.RequestAborted) ? byte.MaxValue : byte.MinValue;
        await Api.Write(context, WhyView.Of(reader, inputs, label, paper), LookJson.Default.WhyView);
    }

    private async Task Change(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        AskedClass asked = await Api.Read(context, LookJson.Default.AskedClass);
        float[] inputs = reader.Inputs(asked.Pixels);
        int? label = asked.Label is { } wanted ? reader.Checked(wanted) : null;
        await Api.Write(context, ChangeView.Of(reader, inputs, label), LookJson.Default.ChangeView);
    }

    private async Task Page(HttpContext context)
    {
        Reader reader = ReaderOf(context);
        (RasterImage page, _) = await SentPicture.Read(context);
        await Api.Write(context, PageLook.Of(reader, page), LookJson.Default.PageLook);
    }

    private Reader ReaderOf(HttpContext context) => Reader.Of(_runs.Get(Api.Id(context)));

    private static bool IsSet(HttpContext context, string name) => context.Request.Query[name] == "1";

    private static (int Layer, int Unit)? Focus(HttpContext context, Reader reader)
    {
        string? text = context.Request.Query["focus"];
        if (string.IsNullOrEmpty(text)) return null;
        string[] parts = text.Split('.');
        if (parts.Length != 2 || !TryRead(parts[0], out int layer) || !TryRead(parts[1], out int unit)) throw StudioException.Bad("focus", "'focus' names a neuron as layer.unit, both counted from 0: 0.17.");
        reader.Check(layer, unit);
        return (layer, unit);
    }

    private static bool TryRead(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
