using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Glia.Live;

namespace Glia.Studio.Tests.Live;

/// <summary>A live session in the studio: opened and closed, taught through the WebSocket and over UDP, and everything that a page hears of it.</summary>
public sealed class LiveRoomTests(StudioFixture studio) : IClassFixture<StudioFixture>, IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private string Socket => $"ws{studio.Server.Origin["http".Length..]}/api/live/osc";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await studio.Page.Send(HttpMethod.Delete, "/api/live");
        Assert.Empty(studio.Log);
    }

    [Fact]
    public async Task Without_a_session_there_is_none_and_the_rest_says_so()
    {
        Assert.Null((await studio.Page.Get("/api/live"))["session"]);
        foreach (string path in (string[])["/api/live/now", "/api/live/examples?start=0&count=10", "/api/live/osc"])
        {
            (HttpStatusCode status, string message, _) = await studio.Page.Refused(HttpMethod.Get, path);
            Assert.Equal((HttpStatusCode.Conflict, "No live session is open. Begin one first."), (status, message));
        }
    }

    [Fact]
    public async Task It_is_what_was_asked_for()
    {
        JsonObject session = await Open(new JsonObject
        {
            ["inputs"] = new JsonArray("a", "b"),
            ["outputs"] = new JsonArray(
                new JsonObject { ["name"] = "loud", ["maximum"] = 2, ["isHardLimited"] = true, ["learner"] = "polynomial", ["settings"] = new JsonObject { ["degree"] = "3" } },
                new JsonObject { ["name"] = "kind", ["kind"] = "class", ["classes"] = 4 }),
        });
        JsonArray outputs = session["outputs"]!.AsArray();
        Assert.Equal("loud polynomial 3 2 true", $"{outputs[0]!["name"]} {outputs[0]!["learner"]} {outputs[0]!["settings"]!["degree"]} {outputs[0]!["maximum"]} {outputs[0]!["isHardLimited"]}");
        Assert.Equal("kind knn 4 true", $"{outputs[1]!["name"]} {outputs[1]!["learner"]} {outputs[1]!["classes"]} {outputs[1]!["isClass"]}");
        Assert.Equal("127.0.0.1:9", (string?)session["sendingTo"]);
        (HttpStatusCode status, string message, _) = await studio.Page.Refused(HttpMethod.Post, "/api/live", Setup());
        Assert.Equal((HttpStatusCode.Conflict, "A live session is open. Close it before another one begins."), (status, message));
    }

    [Theory]
    [InlineData("{\"inputs\":[],\"outputs\":[{\"name\":\"x\"}]}", "inputs", "1 to 1000 inputs")]
    [InlineData("{\"inputs\":[\"a\"]}", "outputs", "1 to 200 outputs")]
    [InlineData("{\"inputs\":[\"a\",\"a\"],\"outputs\":[{\"name\":\"x\"}]}", "project", "Two inputs are called")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\",\"minimum\":1,\"maximum\":1}]}", "project", "The limits of output")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\",\"kind\":\"word\"}]}", "outputs[0].kind", "'value' or a 'class'")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\",\"learner\":\"j48\"}]}", null, "The nearest it has is knn")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\",\"kind\":\"class\",\"learner\":\"linear\"}]}", "project", "cannot be learnt by linear")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\"}],\"inputPort\":70000}", "inputPort", "1 to 65535")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\"}],\"outputPort\":0}", "outputPort", "1 to 65535")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\"}],\"inputPort\":0,\"outputHost\":\"\"}", "outputHost", "No computer goes by this name")]
    [InlineData("{\"inputs\":[\"a\"],\"outputs\":[{\"name\":\"x\"}],\"inputAddress\":\"wek\"}", "project", "is no OSC address")]
    public async Task What_cannot_be_is_refused_with_its_field(string setup, string? field, string sentence)
    {
        (HttpStatusCode status, string message, string? named) = await studio.Page.Refused(HttpMethod.Post, "/api/live", JsonNode.Parse(setup));
        Assert.Equal((HttpStatusCode.BadRequest, field), (status, named));
        Assert.Contains(sentence, message, StringComparison.Ordinal);
        Assert.Null((await studio.Page.Get("/api/live"))["session"]);
    }

    [Fact]
    public async Task A_taken_port_is_told_with_who_may_have_it_and_another_is_offered()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)taken.LocalEndPoint!).Port;
        JsonObject setup = Setup();
        setup["inputPort"] = port;
        (HttpStatusCode status, string message, string? field) = await studio.Page.Refused(HttpMethod.Post, "/api/live", setup);
        Assert.Equal((HttpStatusCode.Conflict, "inputPort"), (status, field));
        Assert.Contains($"Port {port} is taken. Wekinator,", message, StringComparison.Ordinal);
        setup["inputPort"] = (int)(await studio.Page.Get($"/api/live/port?from={port}"))["port"]!;
        Assert.NotNull((await studio.Page.Post("/api/live", setup))["session"]);
    }

    [Fact]
    public async Task Only_the_studios_own_page_speaks()
    {
        await Open();
        Assert.Equal(401, await OscPage.RefusedAsync(Socket, $"Origin: {studio.Server.Origin}"));
        Assert.Equal(403, await OscPage.RefusedAsync(Socket, "Origin: http://evil.example", Cookie));
        Assert.Equal(403, await OscPage.RefusedAsync(Socket, "Origin: null", Cookie));
        Assert.Equal(403, await OscPage.RefusedAsync(Socket, Cookie)); // a browser says its origin; a program has the key
        Assert.Equal(421, await OscPage.RefusedAsync(Socket, "Host: evil.example", $"Origin: {studio.Server.Origin}", Cookie));
        using OscPage program = await OscPage.OpenAsync(Socket, $"Authorization: Bearer {studio.Server.Key}");
    }

    [Fact]
    public async Task It_is_taught_through_the_web_socket_and_answers_there_and_in_its_state()
    {
        await Open();
        using OscPage page = await Speak();
        await Teach(page);
        JsonObject now = await studio.Page.Get("/api/live/now");
        Assert.Equal("done", (string?)now["outcome"]!["end"]);
        await page.Send("/wekinator/control/startRunning");
        await page.Send("/wek/inputs", 0.5f);
        Assert.StartsWith("/wek/outputs", await page.Until("/wek/outputs"), StringComparison.Ordinal);
        now = await studio.Page.Get("/api/live/now");
        Assert.Equal("true 10 10", $"{now["isRunning"]} {now["examples"]} {now["outputs"]![0]!["learnedFrom"]}");
        Assert.Equal(0.5f, (float)now["outputs"]![0]!["value"]!, 0.05f);
    }

    [Fact]
    public async Task Examples_come_in_pages_and_are_changed_deleted_and_brought_back()
    {
        await Open();
        using OscPage page = await Speak();
        await Teach(page);
        JsonObject some = await studio.Page.Get("/api/live/examples?start=4&count=3");
        Assert.Equal("4 10 3", $"{some["start"]} {some["count"]} {some["examples"]!.AsArray().Count}");
        JsonNode fifth = some["examples"]![0]!;
        Assert.Equal((5, 0.4f), ((int)fifth["id"]!, (float)fifth["inputs"]![0]!));
        await page.Send("/glia/control/setExample", 5, 0.25f, float.NaN);
        await page.Send("/glia/control/deleteExample", 6);
        await page.Send("/glia/control/deleteLastRound");
        await page.Send("/glia/control/restoreLastRound");
        await page.Send("/glia/control/undo");
        await page.Send("/glia/control/randomize");
        await page.Until("/wek/outputs");
        some = await studio.Page.Get("/api/live/examples?start=4&count=3");
        Assert.Equal((0.25f, null), ((float)some["examples"]![0]!["inputs"]![0]!, some["examples"]![0]!["outputs"]![0]));
        Assert.Equal(7, (int)some["examples"]![1]!["id"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.Page.Refused(HttpMethod.Get, "/api/live/examples?start=0&count=501")).Status);
    }

    [Fact]
    public async Task A_measurement_is_made_of_every_output()
    {
        await Open();
        Assert.Equal(HttpStatusCode.Conflict, (await studio.Page.Refused(HttpMethod.Post, "/api/live/scores", new JsonObject())).Status);
        using OscPage page = await Speak();
        await Teach(page);
        Assert.Equal("folds", (await studio.Page.Refused(HttpMethod.Post, "/api/live/scores", new JsonObject { ["folds"] = 1 })).Field);
        using Events events = await Events.Open(studio.Page);
        await studio.Page.Post("/api/live/scores", new JsonObject { ["folds"] = 5, ["seed"] = 2 });
        JsonNode scores = await events.Until("scores", s => !(bool)s["isBusy"]!);
        JsonNode only = Assert.Single(scores["outputs"]!.AsArray())!;
        Assert.Equal("x 10 5", $"{only["name"]} {only["examples"]} {only["folds"]}");
        Assert.InRange((double)only["training"]!, 0, 1e-9); // a straight line, learnt as one
        Assert.InRange((double)only["validation"]!, 0, 1e-9);
    }

    [Fact]
    public async Task The_stream_tells_what_it_is_what_it_does_what_comes_and_what_is_wrong()
    {
        using Events events = await Events.Open(studio.Page);
        Assert.Null((await events.Until("session", _ => true))["session"]);
        JsonObject session = await Open();
        Assert.Equal((int)session["id"]!, (int)(await events.Until("session", s => s["session"] is not null))["session"]!["id"]!);
        using OscPage page = await Speak();
        await page.Send("/wek/inputs", 0.75f);
        await events.Until("now", n => (float)n["inputs"]![0]! == 0.75f);
        await events.Until("traffic", t => t["last"]!.AsArray().Any(l => ((string)l!["text"]!).StartsWith("/wek/inputs", StringComparison.Ordinal)));
        await page.Send("/wekinator/control/train");
        Assert.Contains("no output has an example", (string)(await events.Until("warnings", _ => true))[0]!["text"]!, StringComparison.Ordinal);
        await page.Send("/wekinator/control/disableModelRecording", 1);
        await events.Until("session", s => !(bool)s["session"]!["outputs"]![0]!["isRecorded"]!);
        await studio.Page.Send(HttpMethod.Delete, "/api/live");
        await events.Until("session", s => s["session"] is null);
        Assert.Equal("closed 1001 The live session was closed.", await Closing(page));
    }

    /// <summary>Ten thousand inputs in a moment are told to the page in a few messages.</summary>
    [Fact]
    public async Task The_stream_is_coalesced()
    {
        await Open();
        using Events events = await Events.Open(studio.Page);
        using OscPage page = await Speak("?listen=0");
        await events.Until("now", _ => true);
        for (int i = 1; i <= 10_000; i++) await page.Send("/wek/inputs", (float)i);
        int told = 0;
        await events.Until("now", n => ++told > 0 && (float)n["inputs"]![0]! == 10_000);
        Assert.InRange(told, 1, 2000);
    }

    [Fact]
    public async Task Over_udp_it_is_the_same_session()
    {
        using var patch = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        JsonObject setup = Setup();
        setup["outputPort"] = ((IPEndPoint)patch.Client.LocalEndPoint!).Port;
        JsonNode session = (await studio.Page.Post("/api/live", setup))["session"]!;
        using OscPage page = await Speak();
        await Teach(page);
        await page.Send("/wekinator/control/startRunning");
        await page.Until("/glia/status \"running\"");
        await patch.SendAsync(OscPage.Packet("/wek/inputs", 0.3f), new IPEndPoint(IPAddress.Loopback, (int)session["inputPort"]!), Stop);
        string heard = "";
        while (!heard.StartsWith("/wek/outputs", StringComparison.Ordinal))
        {
            byte[] packet = (await patch.ReceiveAsync(Stop)).Buffer;
            Assert.True(OscMessage.TryParse(packet, out OscMessage message, out _));
            heard = OscText.Format(message);
        }

        Assert.Equal(heard, await page.Until("/wek/outputs"));
    }

    /// <summary>What was taught is kept when the session is closed, and goes on with the same examples, ports and answers.</summary>
    [Fact]
    public async Task A_closed_session_is_kept_and_goes_on()
    {
        await Open();
        using (OscPage page = await Speak()) await Teach(page);
        string before = (await studio.Page.Get("/api/live/examples?start=0&count=100"))["examples"]!.ToJsonString();
        await studio.Page.Send(HttpMethod.Delete, "/api/live");
        Assert.StartsWith("live-", (string?)(await studio.Page.Get("/api/live"))["last"], StringComparison.Ordinal);
        JsonNode session = (await studio.Page.Post("/api/live/last", new JsonObject { ["inputPort"] = 0 }))["session"]!;
        Assert.Equal("127.0.0.1:9 linear", $"{session["sendingTo"]} {session["outputs"]![0]!["learner"]}");
        Assert.Equal(before, (await studio.Page.Get("/api/live/examples?start=0&count=100"))["examples"]!.ToJsonString());
        using Events events = await Events.Open(studio.Page);
        await events.Until("now", n => (string?)n["outcome"]?["end"] == "done");
        using OscPage again = await Speak();
        await again.Send("/wekinator/control/startRunning");
        await again.Send("/wek/inputs", 0.5f);
        Assert.Equal(0.5f, float.Parse((await again.Until("/wek/outputs")).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture), 0.01f);
        Assert.Equal(HttpStatusCode.Conflict, (await studio.Page.Refused(HttpMethod.Post, "/api/live/last", new JsonObject())).Status);
    }

    private string Cookie => $"Cookie: glia-{studio.Port()}={studio.Server.Key}";

    private static JsonObject Setup() => new()
    {
        ["inputs"] = new JsonArray("a"),
        ["outputs"] = new JsonArray(new JsonObject { ["name"] = "x", ["learner"] = "linear" }),
        ["inputPort"] = 0,
        ["outputPort"] = 9,
    };

    private static async Task<string> Closing(OscPage page)
    {
        while (true)
        {
            string next = await page.Next();
            if (next.StartsWith("closed", StringComparison.Ordinal)) return next;
        }
    }

    private async Task<JsonObject> Open(JsonObject? more = null)
    {
        JsonObject setup = Setup();
        foreach ((string name, JsonNode? value) in more ?? []) setup[name] = value?.DeepClone();
        return (await studio.Page.Post("/api/live", setup))["session"]!.AsObject();
    }

    private Task<OscPage> Speak(string query = "") => OscPage.OpenAsync(Socket + query, $"Origin: {studio.Server.Origin}", Cookie);

    /// <summary>The identity, in two recordings of five examples.</summary>
    private static async Task Teach(OscPage page)
    {
        for (int i = 0; i < 10; i++)
        {
            if (i % 5 == 0) await page.Send("/wekinator/control/startRecording");
            await page.Send("/wekinator/control/outputs", i / 10f);
            await page.Send("/wek/inputs", i / 10f);
            if (i % 5 == 4) await page.Send("/wekinator/control/stopRecording");
        }

        await page.Send("/wekinator/control/train");
        await page.Until("/wekinator/status/done-training");
    }

    /// <summary>The page's ear.</summary>
    private sealed class Events(HttpResponseMessage response, StreamReader reader) : IDisposable
    {
        private readonly Dictionary<string, JsonNode> _latest = [];

        public static async Task<Events> Open(HttpClient page)
        {
            HttpResponseMessage response = await page.GetAsync("/api/live/events", HttpCompletionOption.ResponseHeadersRead, Stop);
            Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
            return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(Stop), Encoding.UTF8));
        }

        /// <summary>What was told last under a name, or is told next, that is good.</summary>
        public async Task<JsonNode> Until(string name, Func<JsonNode, bool> isGood)
        {
            if (_latest.TryGetValue(name, out JsonNode? known) && isGood(known)) return known;
            DateTime end = DateTime.UtcNow + OscPage.Patience;
            string current = "";
            while (await reader.ReadLineAsync(Stop).AsTask().WaitAsync(OscPage.Patience, Stop) is { } line)
            {
                Assert.True(DateTime.UtcNow < end, $"'{name}' did not come as it should; the last was {_latest.GetValueOrDefault(name)?.ToJsonString()}");
                if (line.StartsWith("event: ", StringComparison.Ordinal)) current = line[7..];
                if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
                JsonNode data = _latest[current] = JsonNode.Parse(line[6..])!;
                if (current == name && isGood(data)) return data;
            }

            throw new InvalidOperationException("The stream ended.");
        }

        public void Dispose()
        {
            reader.Dispose();
            response.Dispose();
        }
    }
}
