using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Glia.Studio.Http;

/// <summary>
/// How much work is taken on at once. An address that works for long is marked <see cref="Limited"/>: as many of its requests run as there are cores, some wait, and the rest are told to come
/// again (429). Each address counts for itself, so that uploads do not hold drawing up.
/// </summary>
internal static class RequestLimits
{
    private const string Policy = "work";
    /// <summary>How many wait for their turn.</summary>
    public const int MostWaiting = 32;

    /// <summary>How many of an address's requests run at once: one for each core, but always two.</summary>
    public static int AtOnce { get; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Takes on only so much at once. Not for streams, which would hold their place for as long as they are open.</summary>
    public static T Limited<T>(this T route)
        where T : IEndpointConventionBuilder => route.RequireRateLimiting(Policy);

    /// <summary>Makes <see cref="Limited"/> known; the application has to <c>UseRateLimiter</c> after its routing.</summary>
    public static IServiceCollection AddRequestLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.OnRejected = (rejected, _) => new ValueTask(
            Problem.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "The studio has more to do than it can take on. Try again in a second."));
        limiter.AddPolicy(Policy, context => RateLimitPartition.GetConcurrencyLimiter(Address(context), _ => new ConcurrencyLimiterOptions
        {
            PermitLimit = AtOnce,
            QueueLimit = MostWaiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        }));
    });

    // The route's pattern and never the path, of which a client could make up as many as it likes.
    private static string Address(HttpContext context) =>
        context.Request.Method + " " + ((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
}
