using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Glia.Studio.Tests;

/// <summary>Speaks to a studio as its page does.</summary>
internal static class StudioClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<JsonObject> Get(this HttpClient page, string path) => await Read(await page.GetAsync(path, Stop));

    public static async Task<JsonObject> Send(this HttpClient page, HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Read(await page.SendAsync(request, Stop));
    }

    public static Task<JsonObject> Post(this HttpClient page, string path, JsonNode? body = null) => page.Send(HttpMethod.Post, path, body);

    /// <summary>The status and the error of a request that is refused.</summary>
    public static async Task<(HttpStatusCode Status, string Message, string? Field)> Refused(this HttpClient page, HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await page.SendAsync(request, Stop);
        string text = await response.Content.ReadAsStringAsync(Stop);
        Assert.False(response.IsSuccessStatusCode, text);
        JsonNode error = JsonNode.Parse(text)!["error"]!;
        return (response.StatusCode, (string)error["message"]!, (string?)error["field"]);
    }

    /// <summary>Makes a run and waits until its data are there.</summary>
    public static async Task<string> MakeRun(this HttpClient page, params (string Name, string Value)[] settings)
    {
        var given = new JsonObject();
        foreach ((string name, string value) in settings) given[name] = value;
        JsonObject made = await page.Post("/api/runs", new JsonObject { ["settings"] = given });
        string id = (string)made["id"]!;
        await page.Until(id, status => status != "preparing");
        return id;
    }

    /// <summary>Trains a run to its end.</summary>
    public static async Task<JsonObject> Train(this HttpClient page, string id)
    {
        await page.Post($"/api/runs/{id}/play", new JsonObject());
        return await page.Until(id, status => status is not "training" and not "preparing");
    }

    /// <summary>Waits until a run has a status, and returns it in full.</summary>
    public static async Task<JsonObject> Until(this HttpClient page, string id, Func<string, bool> isGood)
    {
        DateTime end = DateTime.UtcNow + Patience;
        while (true)
        {
            JsonObject run = await page.Get($"/api/runs/{id}");
            if (isGood((string)run["summary"]!["status"]!)) return run;
            Assert.True(DateTime.UtcNow < end, $"the run stayed as it was: {run["summary"]!.ToJsonString()}");
            await Task.Delay(20, Stop);
        }
    }

    private static async Task<JsonObject> Read(HttpResponseMessage response)
    {
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync(Stop);
            Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {text}");
            return text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? throw new JsonException(text);
        }
    }
}
