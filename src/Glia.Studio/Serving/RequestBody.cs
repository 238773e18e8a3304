using System.Buffers;
using System.IO.Pipelines;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Glia.Studio.Serving;

/// <summary>The whole body of a request in rented memory, never more than is allowed, and never for longer than is right.</summary>
internal sealed class RequestBody(ServingOptions options)
{
    private const int Small = 64 << 10; // bytes
    private const int MostLarge = 64; // bodies above that at once: what is held in memory has an end
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private int _large;

    /// <summary>Reads the body. Give it back with <see cref="Return"/>.</summary>
    /// <exception cref="StudioException">It is too large, too slow, or there are too many large ones.</exception>
    public async ValueTask<Body> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = 4L * options.MostBytes; // a client hears why only if what it still sends is taken from it
        if (context.Request.ContentLength > options.MostBytes) throw TooLarge();
        PipeReader reader = context.Request.BodyReader;
        try
        {
            // Most bodies have come with their header, and are one piece of memory.
            if (!reader.TryRead(out ReadResult first)) return await ReadRestAsync(reader, context.RequestAborted);
            if (first.IsCompleted && first.Buffer.Length <= Small) return Take(reader, first.Buffer, isLarge: false);
            reader.AdvanceTo(first.Buffer.Start, first.Buffer.End);
            return await ReadRestAsync(reader, context.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(e);
        }
    }

    public void Return(Body body)
    {
        ArrayPool<byte>.Shared.Return(body.Bytes);
        if (body.IsLarge) Interlocked.Decrement(ref _large);
    }

    private async ValueTask<Body> ReadRestAsync(PipeReader reader, CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        bool isLarge = false, isTaken = false;
        try
        {
            while (true)
            {
                ReadResult read = await reader.ReadAsync(patience.Token);
                if (read.Buffer.Length > options.MostBytes) throw Refuse(reader, read, TooLarge());
                if (!isLarge && read.Buffer.Length > Small)
                {
                    isLarge = true;
                    if (Interlocked.Increment(ref _large) > MostLarge) throw Refuse(reader, read, TooMany());
                }

                if (read.IsCompleted)
                {
                    isTaken = true;
                    return Take(reader, read.Buffer, isLarge);
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            throw new StudioException(StatusCodes.Status408RequestTimeout, $"The body did not come within {Patience.TotalSeconds} seconds.");
        }
        finally
        {
            if (isLarge && !isTaken) Interlocked.Decrement(ref _large);
        }
    }

    private static Body Take(PipeReader reader, ReadOnlySequence<byte> buffer, bool isLarge)
    {
        int length = (int)buffer.Length;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Math.Max(1, length));
        buffer.CopyTo(bytes);
        reader.AdvanceTo(buffer.End);
        return new(bytes, length, isLarge);
    }

    // What was read is given back: otherwise the rest cannot be skipped, and the connection, though the client may keep it, is closed.
    private static StudioException Refuse(PipeReader reader, ReadResult read, StudioException why)
    {
        reader.AdvanceTo(read.Buffer.End);
        return why;
    }

    private static StudioException TooMany() => new(StatusCodes.Status503ServiceUnavailable, "Too many large requests are being worked on. Come back in a second, or send fewer samples at once.");

    private StudioException TooLarge(Exception? inner = null) => new(StatusCodes.Status413PayloadTooLarge, $"The body has more than {options.MostBytes >> 20} MB, which is the most. Send fewer samples at once, or a smaller picture.", inner: inner);
}

/// <summary>Bytes of a request: the first <paramref name="Length"/> of a rented array.</summary>
internal readonly record struct Body(byte[] Bytes, int Length, bool IsLarge)
{
    public ReadOnlySpan<byte> Span => Bytes.AsSpan(0, Length);
}
