using System.Net;
using Glia.Datasets;
using Glia.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Glia.Docs.Tests;

#pragma warning disable IDE1006, CA1034 // these are the names of variables that a reader has: see docs/README.md

/// <summary>What the C# of the pages takes for given, as docs/README.md says: data, a network, a sample.</summary>
public static class Names
{
    private static readonly Lazy<Dataset> Train = new(() => HandwrittenDigits.Generate(4000, seed: 1)), All = new(() => HandwrittenDigits.Generate(12_000, seed: 4)), Test = new(() => HandwrittenDigits.Generate(1000, seed: 2));
    private static readonly Lazy<Network> Trained = new(() => Network.Load(Supplies.At("digits.safetensors")));

    internal static Shell? Shell { get; set; }

    public static string[] args => [];

    public static Dataset train => Train.Value;

    public static Dataset all => All.Value;

    public static Dataset test => Test.Value;

    public static Network net => Trained.Value.Clone();

    public static Network network => new(3, seed: 1, new Dense(4, Activation.Tanh), new Dense(3, Activation.Sigmoid));

    public static float[] picture => test.Features(0);

    public static float[] pixels => test.Features(1);

    /// <summary>A port that is free, in the place of 6448.</summary>
    public static LiveHostOptions FreePort => new() { Listen = new(IPAddress.Loopback, 0) };

    public static string Address(int port, string path = "") => $"http://127.0.0.1:{Shell?.Port(port) ?? port}{path}";

    /// <summary>Starts a web application on a port that is free, asks it, writes its answer, stops it.</summary>
    /// <param name="app">The application.</param>
    /// <param name="asked">Method, path and, where there is one, the body: <c>POST /path [1, 0]</c>.</param>
    public static async Task Ask(WebApplication app, string asked)
    {
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        string origin = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        string[] parts = asked.Split(' ', 3);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(origin + parts[1]));
        if (parts.Length > 2) request.Content = parts[2].StartsWith('@') ? new ByteArrayContent(await File.ReadAllBytesAsync(parts[2][1..])) : new StringContent(parts[2], System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{asked}: {(int)response.StatusCode} {text}");
        Console.WriteLine(text);
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
