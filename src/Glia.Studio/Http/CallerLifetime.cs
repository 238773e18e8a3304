using Microsoft.Extensions.Hosting;

namespace Glia.Studio.Http;

/// <summary>Signals are heard by the tool, not by the server.</summary>
internal sealed class CallerLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
