using System.Net;
using Glia.Studio.Http;

namespace Glia.Studio;

/// <summary>How the studio is started.</summary>
public sealed record StudioOptions
{
    /// <summary>The folder of runs, data and models.</summary>
    public required string Folder { get; init; }

    /// <summary>The port; 0 for any that is free.</summary>
    public int Port { get; init; } = 7474;

    /// <summary>The address to listen on. Others than loopback are reached from other machines, which then need the token too.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Threads of a training; 0 for one per core.</summary>
    public int Threads { get; init; }

    /// <summary>What any one client may take.</summary>
    internal ServerLimits Limits { get; init; } = new();

    /// <summary>Where the studio keeps its folder unless told otherwise: <c>GLIA_STUDIO</c>, or <c>glia/studio</c> in the user's own data.</summary>
    public static string DefaultFolder => Environment.GetEnvironmentVariable("GLIA_STUDIO") is { Length: > 0 } folder
        ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "glia", "studio");
}
