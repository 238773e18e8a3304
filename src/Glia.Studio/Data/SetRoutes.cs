using Glia.Studio.Http;
using Glia.Studio.Runs;
using Glia.Workbench;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Data;

/// <summary>The addresses under <c>/api/sets</c>: making, filling, changing, taking away. A class is named by <c>?label=</c>, a file by <c>?name=</c>.</summary>
internal static class SetRoutes
{
    private const int MostPoints = 1_000, MostFileName = 80;

    public static void Map(IEndpointRouteBuilder routes, DataLibrary library, RunStore runs)
    {
        routes.MapGet("/api/sets", context => Api.Write(context, [.. library.All.Select(s => s.Summary())], SetJson.Default.SetSummaryArray));
        routes.MapPost("/api/sets", async context => await Summary(context, library.Create(await Api.Read(context, SetJson.Default.NewSet))));
        routes.MapPost("/api/sets/import", context => Import(context, library));
        routes.MapGet("/api/sets/{id}", context => Api.Write(context, library.Get(Api.Id(context)).Detail(), SetJson.Default.SetDetail));
        routes.MapPatch("/api/sets/{id}", context => Rename(context, library));
        routes.MapDelete("/api/sets/{id}", context => Delete(context, library));
        routes.MapPost("/api/sets/{id}/restore", context => Summary(context, library.Restore(Api.Id(context))));
        routes.MapGet("/api/sets/{id}/export", context => Export(context, library.Get(Api.Id(context))));
        MapClasses(routes, library);
        MapExamples(routes, library);
        MapPoints(routes, library);
        routes.MapPost("/api/sets/{id}/try", context => Try(context, library.Get<PictureSet>(Api.Id(context)), runs));
    }

    private static void MapClasses(IEndpointRouteBuilder routes, DataLibrary library)
    {
        routes.MapPost("/api/sets/{id}/classes", async context =>
        {
            string name = (await Api.Read(context, SetJson.Default.NewName)).Name;
            await Change(context, library, pictures => pictures.AddClass(name), points => points.AddClass(name));
        });
        routes.MapPatch("/api/sets/{id}/classes", async context =>
        {
            string name = (await Api.Read(context, SetJson.Default.NewName)).Name;
            await Change(context, library, pictures => pictures.RenameClass(Label(context), name), points => points.RenameClass(Label(context), name));
        });
        routes.MapDelete("/api/sets/{id}/classes", context => Change(context, library, pictures => pictures.DeleteClass(Label(context)), points => points.DeleteClass(Label(context))));
        routes.MapPost("/api/sets/{id}/classes/restore", context => Change(context, library, pictures => pictures.RestoreClass(Label(context)), points => points.AddClass(Label(context))));
    }

    private static void MapExamples(IEndpointRouteBuilder routes, DataLibrary library)
    {
        routes.MapPost("/api/sets/{id}/examples", context => AddExample(context, library.Get<PictureSet>(Api.Id(context))));
        routes.MapPost("/api/sets/{id}/zip", async context =>
        {
            PictureSet set = library.Get<PictureSet>(Api.Id(context));
            byte[] bytes = await Api.Bytes(context, SetArchive.MostBytes);
            await Api.Write(context, await Task.Run(() => SetArchive.Add(set, bytes, FileName(context, "the zip file"), context.RequestAborted)), SetJson.Default.Imported);
        });
        routes.MapGet("/api/sets/{id}/examples/{number}", context => Picture(context, library.Get<PictureSet>(Api.Id(context))));
        routes.MapDelete("/api/sets/{id}/examples/{number}", context => Change(context, library, pictures => pictures.Delete(Number(context))));
        routes.MapPost("/api/sets/{id}/examples/{number}/restore", context => Change(context, library, pictures => pictures.Restore(Number(context))));
        routes.MapPut("/api/sets/{id}/examples/{number}", async context =>
        {
            string label = (await Api.Read(context, SetJson.Default.NewLabel)).Label;
            await Change(context, library, pictures => pictures.Relabel(Number(context), label));
        });
    }

    private static void MapPoints(IEndpointRouteBuilder routes, DataLibrary library)
    {
        routes.MapPost("/api/sets/{id}/points", async context =>
        {
            NewPoints added = await Api.Read(context, SetJson.Default.NewPoints);
            if (added.Points.Count is 0 or > MostPoints) throw StudioException.Bad("points", $"1 to {MostPoints:N0} points are added at once.");
            PointSet set = library.Get<PointSet>(Api.Id(context));
            set.Add(added.Points);
            await Api.Write(context, set.Detail(), SetJson.Default.SetDetail);
        });
        routes.MapDelete("/api/sets/{id}/points/{number}", context => ChangePoints(context, library, set => set.Delete(Number(context))));
        routes.MapPost("/api/sets/{id}/points/{number}/restore", context => ChangePoints(context, library, set => set.Restore(Number(context))));
        routes.MapPut("/api/sets/{id}/points/{number}", async context =>
        {
            string label = (await Api.Read(context, SetJson.Default.NewLabel)).Label;
            await ChangePoints(context, library, set => set.Relabel(Number(context), label));
        });
    }

    private static async Task Import(HttpContext context, DataLibrary library)
    {
        byte[] bytes = await Api.Bytes(context, Math.Max(SetArchive.MostBytes, ServerLimits.LargeBody));
        string file = FileName(context, "the file");
        bool isZip = bytes.AsSpan().StartsWith("PK"u8);
        Imported imported = await Task.Run(() => isZip ? SetArchive.Read(library, bytes, file, context.RequestAborted) : Table(library, bytes, file), context.RequestAborted);
        await Api.Write(context, imported, SetJson.Default.Imported);
    }

    private static Imported Table(DataLibrary library, byte[] bytes, string file)
    {
        SetSummary summary = library.CreateTable(Path.GetFileNameWithoutExtension(file) is { Length: > 0 } name ? name : file, bytes, file).Summary();
        return new Imported(summary, summary.Count, []);
    }

    private static async Task Rename(HttpContext context, DataLibrary library)
    {
        StudioSet set = library.Get(Api.Id(context));
        set.Rename((await Api.Read(context, SetJson.Default.NewName)).Name);
        await Summary(context, set);
    }

    private static async Task Delete(HttpContext context, DataLibrary library)
    {
        library.Delete(Api.Id(context));
        await Api.Done(context);
    }

    private static async Task Export(HttpContext context, StudioSet set)
    {
        byte[] bytes = await Task.Run(() => SetArchive.Write(set, context.RequestAborted), context.RequestAborted);
        await Api.File(context, bytes, "application/zip", $"{set.Record.Id}.zip");
    }

    private static async Task AddExample(HttpContext context, PictureSet set)
    {
        Datasets.RasterImage picture = await UploadedPicture.Read(context);
        int number = await Task.Run(() => set.Add(Label(context), picture), context.RequestAborted);
        await Api.Write(context, new Added(number, set.Summary()), SetJson.Default.Added);
    }

    private static Task Picture(HttpContext context, PictureSet set)
    {
        byte[] bytes = set.Picture(Number(context));
        context.Response.ContentType = "image/png";
        context.Response.ContentLength = bytes.Length;
        context.Response.Headers.CacheControl = "private, max-age=31536000, immutable"; // a number is never given twice
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static async Task Try(HttpContext context, PictureSet set, RunStore runs)
    {
        Network network = runs.Get(context.Request.Query["run"].ToString()).Network();
        Datasets.RasterImage picture = await UploadedPicture.Read(context);
        Trial trial = await Task.Run(() => Tried(set.Record, network, picture), context.RequestAborted);
        await Api.Write(context, trial, SetJson.Default.Trial);
    }

    private static Trial Tried(SetRecord set, Network network, Datasets.RasterImage picture)
    {
        if (network.Inputs != set.Side * set.Side || network.ClassNames.Count == 0) throw StudioException.Conflict($"This network does not take pictures of {set.Side} × {set.Side} pixels. Choose one that was trained on this set.");
        byte[] pixels;
        try
        {
            pixels = PictureFit.Apply(set.Fit, set.Side, picture);
        }
        catch (StudioException e) when (e.Field == "picture")
        {
            return new Trial(true, null, set.Side, "", network.ClassNames, new float[network.ClassNames.Count], null);
        }

        Opinion opinion = Opinion.Of(network, pixels);
        return new Trial(false, Convert.ToBase64String(pixels), set.Side, opinion.Name(network), network.ClassNames, opinion.Beliefs, opinion.IsUnsure);
    }

    private static Task Change(HttpContext context, DataLibrary library, Action<PictureSet> change, Action<PointSet>? changePoints = null)
    {
        StudioSet set = library.Get(Api.Id(context));
        if (set is PointSet points && changePoints is not null) changePoints(points);
        else change(library.Get<PictureSet>(set.Record.Id));
        return Api.Write(context, set.Detail(), SetJson.Default.SetDetail);
    }

    private static Task ChangePoints(HttpContext context, DataLibrary library, Action<PointSet> change)
    {
        PointSet set = library.Get<PointSet>(Api.Id(context));
        change(set);
        return Api.Write(context, set.Detail(), SetJson.Default.SetDetail);
    }

    private static Task Summary(HttpContext context, StudioSet set) => Api.Write(context, set.Summary(), SetJson.Default.SetSummary);

    private static string? Label(HttpContext context) => context.Request.Query["label"];

    private static int Number(HttpContext context) => Api.Number(context, "number", 1, int.MaxValue);

    // For errors and for the set's name, never for a path.
    private static string FileName(HttpContext context, string otherwise)
    {
        string name = string.Concat(context.Request.Query["name"].ToString().Where(c => !char.IsControl(c))).Trim();
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.Length == 0 ? otherwise : name.Length > MostFileName ? name[..MostFileName] : name;
    }
}
