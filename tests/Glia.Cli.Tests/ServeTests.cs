using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Glia.Cli.Tests;

/// <summary><c>glia serve</c> in a process of its own: it says where it is, answers, and ends with 0 when it is asked to stop.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_answers_and_ends_when_told_to()
    {
        Samples.DigitNetwork().Save(_folder.At("digits.safetensors"));
        File.WriteAllText(_folder.At("key.txt"), "a-key-of-this-test\n");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Glia.Cli.dll"), "serve", "digits.safetensors", "--port", "0", "--key", "@key.txt", "--json"])
        {
            WorkingDirectory = _folder.At(""),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(Stop);
        try
        {
            JsonElement started = JsonDocument.Parse(await ToolProcess.ReadDocument(process)).RootElement;
            using var client = new HttpClient { DefaultRequestHeaders = { { "Authorization", "Bearer a-key-of-this-test" } } };
            var predict = new Uri(started.GetProperty("models")[0].GetProperty("predict").GetString()!);
            using HttpResponseMessage response = await client.PostAsJsonAsync(predict, new { inputs = new float[784] }, Stop);
            JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop)).RootElement;
            Assert.Equal(Samples.DigitNetwork().Predict(new float[784]), answer.GetProperty("predictions")[0].GetProperty("outputs").EnumerateArray().Select(n => n.GetSingle()));
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

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        int port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        Samples.DigitNetwork().Save(_folder.At("digits.safetensors"));
        ToolRun run = ToolRun.Of("serve", _folder.At("digits.safetensors"), "--port", $"{port}");
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains($"port {port}", run.Error, StringComparison.Ordinal);
        Assert.Contains("Name another port", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_that_is_not_there_is_named()
    {
        Samples.DigitNetwork().Save(_folder.At("digits.safetensors"));
        ToolRun run = ToolRun.Of("serve", _folder.At("digits.safetensors"), "--key", "@nowhere.txt");
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains("--key: there is no file 'nowhere.txt'", run.Error, StringComparison.Ordinal);
    }
}
