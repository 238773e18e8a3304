using System.Buffers;
using System.Text.Json;
using System.Threading.RateLimiting;
using Glia.Pages;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Glia.Studio.Serving;

/// <summary>
/// The prediction API: what models there are, what each is like, and what it says to samples and pictures; its own description, whether the server lives and is ready, and its figures. Knows nothing of
/// where the models come from or of who may ask: that is <see cref="IModelSource"/>'s and the guard's before it.
/// </summary>
internal sealed class PredictionApi : IAsyncDisposable
{
    private readonly ServedModels _models;
    private readonly PredictEndpoint _predict;
    private readonly PartitionedRateLimiter<HttpContext>? _rates;
    private readonly CancellationToken _stopping;

    /// <param name="source">The models.</param>
    /// <param name="options">How much is taken at once.</param>
    /// <param name="stopping">Cancelled when the server is about to end: from then on it is not ready.</param>
    public PredictionApi(IModelSource source, ServingOptions options, CancellationToken stopping)
    {
        _models = new ServedModels(source, options, Meter);
        _predict = new PredictEndpoint(_models, options);
        _rates = options.RatePerClient > 0 ? ClientRates.Create(options.RatePerClient) : null;
        _stopping = stopping;

        // Passes through large networks hold threads of the pool; requests must be read meanwhile, or there would never be several to go through together.
        ThreadPool.GetMinThreads(out int workers, out int ports);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + options.Workers), ports);
    }

    /// <summary>What was asked and answered.</summary>
    public ServingMeter Meter { get; } = new();

    /// <summary>Requests that wait for any model.</summary>
    public int QueueLength => _models.Ready.Sum(m => m.Queue.Length);

    /// <summary>Maps every address of the API.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, HttpMethods.Get, "/api/models", "models", ListAsync);
        Map(routes, HttpMethods.Get, "/api/models/{id}", "model", DescribeAsync);
        Map(routes, HttpMethods.Post, "/api/models/{id}/predict", RouteName.Predict, PredictAsync);
        Map(routes, HttpMethods.Get, "/openapi.json", "openapi", OpenApi.WriteAsync);
        Map(routes, HttpMethods.Get, "/metrics", "metrics", context => WriteAsync(context, MetricsText.ContentType, MetricsText.Write(Meter, _models)));
        Map(routes, HttpMethods.Get, "/health/live", "live", context => WriteAsync(context, "text/plain", "live"));
        Map(routes, HttpMethods.Get, "/health/ready", "ready", ReadyAsync);
    }

    public ValueTask DisposeAsync() => _rates?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static void Map(IEndpointRouteBuilder routes, string method, string pattern, string name, RequestDelegate handler) =>
        routes.MapMethods(pattern, [method], handler).WithMetadata(new RouteName(name));

    private Task ListAsync(HttpContext context) => WriteJsonAsync(context, writer =>
    {
        writer.WriteStartArray("models");
        foreach (ModelFacts facts in _models.Source.List())
        {
            writer.WriteStartObject();
            writer.WriteString("id", facts.Id);
            writer.WriteString("name", facts.Name);
            writer.WriteString("version", facts.Version);
            writer.WriteNumber("inputs", facts.Inputs);
            writer.WriteNumber("outputs", facts.Outputs);
            writer.WriteStartArray("classes");
            foreach (string c in facts.Classes) writer.WriteStringValue(c);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private Task DescribeAsync(HttpContext context)
    {
        ServedNetwork served = PredictEndpoint.Find(_models, context).Served;
        return WriteJsonAsync(context, writer =>
        {
            writer.WriteString("id", served.Id);
            writer.WriteString("name", served.Name);
            writer.WriteString("version", served.Version);
            if (served.Network.InputShape is { IsImage: true } shape)
            {
                writer.WriteStartObject("picture");
                writer.WriteNumber("width", shape.Width);
                writer.WriteNumber("height", shape.Height);
                writer.WriteEndObject();
            }

            NetworkJson.Describe(writer, served.Network);
        });
    }

    private Task PredictAsync(HttpContext context)
    {
        return IsWithinRate(context) ? _predict.PredictAsync(context) : Problem.Write(context, StatusCodes.Status429TooManyRequests, "This client sends more requests than it may. Come back in a second.");
    }

    private bool IsWithinRate(HttpContext context)
    {
        if (_rates is null) return true;
        using RateLimitLease lease = _rates.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    private Task ReadyAsync(HttpContext context) =>
        _stopping.IsCancellationRequested ? Problem.Write(context, StatusCodes.Status503ServiceUnavailable, "The server is stopping.") : WriteAsync(context, "text/plain", "ready");

    private static Task WriteAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task WriteJsonAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
