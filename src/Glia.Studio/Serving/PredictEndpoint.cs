using System.Buffers;
using System.Globalization;
using Glia.Datasets;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.ObjectPool;

namespace Glia.Studio.Serving;

/// <summary><c>POST /api/models/{id}/predict</c>: numbers or a picture in, answers out.</summary>
internal sealed class PredictEndpoint(ServedModels models, ServingOptions options)
{
    private readonly RequestBody _bodies = new(options);
    private readonly ObjectPool<Samples> _samples = ObjectPool.Create<Samples>();
    private readonly ObjectPool<AnswerWriter> _writers = ObjectPool.Create<AnswerWriter>();
    private readonly SemaphoreSlim _pictures = new(options.Workers);
    private int _picturesWaiting;

    public async Task PredictAsync(HttpContext context)
    {
        ServedModel model = Find(models, context);
        bool isPicture = IsPicture(context.Request);
        Body body = await _bodies.ReadAsync(context);
        Samples samples = _samples.Get();
        bool isDone = false;
        try
        {
            InkPreparationResult? ink = null;
            if (isPicture) ink = await ReadPictureAsync(context, model, body, samples);
            else SampleReader.Read(body.Span, model.Network, options.MostSamples, samples);
            if (!await model.Queue.TryPredictAsync(samples)) throw Full(model);
            await AnswerAsync(context, model, samples, ink);
            isDone = true;
        }
        finally
        {
            _bodies.Return(body);
            if (isDone) _samples.Return(samples); // after an error it may be still in use
        }
    }

    /// <summary>The model that the address names.</summary>
    /// <exception cref="StudioException">There is none of that id.</exception>
    public static ServedModel Find(ServedModels models, HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return models.TryFind(id, out ServedModel? model) ? model : throw StudioException.Missing("There is no model of that id. GET /api/models lists those there are.");
    }

    private async Task AnswerAsync(HttpContext context, ServedModel model, Samples samples, InkPreparationResult? ink)
    {
        AnswerWriter writer = _writers.Get();
        try
        {
            ReadOnlyMemory<byte> json = writer.Write(model, samples, ink);
            HttpResponse response = context.Response;
            response.ContentType = "application/json";
            response.ContentLength = json.Length;
            response.BodyWriter.Write(json.Span);
            await response.BodyWriter.FlushAsync(context.RequestAborted);
        }
        finally
        {
            _writers.Return(writer);
        }
    }

    private static bool IsPicture(HttpRequest request)
    {
        ReadOnlySpan<char> type = request.ContentType.AsSpan();
        int end = type.IndexOf(';');
        if (end >= 0) type = type[..end];
        type = type.Trim();
        bool isPicture = type.Equals("image/png", StringComparison.OrdinalIgnoreCase);
        if (!isPicture && !type.Equals("application/json", StringComparison.OrdinalIgnoreCase))
            throw new StudioException(StatusCodes.Status415UnsupportedMediaType, "The body's Content-Type must be application/json, with {\"inputs\": […]}, or image/png, with a picture.");
        if (request.Headers.ContentEncoding.Count > 0) throw new StudioException(StatusCodes.Status415UnsupportedMediaType, "The body is packed (Content-Encoding). Send it as it is.");
        return isPicture;
    }

    /// <summary>Unpacking and preparing takes memory, and thousands of times as long as a small prediction: only as many at once as there are threads for it, and a queue with an end before them.</summary>
    private async Task<InkPreparationResult?> ReadPictureAsync(HttpContext context, ServedModel model, Body body, Samples samples)
    {
        bool raw = IsRaw(context.Request);
        if (Interlocked.Increment(ref _picturesWaiting) > options.Queue + options.Workers)
        {
            Interlocked.Decrement(ref _picturesWaiting);
            throw Full(model);
        }

        await _pictures.WaitAsync();
        try
        {
            return PictureReader.Read(body.Bytes, body.Length, model.Network, raw, samples);
        }
        finally
        {
            _pictures.Release();
            Interlocked.Decrement(ref _picturesWaiting);
        }
    }

    private static bool IsRaw(HttpRequest request)
    {
        if (!request.QueryString.HasValue || !request.Query.TryGetValue("raw", out Microsoft.Extensions.Primitives.StringValues value)) return false;
        return (string?)value switch
        {
            "true" or "1" => true,
            "false" or "0" => false,
            _ => throw StudioException.Bad("raw", "'raw' is neither true nor false."),
        };
    }

    private StudioException Full(ServedModel model) => new(StatusCodes.Status503ServiceUnavailable,
        string.Create(CultureInfo.InvariantCulture, $"{options.Queue} requests wait for '{model.Served.Id}' already. Come back in a second."));
}
