using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using Glia.Live;
using Glia.Studio.Live;

namespace Glia.Studio.Tests.Live;

/// <summary>A web page as an OSC client: MISSION row F's bridge, and TRUST's row on pages that attack local servers.</summary>
public sealed class BridgeTests : IAsyncLifetime
{
    private const string Good = "http://localhost:8000";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly List<string> _log = [];
    private LiveSession _session = null!;
    private LiveHost _host = null!;
    private LiveBridge _bridge = null!;

    public async ValueTask InitializeAsync()
    {
        _session = new LiveSession(new LiveProject { InputNames = ["x", "y"], Outputs = [OutputSpec.ForValue("out", new LinearRegression())] });
        _host = LiveHost.Start(_session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = new(IPAddress.Loopback, 9) });
        _bridge = await LiveBridge.StartAsync(_host, new LiveBridgeOptions { Origins = [Good, "https://p5js.example/"] }, _log.Add);
    }

    public async ValueTask DisposeAsync()
    {
        await _bridge.DisposeAsync();
        _host.Dispose();
        _session.Dispose();
        Assert.Empty(_log);
    }

    [Fact]
    public async Task A_page_records_trains_and_runs()
    {
        using OscPage page = await OscPage.OpenAsync(_bridge.Address, $"Origin: {Good}");
        for (int i = 0; i < 4; i++)
        {
            await page.Send("/wekinator/control/outputs", i / 4f);
            await page.Send("/wekinator/control/startRecording", 1);
            await page.Send("/wek/inputs", i / 4f, 1f);
            await page.Send("/wekinator/control/stopRecording");
        }

        await page.Send("/wekinator/control/train");
        await page.Until("/wekinator/status/done-training");
        await page.Send("/wekinator/control/startRunning");
        await page.Send("/wek/inputs", 2f, 1f);
        Assert.Equal(2, float.Parse((await page.Until("/wek/outputs")).Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture), 1e-4);
        Assert.Equal(4, _session.ExampleCount);
    }

    [Theory]
    [InlineData(101, "Origin: http://localhost:8000")]
    [InlineData(101, "Origin: https://p5js.example")]
    [InlineData(101)] // a program
    [InlineData(403, "Origin: http://localhost:8001")]
    [InlineData(403, "Origin: https://localhost:8000")]
    [InlineData(403, "Origin: http://evil.example")]
    [InlineData(403, "Origin: http://p5js.example")]
    [InlineData(403, "Origin: https://p5js.example.evil.example")]
    [InlineData(403, "Origin: null")]
    [InlineData(421, "Host: evil.example")]
    [InlineData(421, "Host: evil.example", "Origin: http://localhost:8000")]
    [InlineData(421, "Host: 127.0.0.1:1")]
    public async Task Only_pages_of_the_origins_that_were_given_get_in(int status, params string[] headers)
    {
        if (status != 101)
        {
            Assert.Equal(status, await OscPage.RefusedAsync(_bridge.Address, headers));
            return;
        }

        using OscPage page = await OscPage.OpenAsync(_bridge.Address, headers);
        Assert.Equal(WebSocketState.Open, page.Socket.State);
    }

    [Fact]
    public async Task The_bridges_own_origin_is_none_that_was_given() => Assert.Equal(403, await OscPage.RefusedAsync(_bridge.Address, "Origin: http" + _bridge.Address[2..]));

    [Fact]
    public async Task Pages_that_are_files_get_in_where_that_was_given()
    {
        await using LiveBridge bridge = await LiveBridge.StartAsync(_host, new LiveBridgeOptions { Origins = ["null"] }, _log.Add);
        using OscPage page = await OscPage.OpenAsync(bridge.Address, "Origin: null");
        Assert.Equal(403, await OscPage.RefusedAsync(bridge.Address, $"Origin: {Good}"));
    }

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("http://")]
    [InlineData("http://localhost:8000/page")]
    [InlineData("ftp://localhost")]
    [InlineData("*")]
    [InlineData("http://user@localhost")]
    public async Task What_is_no_origin_is_refused_with_a_sentence(string origin)
    {
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => LiveBridge.StartAsync(_host, new LiveBridgeOptions { Origins = [origin] }, _log.Add));
        Assert.StartsWith($"'{origin}' is no origin", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_an_IO_error()
    {
        int port = new Uri(_bridge.Address).Port;
        await Assert.ThrowsAsync<IOException>(() => LiveBridge.StartAsync(_host, new LiveBridgeOptions { Port = port }, _log.Add));
    }

    [Theory]
    [InlineData("GET /")]
    [InlineData("GET /osc")]
    [InlineData("GET /elsewhere")]
    [InlineData("POST /")]
    public async Task What_is_no_web_socket_is_told_so(string line)
    {
        int port = new Uri(_bridge.Address).Port;
        RawAnswer answer = await RawClient.Send(port, $"{line} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{(line[0] == 'P' ? "Content-Length: 0\r\n" : "")}\r\n", Stop);
        Assert.Equal(line switch { "GET /elsewhere" => 404, "POST /" => 405, _ => 426 }, answer.Status);
        Assert.Contains("WebSocket", answer.Text, StringComparison.Ordinal);
        Assert.Null(answer["Access-Control-Allow-Origin"]);
    }

    [Fact]
    public async Task Text_is_answered_with_a_sentence_and_the_next_packet_is_understood()
    {
        using OscPage page = await OscPage.OpenAsync(_bridge.Address);
        await page.SendBytes("/wek/inputs 1 2"u8.ToArray(), WebSocketMessageType.Text);
        Assert.Equal("Text is not understood here: send each OSC packet as one binary frame.", await page.Next());
        await page.Send("/wek/inputs", 3f, 4f);
        await page.Send("/glia/control/randomize");
        await page.Until("/wek/outputs");
        Assert.Equal([3f, 4], _session.Snapshot().Inputs);
    }

    [Fact]
    public async Task What_is_no_packet_is_counted_and_the_next_one_is_understood()
    {
        using OscPage page = await OscPage.OpenAsync(_bridge.Address);
        await page.SendBytes([]);
        await page.SendBytes([1, 2, 3]);
        await page.SendBytes("/a*b c\0\0,f\0\0"u8.ToArray());
        await page.Send("/glia/control/randomize");
        await page.Until("/wek/outputs");
        Assert.True(_host.Traffic.Malformed >= 2);
    }

    [Fact]
    public async Task A_frame_that_is_too_large_ends_the_connection_and_no_other()
    {
        using OscPage other = await OscPage.OpenAsync(_bridge.Address), page = await OscPage.OpenAsync(_bridge.Address);
        await page.SendBytes(new byte[OscSockets.LongestPacket + 1]);
        Assert.StartsWith("closed 1009 A frame may have 65536 bytes", await page.Next(), StringComparison.Ordinal);
        await other.Send("/glia/control/randomize");
        await other.Until("/wek/outputs");
    }

    [Fact]
    public async Task A_frame_in_parts_is_one_packet()
    {
        using OscPage page = await OscPage.OpenAsync(_bridge.Address);
        byte[] packet = OscPage.Packet("/wek/inputs", 5f, 6f);
        await page.Socket.SendAsync(packet.AsMemory(0, 7), WebSocketMessageType.Binary, endOfMessage: false, Stop);
        await page.Socket.SendAsync(packet.AsMemory(7), WebSocketMessageType.Binary, endOfMessage: true, Stop);
        await page.Send("/glia/control/randomize");
        await page.Until("/wek/outputs");
        Assert.Equal([5f, 6], _session.Snapshot().Inputs);
    }

    [Fact]
    public async Task One_that_floods_does_not_starve_another()
    {
        using OscPage flood = await OscPage.OpenAsync(_bridge.Address), page = await OscPage.OpenAsync(_bridge.Address);
        byte[] packet = OscPage.Packet("/wek/inputs", 1f, 2f);
        Task flooding = Task.Run(async () => { for (int i = 0; i < 20_000; i++) await flood.SendBytes(packet); }, Stop);
        for (int i = 0; i < 20; i++)
        {
            await page.Send("/glia/control/randomize");
            await page.Until("/wek/outputs");
        }

        await flooding;
        await flood.Send("/wekinator/control/outputs", 1f, 2f, 3f); // behind all of them, and refused
        await flood.Until("/glia/warning \"There are 1 outputs, and 3 values");
        Assert.True(_host.Traffic.In >= 20_000);
    }

    /// <summary>Outputs are sent as fast as they come to somebody who reads, while another reads nothing at all.</summary>
    [Fact]
    public async Task One_that_does_not_read_is_given_up_and_holds_nobody_up()
    {
        using OscPage slow = await OscPage.OpenAsync(_bridge.Address), page = await OscPage.OpenAsync(_bridge.Address);
        _session.SetOutput(1, OutputSpec.ForValue("out", new Babbler()));
        _session.StartRecording();
        _session.Input([1, 2]);
        for (int i = 0; i < 2500; i++)
        {
            // Two control messages, which are never left out, one of them long: far more than a connection holds.
            _session.Train();
            await page.Until("/glia/status \"failed\"");
        }

        var watch = Stopwatch.StartNew();
        while (slow.Socket.State == WebSocketState.Open && watch.Elapsed < TimeSpan.FromSeconds(30)) // what was sent before comes first
        {
            try
            {
                await slow.Next();
            }
            catch (WebSocketException)
            {
                break;
            }
        }

        Assert.NotEqual(WebSocketState.Open, slow.Socket.State);
    }

    [Fact]
    public async Task Pages_are_told_when_the_bridge_ends()
    {
        LiveBridge bridge = await LiveBridge.StartAsync(_host, new LiveBridgeOptions(), _log.Add);
        using OscPage page = await OscPage.OpenAsync(bridge.Address);
        ValueTask ending = bridge.DisposeAsync();
        Assert.Equal("closed 1001 The live session was closed.", await page.Next());
        await page.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Stop);
        await ending;
    }

    [Fact]
    public async Task There_is_room_for_32_pages()
    {
        OscPage[] pages = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => OscPage.OpenAsync(_bridge.Address)));
        Assert.Equal(503, await OscPage.RefusedAsync(_bridge.Address));
        foreach (OscPage page in pages) page.Dispose();
    }

    /// <summary>Learns nothing, and says so at length.</summary>
    private sealed record Babbler : Learner
    {
        public override string Name => "babbler";

        public override bool LearnsValues => true;

        public override bool LearnsClasses => false;

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

        public override Learner With(string setting, string value) => throw new ArgumentException(setting);

        public override LearnedModel Learn(LearningTask task, Action<LearningProgress>? progress = null, CancellationToken cancellation = default) => throw new LearningException(new string('x', 20_000));
    }
}
