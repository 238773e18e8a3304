using System.Net;
using System.Net.Http.Headers;

namespace Glia.Datasets;

/// <summary>Fills a part file from one address: the part of <see cref="VerifiedDownload"/> that speaks HTTP and trusts nothing it hears.</summary>
internal sealed class MirrorTransfer(HttpMessageInvoker client, DownloadOptions options, DownloadFile file, PartFile part, Uri address, IProgress<DownloadProgress>? progress)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _received; // by the request under way

    /// <summary>Returns when the part file holds the right bytes.</summary>
    /// <exception cref="MirrorFault">This mirror cannot deliver them.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bool startedOver = false;
        int resumes = 0;
        while (true)
        {
            _received = 0;
            try
            {
                bool kept = await TransferAsync(cancellationToken).ConfigureAwait(false);
                Verify(kept, cancellationToken);
                return;
            }
            catch (MirrorFault fault) when (fault.Remedy == FaultRemedy.StartOver && !startedOver)
            {
                startedOver = true;
                part.Discard();
            }
            catch (MirrorFault fault) when (fault.Remedy == FaultRemedy.Resume && resumes < options.MaxResumes && _received > 0)
            {
                // A mirror that brought nothing this time will hardly do better the next time; one that brings something may go on.
                resumes++;
                await Task.Delay(options.ResumeDelay, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private void Verify(bool kept, CancellationToken cancellationToken)
    {
        string? flaw = UnpackedCheck.FindFlaw(part.Content, file, cancellationToken);
        if (flaw is null) return;
        part.Discard();
        throw new MirrorFault(flaw, kept ? FaultRemedy.StartOver : FaultRemedy.NextMirror);
    }

    // One request. True where bytes of an earlier request are among those now on the disk.
    private async Task<bool> TransferAsync(CancellationToken cancellationToken)
    {
        if (part.IsComplete) return true; // a run that died between the last byte and the check
        long start = part.ResumePoint(address);
        using var clock = new StallClock(options, cancellationToken);
        using HttpResponseMessage response = await SendAsync(start, clock).ConfigureAwait(false);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                await ReceiveWholeAsync(response, clock).ConfigureAwait(false);
                return false;
            case HttpStatusCode.PartialContent when start > 0:
                await ReceiveRestAsync(response, start, clock).ConfigureAwait(false);
                return true;
            case HttpStatusCode.RequestedRangeNotSatisfiable when start > 0:
                if (response.Content.Headers.ContentRange?.Length == start) return true; // nothing is missing
                throw new MirrorFault("it has no bytes to go on with (416)", FaultRemedy.StartOver);
            default:
                throw new MirrorFault($"it answered {(int)response.StatusCode} ({response.StatusCode})");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(long start, StallClock clock)
    {
        Uri current = address;
        for (int redirects = 0; ; redirects++)
        {
            HttpResponseMessage response = await SendOnceAsync(current, start, clock).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
                return response;
            using (response)
                current = Redirect(current, response.Headers.Location);
            if (redirects >= options.MaxRedirects)
                throw new MirrorFault($"it redirects more than {options.MaxRedirects} times");
        }
    }

    private static Uri Redirect(Uri from, Uri? location)
    {
        if (location is null || !Uri.TryCreate(from, location, out Uri? target)) throw new MirrorFault("it redirects to nowhere");
        if (target.Scheme != Uri.UriSchemeHttps && target.Scheme != from.Scheme)
            throw new MirrorFault($"it redirects from {from.Scheme} to {target.Scheme}, which is refused");
        return target;
    }

    private async Task<HttpResponseMessage> SendOnceAsync(Uri current, long start, StallClock clock)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, current);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Glia", null));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity")); // the gzip is the file, not the transport's
        if (start > 0)
        {
            request.Headers.Range = new RangeHeaderValue(start, null);
            if (part.ETag.Length > 0) request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue(part.ETag));
        }

        // HttpClient would otherwise read the whole body, however long, before it returns.
        return await clock.GuardAsync(token => client is HttpClient http
            ? http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token)
            : client.SendAsync(request, token)).ConfigureAwait(false);
    }

    private async Task ReceiveWholeAsync(HttpResponseMessage response, StallClock clock)
    {
        CheckLength(response.Content.Headers.ContentLength);
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
            throw new MirrorFault("it answered with a web page, not the file");
        using Stream body = await clock.GuardAsync(response.Content.ReadAsStreamAsync).ConfigureAwait(false);
        int read = await clock.GuardAsync(token => body.ReadAtLeastAsync(_buffer, 2, throwOnEndOfStream: false, token).AsTask()).ConfigureAwait(false);
        CheckBeginning(_buffer.AsSpan(0, read));

        // Only now: an answer that cannot be the file must not cost the bytes of an earlier run.
        part.Begin(address, StrongETag(response) ?? "", response.Content.Headers.ContentLength);
        Append(read);
        await ReceiveAsync(body, clock).ConfigureAwait(false);
    }

    private async Task ReceiveRestAsync(HttpResponseMessage response, long start, StallClock clock)
    {
        ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
        bool fits = range is { HasRange: true, Unit: "bytes" } && range.From == start
            && (range.Length is null || part.Total is null || range.Length == part.Total)
            && (response.Content.Headers.ContentLength is not { } length || length == range.To - range.From + 1);
        if (!fits) throw new MirrorFault($"it was asked for the bytes from {start} on and answered '{range?.ToString() ?? "no range"}'", FaultRemedy.StartOver);
        if (part.ETag.Length > 0 && StrongETag(response) is { } eTag && eTag != part.ETag)
            throw new MirrorFault("its file changed between two requests", FaultRemedy.StartOver);
        CheckLength(range!.Length);
        using Stream body = await clock.GuardAsync(response.Content.ReadAsStreamAsync).ConfigureAwait(false);
        await ReceiveAsync(body, clock).ConfigureAwait(false);
    }

    private async Task ReceiveAsync(Stream body, StallClock clock)
    {
        int read;
        while ((read = await ReadAsync(body, clock).ConfigureAwait(false)) > 0) Append(read);
        if (part.Length < part.Total) throw Broken();
    }

    private async Task<int> ReadAsync(Stream body, StallClock clock)
    {
        try
        {
            return await clock.GuardAsync(token => body.ReadAsync(_buffer, token).AsTask()).ConfigureAwait(false);
        }
        catch (MirrorFault fault) when (fault.Remedy == FaultRemedy.Resume)
        {
            throw Broken();
        }
    }

    private MirrorFault Broken() => new($"the connection broke after {part.Length} of {part.Total?.ToString() ?? "an unknown number of"} bytes", FaultRemedy.Resume);

    private void Append(int read)
    {
        if (part.Length + read > (part.Total ?? file.PackedLimit))
        {
            part.Discard();
            throw new MirrorFault("it sends more bytes than the file has");
        }

        part.Append(_buffer.AsSpan(0, read));
        _received += read;
        progress?.Report(new DownloadProgress { File = file.PackedName, Bytes = part.Length, Total = part.Total, Host = address.Host });
    }

    private void CheckLength(long? length)
    {
        if (length == 0) throw new MirrorFault("it answered with no bytes");
        if (length > file.PackedLimit) throw new MirrorFault($"it announces {length} bytes, more than the {file.PackedLimit} that the file can have");
    }

    private static void CheckBeginning(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0) throw new MirrorFault("it answered with no bytes");
        if (bytes is [0x1F, 0x8B, ..]) return;
        throw new MirrorFault(bytes.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..] ? "it answered with a web page, not the file" : "it answered with something that is not a gzip file");
    }

    private static string? StrongETag(HttpResponseMessage response) => response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;
}
