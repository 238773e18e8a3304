using Glia.Studio.Http;
using Glia.Studio.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Exchange;

/// <summary>A run's network as a file to keep: <c>GET /api/runs/{id}/export/{format}</c>.</summary>
internal sealed record ModelExport(string Format, string FileName, string Type, Action<Network, Stream> Write)
{
    private static readonly ModelExport[] All =
    [
        new("safetensors", "model.safetensors", "application/octet-stream", (network, stream) => network.Save(stream)),
        new("onnx", "model.onnx", "application/octet-stream", (network, stream) => network.ExportOnnx(stream)),
        new("cs", "Model.cs", "text/plain; charset=utf-8", WriteCSharp),
    ];

    public static void Map(IEndpointRouteBuilder routes, RunStore runs) => routes.MapGet("/api/runs/{id}/export/{format}", context => Export(context, runs));

    private static async Task Export(HttpContext context, RunStore runs)
    {
        StudioRun run = runs.Get(Api.Id(context));
        string format = Api.Id(context, "format");
        ModelExport export = All.FirstOrDefault(e => e.Format == format) ?? throw StudioException.Bad("format", $"A model is written as {string.Join(", ", All.Select(e => e.Format))}.");
        byte[] bytes = await Task.Run(() => export.Bytes(run.Network()), context.RequestAborted);
        await Api.File(context, bytes, export.Type, export.FileName);
    }

    private byte[] Bytes(Network network)
    {
        using var memory = new MemoryStream();
        try
        {
            Write(network, memory);
        }
        catch (InvalidOperationException e)
        {
            throw new StudioException(StatusCodes.Status400BadRequest, e.Message, "format", e);
        }

        return memory.ToArray();
    }

    private static void WriteCSharp(Network network, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true);
        text.Write(network.ToCSharp(CSharpNames.FromFile("Model.cs")));
    }
}
