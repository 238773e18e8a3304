using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Glia.Datasets;
using Glia.OwnHandwriting;

namespace Glia.Studio.Tests;

/// <summary>Drawings, pictures and pages looked at over HTTP, as the Draw view does it (row E9).</summary>
public sealed class LookTests(ReaderFixture studio) : IClassFixture<ReaderFixture>
{
    private const int Side = 112;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HttpClient Page => studio.Page;

    private string Look => $"/api/runs/{studio.Reader}/look";

    [Fact]
    public async Task Drawn_digits_are_read()
    {
        int right = 0, same = 0;
        for (int i = 0; i < 40; i++)
        {
            int answer = (int)(await Ink(Enlarged(i, out int label)))["answer"]!;
            right += answer == label ? 1 : 0;
            same += answer == (int)(await Raw(Digit(i, out _)))["answer"]! ? 1 : 0;
        }

        Assert.True(right >= 28 && same >= 36, $"{right} of 40 drawn digits were read right, {same} as before they were enlarged");
    }

    [Fact]
    public async Task Pictures_of_digits_written_otherwise_are_read()
    {
        IReadOnlyList<OwnPicture> pictures = OwnPictures.Draw(5, situation: 0);
        int right = 0;
        foreach (OwnPicture own in pictures) right += (int)(await Png(own.Picture))["answer"]! == own.Digit ? 1 : 0;
        Assert.True(right >= 6, $"{right} of {pictures.Count} own digits were read right");
    }

    [Fact]
    public async Task Every_number_is_that_of_the_prediction()
    {
        byte[] pixels = Digit(3, out _);
        JsonObject look = await Raw(pixels);
        Assert.Equal(pixels, Convert.FromBase64String((string)look["pixels"]!));
        ForwardTrace trace = ForwardTrace.Of(studio.Network, Array.ConvertAll(pixels, p => (float)p));
        Assert.Equal(trace.Layers.Count(l => l.Dense is not null), look["layers"]!.AsArray().Count);
        foreach ((int i, LayerTrace layer) in trace.Layers.Where(l => l.Dense is not null).Index()) Assert.Equal(Bits(layer.Outputs), Bits(Floats(look["layers"]![i]!)));
        Assert.Equal(Bits(trace.Outputs), Bits([.. look["outputs"]!.AsArray().Select(v => (float)v!)]));
        JsonObject links = look["links"]![1]!.AsObject();
        float strongest = (float)links["value"]![0]!;
        Assert.Equal(trace.Layers[^1].Contribution((int)links["to"]![0]!, (int)links["from"]![0]!), strongest);
        LayerTrace last = trace.Layers[^1];
        Assert.Equal(Enumerable.Range(0, last.Out).Max(unit => Enumerable.Range(0, last.In).Max(input => Math.Abs(last.Contribution(unit, input)))), Math.Abs(strongest));
    }

    [Fact]
    public async Task The_connections_of_one_neuron_are_shown()
    {
        byte[] pixels = Digit(3, out _);
        JsonObject look = await Read(await Page.PostAsync($"{Look}?raw=1&width=28&height=28&focus=0.5", Bytes(pixels), Stop));
        Assert.All(look["links"]![0]!["to"]!.AsArray(), unit => Assert.Equal(5, (int)unit!));
        Assert.All(look["links"]![1]!["from"]!.AsArray(), input => Assert.Equal(5, (int)input!));
        await Refused(HttpStatusCode.NotFound, $"{Look}?raw=1&width=28&height=28&focus=0.500", Bytes(pixels), "no such neuron");
        await Refused(HttpStatusCode.BadRequest, $"{Look}?raw=1&width=28&height=28&focus=x", Bytes(pixels), "layer.unit");
    }

    [Fact]
    public async Task The_preparation_is_shown_stage_by_stage()
    {
        JsonObject look = await Read(await Page.PostAsync($"{Look}?width={Side}&height={Side}&stages=1", Bytes(Enlarged(2, out _)), Stop));
        Assert.Equal(["original", "gray", "background", "ink", "cleaned", "framed"], look["stages"]!.AsArray().Select(s => (string)s!["name"]!));
        Assert.Equal((string)look["pixels"]!, (string)look["stages"]![5]!["pixels"]!);
        Assert.Null((await Ink(Enlarged(2, out _)))["stages"]);
    }

    [Fact]
    public async Task An_empty_sheet_has_no_answer()
    {
        JsonObject look = await Ink(new byte[Side * Side]);
        Assert.True((bool)look["isEmpty"]!);
        Assert.Equal(-1, (int)look["answer"]!);
        Assert.Contains("No ink was found", (string)look["warnings"]![0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_picture_is_refused_in_words()
    {
        await Refused(HttpStatusCode.BadRequest, $"{Look}?width=20&height=20", Bytes(new byte[399]), "has 400 bytes, but 399 were sent");
        await Refused(HttpStatusCode.BadRequest, $"{Look}?width=513&height=1", Bytes(new byte[513]), "'width' must be a whole number from 1 to 512");
        await Refused(HttpStatusCode.BadRequest, Look, Bytes(new byte[400]), "'width'");
        await Refused(HttpStatusCode.BadRequest, $"{Look}?width=20&height=20", Bytes([]), "empty");
        await Refused(HttpStatusCode.BadRequest, Look, Bytes([1, 2, 3], "image/png"), "PNG");
        await Refused(HttpStatusCode.UnsupportedMediaType, Look, Bytes([1, 2, 3], "image/jpeg"), "image/png");
        await Refused(HttpStatusCode.RequestEntityTooLarge, Look, Bytes(HugeHeader(), "image/png"), "Make it smaller");
        using var large = new HttpRequestMessage(HttpMethod.Post, Look) { Content = Bytes(new byte[(16 << 20) + 1], "image/png"), Headers = { ExpectContinue = true } }; // the answer comes before the bytes go
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Page.SendAsync(large, Stop)).StatusCode);
        string points = await Page.MakeRun(("data", "xor"));
        await Refused(HttpStatusCode.BadRequest, $"/api/runs/{points}/look?width=20&height=20", Bytes(new byte[400]), "takes 2 numbers, not pictures");
        await Refused(HttpStatusCode.NotFound, "/api/runs/none/look?width=20&height=20", Bytes(new byte[400]), "");
    }

    [Fact]
    public async Task A_neuron_is_explained_with_its_numbers_and_with_what_excites_it()
    {
        byte[] pixels = Digit(4, out _);
        ForwardTrace trace = ForwardTrace.Of(studio.Network, Array.ConvertAll(pixels, p => (float)p));
        JsonObject sum = await Page.Post($"{Look}/neuron", new JsonObject { ["pixels"] = Convert.ToBase64String(pixels), ["layer"] = 0, ["unit"] = 5 });
        Assert.Contains("Neuron 6 of layer 1", (string)sum["title"]!, StringComparison.Ordinal);
        Assert.Contains(Glia.Pages.Num.Of(trace.Layers[0].Sums[5], 4), (string)sum["html"]!, StringComparison.Ordinal);
        JsonObject excites = await Page.Get($"{Look}/excites?layer=0&unit=5");
        Assert.Contains("The samples that excite it most", (string)excites["html"]!, StringComparison.Ordinal);
        (HttpStatusCode status, string message, _) = await Page.Refused(HttpMethod.Post, $"{Look}/neuron", new JsonObject { ["pixels"] = Convert.ToBase64String(pixels), ["layer"] = 0, ["unit"] = 500 });
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("no such neuron", message, StringComparison.Ordinal);
        (status, message, _) = await Page.Refused(HttpMethod.Post, $"{Look}/neuron", new JsonObject { ["pixels"] = Convert.ToBase64String(pixels[..100]), ["layer"] = 0, ["unit"] = 5 });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("28 × 28 pixels, but 100 were sent", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_explained_and_changed()
    {
        byte[] pixels = Digit(7, out _);
        float[] inputs = Array.ConvertAll(pixels, p => (float)p);
        int answer = studio.Network.Classify(inputs), other = (answer + 1) % 10;
        JsonObject why = await Page.Post($"{Look}/why", new JsonObject { ["pixels"] = Convert.ToBase64String(pixels), ["label"] = answer });
        Assert.Equal(Bits(Sensitivity.OfClass(studio.Network, inputs, answer)), Bits(Floats(why["slope"]!)));
        Assert.Equal(Bits(Sensitivity.Occlusion(studio.Network, inputs, answer)), Bits(Floats(why["covered"]!)));
        JsonObject change = await Page.Post($"{Look}/change", new JsonObject { ["pixels"] = Convert.ToBase64String(pixels), ["label"] = other });
        Assert.True((bool)change["isFound"]!);
        byte[] changed = Convert.FromBase64String((string)change["pixels"]!);
        Assert.Equal(other, studio.Network.Classify(Array.ConvertAll(changed, p => (float)p)));
        Assert.Equal((int)change["changed"]!, changed.Zip(pixels).Count(p => p.First != p.Second));
        (HttpStatusCode status, string message, string? field) = await Page.Refused(HttpMethod.Post, $"{Look}/change", new JsonObject { ["pixels"] = Convert.ToBase64String(pixels), ["label"] = answer });
        Assert.Equal((HttpStatusCode.BadRequest, "label"), (status, field));
        Assert.Contains("already", message, StringComparison.Ordinal);
        await Page.Refused(HttpMethod.Post, $"{Look}/why", new JsonObject { ["pixels"] = Convert.ToBase64String(pixels), ["label"] = 10 });
    }

    [Fact]
    public async Task Examples_come_from_the_test_data_one_after_the_other()
    {
        JsonObject first = await Page.Get($"{Look}/example?label=3"), second = await Page.Get($"{Look}/example?label=3&after={(int)first["index"]!}");
        Assert.Equal((3, 3), ((int)first["label"]!, (int)second["label"]!));
        Assert.True((int)second["index"]! > (int)first["index"]!);
        Assert.Equal(784, Convert.FromBase64String((string)first["pixels"]!).Length);
        await Page.Refused(HttpMethod.Get, $"{Look}/example?label=10");
    }

    [Fact]
    public async Task A_page_of_digits_is_read_in_order()
    {
        var page = new byte[200 * 60];
        for (int i = 0; i < 4; i++)
        {
            byte[] digit = Digit(i, out _);
            for (int p = 0; p < digit.Length; p++) page[((p / 28) + 16) * 200 + (p % 28) + 10 + (46 * i)] = digit[p];
        }

        using var file = new MemoryStream();
        Datasets.Png.WriteGray(file, page, 200, 60);
        JsonObject read = await Read(await Page.PostAsync($"{Look}/page", Bytes(file.ToArray(), "image/png"), Stop));
        Assert.Equal(4, read["digits"]!.AsArray().Count);
        Assert.Single(read["rows"]!.AsArray());
        Assert.Equal([0, 1, 2, 3], read["digits"]!.AsArray().Select(d => (int)d!["column"]!));
    }

    [Fact]
    public async Task The_first_layer_is_shown_as_pictures()
    {
        JsonObject facts = await Page.Get(Look), weights = await Page.Get($"{Look}/weights");
        Assert.Equal((28, 28, true, false), ((int)facts["height"]!, (int)facts["width"]!, (bool)facts["canPrepare"]!, (bool)facts["hasLightPaper"]!));
        byte[] shades = Convert.FromBase64String((string)weights["bytes"]!);
        int units = (int)facts["layers"]![0]!["units"]!;
        Assert.Equal(units * 784, shades.Length);
        WeightMatrix matrix = studio.Network.Weights(0);
        for (int unit = 0; unit < units; unit++)
            for (int i = 0; i < 784; i++) Assert.True(shades[(unit * 784) + i] >= 128 == matrix[unit, i] >= 0 || shades[(unit * 784) + i] == 128);
    }

    private Task<JsonObject> Ink(byte[] ink) => Ask($"{Look}?width={Side}&height={Side}", Bytes(ink));

    private Task<JsonObject> Raw(byte[] pixels) => Ask($"{Look}?raw=1&width=28&height=28", Bytes(pixels));

    private async Task<JsonObject> Png(RasterImage picture)
    {
        using var file = new MemoryStream();
        Datasets.Png.Write(file, picture);
        return await Ask(Look, Bytes(file.ToArray(), "image/png"));
    }

    private async Task<JsonObject> Ask(string path, HttpContent body) => await Read(await Page.PostAsync(path, body, Stop));

    private async Task Refused(HttpStatusCode status, string path, HttpContent body, string words)
    {
        using HttpResponseMessage response = await Page.PostAsync(path, body, Stop);
        string text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.StatusCode == status, $"{response.StatusCode} instead of {status}: {text}");
        Assert.Contains(words, (string)JsonNode.Parse(text)!["error"]!["message"]!, StringComparison.Ordinal);
    }

    private static async Task<JsonObject> Read(HttpResponseMessage response)
    {
        using (response)
        {
            string text = await response.Content.ReadAsStringAsync(Stop);
            Assert.True(response.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!.AsObject();
        }
    }

    private static ByteArrayContent Bytes(byte[] bytes, string type = "application/octet-stream") => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static byte[] Digit(long index, out int label)
    {
        var pixels = new byte[784];
        HandwrittenDigits.Draw(99, index, pixels, out label);
        return pixels;
    }

    // As large as a drawing on the page.
    private static byte[] Enlarged(long index, out int label)
    {
        byte[] digit = Digit(index, out label), ink = new byte[Side * Side];
        for (int i = 0; i < ink.Length; i++) ink[i] = digit[(i / Side / 4 * 28) + (i % Side / 4)];
        return ink;
    }

    // The beginning of a PNG file of 50,000 × 50,000 pixels.
    private static byte[] HugeHeader() => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0xC3, 0x50, 0, 0, 0xC3, 0x50, 8, 0, 0, 0, 0, 1, 2, 3, 4];

    private static float[] Floats(JsonNode base64) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)base64!)).ToArray();

    private static int[] Bits(IEnumerable<float> values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
