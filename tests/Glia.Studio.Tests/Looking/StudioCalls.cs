using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Glia.Studio.Tests.Looking;

/// <summary>Calls of the API as the page makes them.</summary>
internal static class StudioCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>The answer, which must be a good one.</summary>
    public static async Task<JsonElement> Ask(this StudioFixture studio, string path, object? body = null)
    {
        (HttpStatusCode status, JsonElement answer) = await Try(studio, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {(int)status} {answer}");
        return answer;
    }

    /// <summary>What is wrong: the status, the message and the field.</summary>
    public static async Task<(HttpStatusCode Status, string Message, string? Field)> Refused(this StudioFixture studio, string path, object? body = null)
    {
        (HttpStatusCode status, JsonElement answer) = await Try(studio, path, body);
        JsonElement error = answer.GetProperty("error");
        return (status, error.GetProperty("message").GetString()!, error.TryGetProperty("field", out JsonElement field) ? field.GetString() : null);
    }

    /// <summary>A run that is ready to be looked at.</summary>
    public static async Task<string> NewRun(this StudioFixture studio, params (string Name, string Value)[] settings)
    {
        JsonElement made = await studio.Ask("/api/runs", new { settings = settings.ToDictionary(s => s.Name, s => s.Value) });
        string id = made.GetProperty("id").GetString()!;
        await studio.Until(id, status => status != "preparing");
        return id;
    }

    /// <summary>Waits until a run stands as it should.</summary>
    public static async Task<JsonElement> Until(this StudioFixture studio, string id, Func<string, bool> isGood)
    {
        DateTime end = DateTime.UtcNow + Patience;
        while (true)
        {
            JsonElement run = (await studio.Ask($"/api/runs/{id}")).GetProperty("summary");
            string status = run.GetProperty("status").GetString()!;
            Assert.NotEqual("failed", status);
            if (isGood(status)) return run;
            Assert.True(DateTime.UtcNow < end, $"The run is still {status}: {run}");
            await Task.Delay(30, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> Try(StudioFixture studio, string path, object? body)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using HttpResponseMessage response = body is null ? await studio.Page.GetAsync(path, stop) : await studio.Page.PostAsJsonAsync(path, body, stop);
        string text = await response.Content.ReadAsStringAsync(stop);
        return (response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }
}
