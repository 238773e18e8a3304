using System.Text.Json;
using Glia.Studio.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Glia.Studio.Tests.Serving;

/// <summary>The description lists exactly the addresses there are, and what it refers to exists.</summary>
public sealed class OpenApiTests(ServeFixture serve) : IClassFixture<ServeFixture>
{
    [Fact]
    public async Task It_lists_exactly_the_addresses()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        await using WebApplication app = builder.Build();
        await using var api = new PredictionApi(ServeFixture.Models, new ServingOptions(), CancellationToken.None);
        api.Map(app);
        string[] real = [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).Cast<RouteEndpoint>()
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}")).Order(StringComparer.Ordinal)];
        JsonElement document = await Document();
        string[] described = [.. document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}")).Order(StringComparer.Ordinal)];
        Assert.Equal(real, described);
    }

    [Fact]
    public async Task What_it_refers_to_exists()
    {
        JsonElement document = await Document();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        string[] references = [.. References(document)];
        Assert.True(references.Length > 10);
        foreach (string reference in references)
        {
            JsonElement at = document;
            foreach (string part in reference.Split('/').Skip(1)) Assert.True(at.TryGetProperty(part, out at), reference);
        }
    }

    [Fact]
    public async Task Answers_have_the_fields_that_it_describes()
    {
        JsonElement schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        Check(schemas, "Prediction", (await Ask.Post(serve.Client, "calibrated", Ask.Json(Ask.Digit(1)))).Json.GetProperty("predictions")[0]);
        Check(schemas, "Predictions", (await Ask.Post(serve.Client, "curve", "{\"inputs\":[1,2]}")).Json);
        Check(schemas, "Problem", (await Ask.Post(serve.Client, "curve", "{")).Json);
        JsonElement model = JsonDocument.Parse((await Ask.Get(serve.Client, "/api/models/calibrated")).Text).RootElement;
        Check(schemas, "Model", model, schemas.GetProperty("ModelFacts").GetProperty("properties"));
        Check(schemas, "ModelFacts", JsonDocument.Parse((await Ask.Get(serve.Client, "/api/models")).Text).RootElement.GetProperty("models")[0]);
    }

    private static void Check(JsonElement schemas, string name, JsonElement value, JsonElement? more = null)
    {
        JsonElement schema = schemas.GetProperty(name), properties = schema.GetProperty("properties");
        foreach (JsonProperty field in value.EnumerateObject()) Assert.True(properties.TryGetProperty(field.Name, out _) || (more is { } m && m.TryGetProperty(field.Name, out _)), $"{name} does not describe {field.Name}");
        if (!schema.TryGetProperty("required", out JsonElement required)) return;
        foreach (JsonElement field in required.EnumerateArray()) Assert.True(value.TryGetProperty(field.GetString()!, out _), $"{name} promises {field}");
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonElement> Document() => JsonDocument.Parse((await Ask.Get(serve.Client, "/openapi.json")).Text).RootElement;
}
