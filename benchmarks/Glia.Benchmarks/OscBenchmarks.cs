using BenchmarkDotNet.Attributes;
using Glia.Live;

namespace Glia.Benchmarks;

/// <summary>An OSC message of five floats, as a controller sends it: read, found in the routes, written, made readable.</summary>
[MemoryDiagnoser]
public class OscBenchmarks
{
    private readonly byte[] _packet = new OscWriter().Message("/wek/inputs"u8).Floats([0.1f, 0.2f, 0.3f, 0.4f, 0.5f]).Finish().ToArray();
    private readonly OscWriter _writer = new();
    private readonly float[] _numbers = new float[5];
    private readonly OscRouteTable<int> _routes = new(new[] { "/wek/inputs", "/wekinator/control/train", "/wekinator/control/startRecording" }.Select((address, i) => new OscRoute<int>(address, i)));

    [Benchmark]
    public bool Parse() => OscMessage.TryParse(_packet, out _, out _);

    [Benchmark]
    public bool ParseAndNumbers() => OscMessage.TryParse(_packet, out var message, out _) && message.TryGetNumbers(_numbers);

    [Benchmark]
    public bool ParseRouteAndNumbers() => OscMessage.TryParse(_packet, out var message, out _) && _routes.TryGet(message.Address, out _) && message.TryGetNumbers(_numbers);

    [Benchmark]
    public int Write()
    {
        _writer.Clear();
        return _writer.Message("/wek/outputs"u8).Floats(_numbers).Finish().Length;
    }

    [Benchmark]
    public bool MatchPattern() => OscPattern.Matches("/wekinator/control/{start,stop}*"u8, "/wekinator/control/startRecording"u8);

    [Benchmark]
    public string Line() => OscMessage.TryParse(_packet, out var message, out _) ? OscText.Format(message, 200) : "";
}
