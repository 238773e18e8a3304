using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Glia.Datasets;
using Glia.Studio.Serving;

namespace Glia.Studio.Tests.Serving;

/// <summary>What is asked right is answered with the network's own numbers; what is asked wrong, with what was wrong and what to do.</summary>
public sealed class PredictTests(ServeFixture serve) : IClassFixture<ServeFixture>
{
    [Theory]
    [InlineData("digits")]
    [InlineData("large")]
    [InlineData("calibrated")]
    public async Task A_sample_gets_the_bits_of_the_network(string id)
    {
        Network network = ServeFixture.Models.Find(id)!.Network;
        float[] digit = Ask.Digit(1), outputs = network.Predict(digit);
        (HttpStatusCode status, JsonElement json) = await Ask.Post(serve.Client, id, Ask.Json(digit));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(id, json.GetProperty("model").GetString());
        Assert.Equal("1", json.GetProperty("version").GetString());
        JsonElement answer = Assert.Single(json.GetProperty("predictions").EnumerateArray());
        Assert.Equal(outputs, Ask.Numbers(answer.GetProperty("outputs")));
        Assert.Equal($"{network.Classify(digit)}", answer.GetProperty("answer").GetString());
        Assert.Equal(10, answer.GetProperty("probabilities").EnumerateObject().Count());
        Assert.Equal(answer.GetProperty("sure").GetSingle(), answer.GetProperty("probabilities").GetProperty(answer.GetProperty("answer").GetString()!).GetSingle());
        if (network.RejectOption is null) Assert.False(answer.TryGetProperty("unsure", out _));
        else Assert.Equal(network.IsUnsure(digit, outputs), answer.GetProperty("unsure").GetBoolean());
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("large")]
    public async Task Several_samples_are_answered_in_their_order(string id)
    {
        Network network = ServeFixture.Models.Find(id)!.Network;
        float[][] digits = [.. Enumerable.Range(0, 40).Select(Ask.Digit)];
        (HttpStatusCode status, JsonElement json) = await Ask.Post(serve.Client, id, Ask.Json(digits));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(digits.Select(d => network.Predict(d)), json.GetProperty("predictions").EnumerateArray().Select(p => Ask.Numbers(p.GetProperty("outputs"))));
    }

    [Fact]
    public async Task A_network_without_classes_gives_its_outputs_alone()
    {
        (HttpStatusCode status, JsonElement json) = await Ask.Post(serve.Client, "curve", " { \"inputs\" : [ 1e-1 , -0.25 ] } ");
        Assert.Equal(HttpStatusCode.OK, status);
        JsonElement answer = Assert.Single(json.GetProperty("predictions").EnumerateArray());
        Assert.Equal(ServeFixture.Curve.Network.Predict([0.1f, -0.25f]), Ask.Numbers(answer.GetProperty("outputs")));
        Assert.Equal("outputs", Assert.Single(answer.EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_picture_is_prepared_as_the_tool_does()
    {
        byte[] pixels = new byte[784];
        HandwrittenDigits.Draw(seed: 9, 4, pixels, out _);
        InkPreparationResult ink = InkPreparation.Prepare(RasterImage.FromGray(pixels, 28, 28));
        float[] prepared = Array.ConvertAll(ink.Pixels, p => (float)p);
        JsonElement answer = await Picture(pixels, "");
        Assert.Equal(ServeFixture.Digits.Network.Predict(prepared), Ask.Numbers(answer.GetProperty("outputs")));
        Assert.False(answer.GetProperty("empty").GetBoolean());
        Assert.Equal(ink.Warnings.Count, answer.GetProperty("warnings").GetArrayLength());
        answer = await Picture(pixels, "?raw=true");
        Assert.Equal(ServeFixture.Digits.Network.Predict(Array.ConvertAll(pixels, p => (float)p)), Ask.Numbers(answer.GetProperty("outputs")));
        answer = await Picture(new byte[784], "");
        Assert.True(answer.GetProperty("empty").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("answer").ValueKind);
        Assert.Equal(0, answer.GetProperty("sure").GetSingle());
    }

    // In the bodies, # stands for 784 numbers.
    [Theory]
    [InlineData("", "not JSON at line 1, byte 1")]
    [InlineData("[1]", "not an object")]
    [InlineData("{}", "no 'inputs'")]
    [InlineData("{\"input\": [1]}", "not known here")]
    [InlineData("{\"inputs\": [#], \"more\": 1}", "not known here")]
    [InlineData("{\"inputs\": [#], \"inputs\": [#]}", "twice")]
    [InlineData("{\"inputs\": 1}", "not a list")]
    [InlineData("{\"inputs\": []}", "is empty")]
    [InlineData("{\"inputs\": [[]]}", "inputs[0] has 0 numbers, but the model takes 784 (28 × 28")]
    [InlineData("{\"inputs\": [1]}", "'inputs' has 1 number, but the model takes 784")]
    [InlineData("{\"inputs\": [#, 1]}", "has 785 numbers")]
    [InlineData("{\"inputs\": [[#], [#, 1]]}", "inputs[1] has 785 numbers")]
    [InlineData("{\"inputs\": [[#], 1]}", "inputs[1] is a number")]
    [InlineData("{\"inputs\": [1, [2]]}", "inputs[1] is a list")]
    [InlineData("{\"inputs\": [1, NaN]}", "no NaN")]
    [InlineData("{\"inputs\": [1, null]}", "inputs[1] is null")]
    [InlineData("{\"inputs\": [[1, \"2\"]]}", "inputs[0][1] is a text")]
    [InlineData("{\"inputs\": [1e999]}", "inputs[0] is too large")]
    [InlineData("{\"inputs\": [01]}", "not JSON")]
    [InlineData("{\"inputs\": [#]", "not JSON")]
    [InlineData("{\"inputs\": [#]} {}", "not JSON")]
    [InlineData("{\"inputs\": [[[[[[[[[[1]]]]]]]]]]}", "inputs[0][0] is a list")]
    public async Task A_wrong_body_is_refused(string body, string message)
    {
        string numbers = string.Join(',', Enumerable.Repeat("7", 784));
        (HttpStatusCode status, JsonElement json) = await Ask.Post(serve.Client, "digits", body.Replace("[#", $"[{numbers}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, Ask.Message(json), StringComparison.Ordinal);
        Assert.Equal("inputs", json.GetProperty("error").GetProperty("field").GetString());
    }

    [Fact]
    public async Task Too_much_is_refused()
    {
        (HttpStatusCode status, JsonElement json) = await Ask.Post(serve.Client, "curve", $"{{\"inputs\":[{string.Join(',', Enumerable.Repeat("[1,2]", 41))}]}}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("more than 40 samples", Ask.Message(json), StringComparison.Ordinal);
        (status, json) = await Ask.Post(serve.Client, "curve", new string(' ', (4 << 20) + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("4 MB", Ask.Message(json), StringComparison.Ordinal);
        using var stream = new StreamContent(new MemoryStream(new byte[(4 << 20) + 1])) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var chunked = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/models/curve/predict", UriKind.Relative)) { Content = stream, Headers = { TransferEncodingChunked = true } };
        using HttpResponseMessage response = await serve.Client.SendAsync(chunked, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_comes_in_pieces_is_read()
    {
        using var stream = new StreamContent(new MemoryStream([.. "{\"inputs\":[0.5,"u8, .. Enumerable.Repeat((byte)' ', 200_000), .. "0.25]}"u8])) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var chunked = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/models/curve/predict", UriKind.Relative)) { Content = stream, Headers = { TransferEncodingChunked = true } };
        using HttpResponseMessage response = await serve.Client.SendAsync(chunked, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_wrong_picture_is_refused()
    {
        (HttpStatusCode status, JsonElement json) = await Ask.Png(serve.Client, "digits", [1, 2, 3]);
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, Ask.Message(json).Contains("not a PNG", StringComparison.Ordinal)));
        byte[] good = Png(new byte[784], 28, 28);
        (status, json) = await Ask.Png(serve.Client, "digits", good[..60]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("The picture: ", Ask.Message(json), StringComparison.Ordinal);
        byte[] bomb = [.. good];
        (bomb[16], bomb[20]) = (1, 1); // 16 million × 16 million
        (status, json) = await Ask.Png(serve.Client, "digits", bomb);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, true), (status, Ask.Message(json).Contains("Scale it down", StringComparison.Ordinal)));
        (status, json) = await Ask.Png(serve.Client, "digits", Png(new byte[12], 4, 3), "?raw=true");
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, Ask.Message(json).Contains("Leave 'raw' out", StringComparison.Ordinal)));
        (status, _) = await Ask.Png(serve.Client, "digits", good, "?raw=maybe");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        (status, json) = await Ask.Png(serve.Client, "curve", good);
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, Ask.Message(json).Contains("does not look at pictures", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/jsonp")]
    [InlineData("image/jpeg")]
    public async Task Another_type_is_refused(string type)
    {
        using var content = new StringContent("{\"inputs\":[1,2]}");
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        (HttpStatusCode status, JsonElement json) = await Ask.Post(serve.Client, "curve", content);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.Contains("application/json", Ask.Message(json), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_not_there()
    {
        (HttpStatusCode status, JsonElement json) = await Ask.Post(serve.Client, "nothing", "{}");
        Assert.Equal((HttpStatusCode.NotFound, true), (status, Ask.Message(json).Contains("GET /api/models", StringComparison.Ordinal)));
        foreach (string path in new[] { "/", "/api", "/api/models/nothing", "/api/models/..%2f..%2fetc%2fpasswd", "/api/models/digits/", "/api/models/digits/more" })
            Assert.Equal(path == "/api/models/digits/" ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await Ask.Get(serve.Client, path)).Status);
        (status, string text) = await Ask.Get(serve.Client, "/api/models/digits/predict");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
        Assert.Contains("but POST", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_are_listed_and_described()
    {
        JsonElement list = JsonDocument.Parse((await Ask.Get(serve.Client, "/api/models")).Text).RootElement.GetProperty("models");
        Assert.Equal(["digits", "large", "calibrated", "curve"], list.EnumerateArray().Select(m => m.GetProperty("id").GetString()!));
        JsonElement model = JsonDocument.Parse((await Ask.Get(serve.Client, "/api/models/calibrated")).Text).RootElement;
        Assert.Equal((784, 10, 2, 28), (model.GetProperty("inputs").GetInt32(), model.GetProperty("classes").GetArrayLength(), model.GetProperty("layers").GetArrayLength(), model.GetProperty("picture").GetProperty("width").GetInt32()));
        Assert.Equal("3", model.GetProperty("training").GetProperty("epochs").GetString());
        Assert.Equal(0.5f, model.GetProperty("unsureBelow").GetSingle());
    }

    [Fact]
    public async Task Another_version_answers_from_then_on()
    {
        var models = new FixedModels(ServeFixture.Served("net", new Network(2, seed: 1, new Dense(1, Activation.Identity)), "old"));
        await using PredictionServer server = await PredictionServer.StartAsync(models, new ServeOptions { Port = 0 }, _ => { });
        using HttpClient client = ServeFixture.ClientOf(server);
        Assert.Equal("old", (await Ask.Post(client, "net", "{\"inputs\":[1,2]}")).Json.GetProperty("version").GetString());
        var other = new Network(2, seed: 2, new Dense(1, Activation.Identity));
        models.Replace(ServeFixture.Served("net", other, "new"));
        JsonElement json = (await Ask.Post(client, "net", "{\"inputs\":[1,2]}")).Json;
        Assert.Equal("new", json.GetProperty("version").GetString());
        Assert.Equal(other.Predict([1, 2]), Ask.Numbers(json.GetProperty("predictions")[0].GetProperty("outputs")));
    }

    private static byte[] Png(byte[] pixels, int width, int height)
    {
        using var stream = new MemoryStream();
        Datasets.Png.WriteGray(stream, pixels, width, height);
        return stream.ToArray();
    }

    private async Task<JsonElement> Picture(byte[] pixels, string query)
    {
        (HttpStatusCode status, JsonElement json) = await Ask.Png(serve.Client, "digits", Png(pixels, 28, 28), query);
        Assert.Equal(HttpStatusCode.OK, status);
        return Assert.Single(json.GetProperty("predictions").EnumerateArray());
    }
}
