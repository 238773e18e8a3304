using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Http;

/// <summary>The built page, from the assembly: a closed set of names, so that no path leads anywhere else. Compressed once.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "page/";
    private readonly Dictionary<string, PageFile> _files;

    private PageFiles(Dictionary<string, PageFile> files) => _files = files;

    /// <summary>Whether the page was built into the assembly.</summary>
    public static bool WereBuilt => typeof(PageFiles).Assembly.GetManifestResourceInfo(Prefix + "index.html") is not null;

    public static PageFiles Read()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        return new(assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(n => "/" + n[Prefix.Length..].Replace('\\', '/'), n => PageFile.Read(assembly, n), StringComparer.Ordinal));
    }

    /// <summary>The file of that path; the page itself for <c>/</c>.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path == "/" ? "/index.html" : path);
}

/// <summary>One file of the page.</summary>
internal sealed class PageFile
{
    private readonly byte[] _plain;
    private readonly Lazy<byte[]> _brotli, _gzip;
    private readonly string _type, _tag;
    private readonly bool _isHashed; // the name changes with the content, so that it may be kept for ever

    private PageFile(string name, byte[] bytes)
    {
        _plain = bytes;
        _brotli = new Lazy<byte[]>(() => Pack(to => new BrotliStream(to, new BrotliCompressionOptions { Quality = 9 }, leaveOpen: true)));
        _gzip = new Lazy<byte[]>(() => Pack(to => new GZipStream(to, CompressionLevel.SmallestSize, leaveOpen: true)));
        _type = TypeOf(Path.GetExtension(name));
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"";
        _isHashed = name.Contains("/assets/", StringComparison.Ordinal);
    }

    public static PageFile Read(Assembly assembly, string name)
    {
        using Stream stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new PageFile(name, bytes);
    }

    public async Task Write(HttpContext context)
    {
        HttpResponse response = context.Response;
        response.Headers.ETag = _tag;
        response.Headers.CacheControl = _isHashed ? "private, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch == _tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        string? encoding = Takes(context.Request, "br") ? "br" : Takes(context.Request, "gzip") ? "gzip" : null;
        byte[] bytes = encoding switch { "br" => _brotli.Value, "gzip" => _gzip.Value, _ => _plain };
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentType = _type;
        response.ContentLength = bytes.Length;
        if (HttpMethods.IsGet(context.Request.Method)) await response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private static bool Takes(HttpRequest request, string encoding) =>
        request.GetTypedHeaders().AcceptEncoding.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality != 0);

    private byte[] Pack(Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (Stream to = packer(packed)) to.Write(_plain);
        return packed.ToArray();
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".json" or ".webmanifest" => "application/json; charset=utf-8",
        _ => "application/octet-stream",
    };
}
