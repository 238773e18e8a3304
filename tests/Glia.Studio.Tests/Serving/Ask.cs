using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Glia.Datasets;

namespace Glia.Studio.Tests.Serving;

/// <summary>Requests for predictions, as tests write them.</summary>
internal static class Ask
{
    public static async Task<(HttpStatusCode Status, JsonElement Json)> Post(HttpClient client, string id, string json, string query = "")
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Post(client, id, content, query);
    }

    public static async Task<(HttpStatusCode Status, JsonElement Json)> Png(HttpClient client, string id, byte[] png, string query = "")
    {
        using var content = new ByteArrayContent(png);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return await Post(client, id, content, query);
    }

    public static async Task<(HttpStatusCode Status, JsonElement Json)> Post(HttpClient client, string id, HttpContent content, string query = "")
    {
        using HttpResponseMessage response = await client.PostAsync(new Uri($"/api/models/{id}/predict{query}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (response.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    public static async Task<(HttpStatusCode Status, string Text)> Get(HttpClient client, string path)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static float[] Digit(int index)
    {
        var pixels = new byte[784];
        HandwrittenDigits.Draw(seed: 9, index, pixels, out _);
        return Array.ConvertAll(pixels, p => (float)p);
    }

    public static string Json(params float[][] samples)
    {
        string[] rows = [.. samples.Select(s => $"[{string.Join(',', s.Select(v => v.ToString(CultureInfo.InvariantCulture)))}]")];
        return $"{{\"inputs\":{(rows.Length == 1 ? rows[0] : $"[{string.Join(',', rows)}]")}}}";
    }

    public static float[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(n => n.GetSingle())];

    public static string Message(JsonElement json) => json.GetProperty("error").GetProperty("message").GetString()!;
}
