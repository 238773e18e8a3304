using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Glia.Studio.Tests;

/// <summary>Fills data sets of a studio as its page does.</summary>
internal static class SetClient
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Makes an empty set and returns its id.</summary>
    public static async Task<string> MakeSet(this HttpClient page, string kind = "pictures", string fit = "digit", int side = 28, params string[] classes)
    {
        var wanted = new JsonObject { ["name"] = "My set", ["kind"] = kind, ["fit"] = fit, ["side"] = side, ["classes"] = new JsonArray([.. (classes.Length > 0 ? classes : ["A", "B"]).Select(c => (JsonNode)c)]) };
        return (string)(await page.Post("/api/sets", wanted))["id"]!;
    }

    /// <summary>Sends bytes as they are; the answer's status and JSON.</summary>
    public static async Task<(HttpStatusCode Status, JsonObject Json)> SendBytes(this HttpClient page, string path, byte[] bytes, string type = "application/octet-stream")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.ExpectContinue = bytes.Length > 8 << 20; // else the answer to what is too large meets a sender that is still sending
        using HttpResponseMessage response = await page.SendAsync(request, Stop);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!.AsObject());
    }

    /// <summary>Sends bytes that are refused; what is said.</summary>
    public static async Task<(HttpStatusCode Status, string Message)> SendBad(this HttpClient page, string path, byte[] bytes, string type = "application/octet-stream")
    {
        (HttpStatusCode status, JsonObject json) = await page.SendBytes(path, bytes, type);
        Assert.False((int)status < 400, json.ToJsonString());
        return (status, (string)json["error"]!["message"]!);
    }

    /// <summary>Records one example and returns its number.</summary>
    public static async Task<int> Record(this HttpClient page, string set, string label, byte[] grey)
    {
        (HttpStatusCode status, JsonObject json) = await page.SendBytes($"/api/sets/{set}/examples?label={Uri.EscapeDataString(label)}", grey);
        Assert.True(status == HttpStatusCode.OK, json.ToJsonString());
        return (int)json["number"]!;
    }

    /// <summary>A square of <paramref name="side"/> pixels with a bar of ink in it, upright or lying, a little different for each seed.</summary>
    public static byte[] Bar(bool isUpright, int seed = 0, int side = 112)
    {
        var grey = new byte[side * side];
        int middle = (side / 2) + (seed % 7) - 3, half = (side / 4) + (seed % 5);
        for (int along = (side / 2) - half; along < (side / 2) + half; along++)
            for (int across = middle - 5; across <= middle + 5; across++) grey[isUpright ? (along * side) + across : (across * side) + along] = 255;
        return grey;
    }

    public static byte[] Png(int width, int height, Func<int, int, byte> grey)
    {
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = grey(i % width, i / width);
        using var memory = new MemoryStream();
        Datasets.Png.WriteGray(memory, pixels, width, height);
        return memory.ToArray();
    }
}
