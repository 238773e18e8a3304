using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Glia.Live;

namespace Glia.Cli.Tests;

/// <summary><c>glia live</c> in a process of its own, driven over UDP: taught, trained, asked, stopped, and its log replayed.</summary>
public sealed class LiveTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TestFolder _folder = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20_000 };

    public LiveTests() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }

    /// <summary>Wekinator's golden run: four examples come back within 0.01 (row F4).</summary>
    [Fact]
    public async Task It_is_taught_trained_asked_stopped_and_begun_again()
    {
        string taught = _folder.At("taught"), log = _folder.At("log.jsonl");
        (float A, float B, float Value)[] examples = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0.2f)];
        await InProcess(["--inputs", "2", "--outputs", "1", "--save", taught, "--log", log], port =>
        {
            foreach ((float a, float b, float value) in examples)
            {
                Send(port, "/wekinator/control/outputs", value);
                Send(port, "/wekinator/control/startRecording");
                Send(port, "/wek/inputs", a, b);
                Send(port, "/wekinator/control/stopRecording");
            }

            Send(port, "/wekinator/control/train");
            Assert.Empty(Next("/wekinator/status/done-training"));
            Send(port, "/wekinator/control/startRunning");
            Check(port, examples);
        });

        Assert.True(File.Exists(Path.Combine(taught, "models", "output-1.safetensors")));
        JsonElement replayed = ToolRun.Of("live", "--replay", log, "--json").Json();
        Assert.Equal((4, true), (replayed.GetProperty("examples").GetInt32(), replayed.GetProperty("identical").GetBoolean()));
        await InProcess(["--load", taught, "--run"], port => Check(port, examples));
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        int port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
        ToolRun run = ToolRun.Of("live", "--headless", "--in", $"{port}");
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains($"port {port}: another program has it", run.Error, StringComparison.Ordinal);
    }

    private void Check(int port, (float A, float B, float Value)[] examples)
    {
        foreach ((float a, float b, float value) in examples)
        {
            Send(port, "/wek/inputs", a, b);
            Assert.InRange(Next("/wek/outputs")[0], value - 0.01f, value + 0.01f);
        }
    }

    private async Task InProcess(string[] options, Action<int> what)
    {
        string answers = ((IPEndPoint)_socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Glia.Cli.dll"), "live", "--json", "--in", "0", "--out", answers, .. options])
        {
            WorkingDirectory = _folder.At(""),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Stop);
        try
        {
            string text = "";
            while (!text.EndsWith("}\n", StringComparison.Ordinal) && await process.StandardOutput.ReadLineAsync(Stop) is { } line) text += line + "\n";
            int port = IPEndPoint.Parse(JsonDocument.Parse(text).RootElement.GetProperty("listening").GetString()!).Port;
            if (options.Contains("--run")) _ = Next("/wekinator/status/done-training");
            while (options.Contains("--run") && NextStatus() != "running")
            {
            }

            what(port);
            if (OperatingSystem.IsWindows()) return;
            using Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync(Stop);
            Assert.Equal((ExitCodes.Ok, ""), (process.ExitCode, await errors));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private void Send(int port, string address, params float[] numbers) => _socket.SendTo(new OscWriter().Message(address).Floats(numbers).Finish(), SocketFlags.None, new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>The numbers of the next message of that address; others are passed over.</summary>
    private float[] Next(string address)
    {
        OscMessage message = NextOf(address);
        var numbers = new float[message.Count];
        Assert.True(message.TryGetNumbers(numbers));
        return numbers;
    }

    /// <summary>What the session says next that it does.</summary>
    private string NextStatus()
    {
        foreach (OscArgument argument in NextOf("/glia/status"))
            if (argument.TryGetText(out string? state)) return state;
        throw new InvalidOperationException("The status says nothing.");
    }

    private OscMessage NextOf(string address)
    {
        var buffer = new byte[65536];
        while (true)
        {
            int length = _socket.Receive(buffer);
            Assert.True(OscMessage.TryParse(buffer.AsSpan(0, length), out OscMessage message, out OscError? error), error?.Message);
            if (System.Text.Encoding.UTF8.GetString(message.Address) == address) return message;
        }
    }
}
