using System.Net.WebSockets;
using Glia.Live;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Live;

/// <summary>
/// OSC for web pages: a WebSocket whose binary frames are one OSC packet each. What comes is done as if it had come by UDP; what the session sends out goes to the page too. What is no
/// packet is answered or ends the connection, with a sentence; a client that does not read is given up, never waited for.
/// </summary>
internal sealed class OscSockets
{
    /// <summary>Bytes of a packet at most.</summary>
    public const int LongestPacket = 64 << 10;

    private const int MostOpen = 32;
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15), Patience = TimeSpan.FromSeconds(5), Farewell = TimeSpan.FromSeconds(1);
    private int _open;

    /// <summary>Makes a WebSocket of a request, and serves it until it ends.</summary>
    /// <param name="context">The request; <c>?listen=0</c> is for those who only speak.</param>
    /// <param name="host">The session.</param>
    /// <param name="source">Who speaks, for the session's log.</param>
    /// <param name="stop">Ends it from this side.</param>
    public async Task Serve(HttpContext context, LiveHost host, string source, CancellationToken stop)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            throw new StudioException(StatusCodes.Status426UpgradeRequired, "This address takes WebSockets: every binary frame is one OSC packet. In a page: new WebSocket(\"ws://…\").");
        }

        if (Interlocked.Increment(ref _open) > MostOpen)
        {
            Interlocked.Decrement(ref _open);
            throw new StudioException(StatusCodes.Status503ServiceUnavailable, $"{MostOpen} pages speak OSC here already. Close one of them.");
        }

        try
        {
            using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = SignOfLife, KeepAliveTimeout = SignOfLife });
            using var frames = new OscFrames();
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, context.RequestAborted, frames.Lost);
            await new Line(socket, host, source, frames).RunAsync(isListening: context.Request.Query["listen"] != "0", ending);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private sealed class Line(WebSocket socket, LiveHost host, string source, OscFrames frames)
    {
        private readonly byte[] _packet = new byte[LongestPacket + 1];

        public async Task RunAsync(bool isListening, CancellationTokenSource ending)
        {
            if (isListening) host.Add(frames);
            try
            {
                using var leaving = new CancellationTokenSource();
                Task<End> reading = ReadAsync(ending.Token);
                Task writing = WriteAsync(ending.Token, leaving.Token);
                await Task.WhenAny(reading, writing);
                await leaving.CancelAsync();
                await writing;
                await LeaveAsync(reading.IsCompleted ? await reading : new(WebSocketCloseStatus.EndpointUnavailable, "The live session was closed."), reading);
            }
            catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
            {
                socket.Abort(); // it has gone, or does not read
            }
            finally
            {
                host.Remove(frames);
            }
        }

        private async Task<End> ReadAsync(CancellationToken stop)
        {
            try
            {
                int length = 0;
                while (true)
                {
                    ValueWebSocketReceiveResult part = await socket.ReceiveAsync(_packet.AsMemory(length), CancellationToken.None);
                    if (stop.IsCancellationRequested) return new(WebSocketCloseStatus.EndpointUnavailable, "The live session was closed.");
                    if (part.MessageType == WebSocketMessageType.Close) return new(WebSocketCloseStatus.NormalClosure, null);
                    length += part.Count;
                    if (length > LongestPacket) return new(WebSocketCloseStatus.MessageTooBig, $"A frame may have {LongestPacket} bytes: an OSC packet is never larger.");
                    if (!part.EndOfMessage) continue;
                    if (part.MessageType == WebSocketMessageType.Text) frames.Say("Text is not understood here: send each OSC packet as one binary frame.");
                    else host.Handle(_packet.AsSpan(0, length), source);
                    length = 0;
                }
            }
            catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
            {
                return new(WebSocketCloseStatus.NormalClosure, null);
            }
        }

        private async Task WriteAsync(CancellationToken stop, CancellationToken leaving)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop, leaving);
            using var late = CancellationTokenSource.CreateLinkedTokenSource(frames.Lost);
            while (true)
            {
                IReadOnlyList<OscFrame> all;
                try
                {
                    all = await frames.TakeAsync(wait.Token);
                }
                catch (OperationCanceledException) when (!frames.Lost.IsCancellationRequested)
                {
                    return; // in good order
                }

                foreach (OscFrame frame in all)
                {
                    late.CancelAfter(Patience);
                    await socket.SendAsync(frame.Bytes, frame.IsText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, late.Token);
                }

                late.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }

        // What was sent to us and not read yet would turn the farewell into a reset: it is read, for a moment.
        private async Task LeaveAsync(End end, Task<End> reading)
        {
            using var limit = new CancellationTokenSource(Farewell);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived) await socket.CloseOutputAsync(end.Status, end.Sentence, limit.Token);
            if (!reading.IsCompleted)
            {
                await Task.WhenAny(reading, Task.Delay(Farewell, limit.Token));
                return;
            }

            while (socket.State is WebSocketState.CloseSent) await socket.ReceiveAsync(_packet.AsMemory(), limit.Token);
        }

        private readonly record struct End(WebSocketCloseStatus Status, string? Sentence);
    }
}
