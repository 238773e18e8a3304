using System.IO.Compression;
using System.Text.Json;
using Glia.Studio.Http;
using Microsoft.AspNetCore.Http;

namespace Glia.Studio.Data;

/// <summary>
/// Sets as one zip file: <c>set.json</c> and the samples as they lie in the folder. Taken in are also plain folders of pictures, the last folder being the class. The paths in a zip file are read for
/// names, never followed; and what it unpacks to is counted while it is unpacked, not believed.
/// </summary>
internal static class SetArchive
{
    public const int MostBytes = 64 << 20;

    private const int MostEntries = 25_000, MostRecord = 64 << 10;
    private const long MostUnpacked = 512L << 20;

    /// <summary>The zip file of a set.</summary>
    public static byte[] Write(StudioSet set, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "set.json", JsonSerializer.SerializeToUtf8Bytes(set.Record, SetJson.Default.SetRecord));
            IReadOnlyList<(string Name, string Path)> files = set is PictureSet pictures ? pictures.Files() : [("samples.csv", set.Samples)];
            foreach ((string name, string path) in files)
            {
                cancellation.ThrowIfCancellationRequested();
                Put(zip, name, File.ReadAllBytes(path));
            }
        }

        return memory.ToArray();
    }

    /// <summary>Makes a set of a zip file.</summary>
    /// <param name="library">Where it goes.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="file">What errors call it, and the set, where the zip has no name for it.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="StudioException">The file does not do.</exception>
    public static Imported Read(DataLibrary library, byte[] bytes, string file, CancellationToken cancellation)
    {
        using ZipArchive zip = Open(bytes, file);
        var left = new Unpacked(file);
        SetRecord? record = RecordIn(zip, left, file);
        string name = record?.Name ?? Path.GetFileNameWithoutExtension(file);
        if (Single(zip, "samples.csv") is { } table) return Table(library, record, name, left.Read(table, MostBytes), file);
        List<(string Label, ZipArchiveEntry Entry)> pictures = [.. Pictures(zip, file)];
        string[] classes = [.. record is { Kind: SetKind.Pictures } ? record.Classes : pictures.Select(p => p.Label).Distinct(StringComparer.Ordinal)];
        var set = (PictureSet)library.Create(new NewSet(name, SetKind.Pictures, classes, record?.Fit, record?.Side));
        try
        {
            return Fill(set, pictures, left, cancellation);
        }
        catch
        {
            library.Discard(set);
            throw;
        }
    }

    /// <summary>Adds the pictures of a zip file to a set that has their classes.</summary>
    /// <exception cref="StudioException">The file does not do; what was added before stays.</exception>
    public static Imported Add(PictureSet set, byte[] bytes, string file, CancellationToken cancellation)
    {
        using ZipArchive zip = Open(bytes, file);
        List<(string Label, ZipArchiveEntry Entry)> pictures = [.. Pictures(zip, file)];
        if (pictures.FirstOrDefault(p => !set.Record.Classes.Contains(p.Label, StringComparer.Ordinal)) is { Label: { } label }) throw StudioException.Bad("file", $"{file} has pictures of '{label}', which is no class of this set. Add the class first, or make a new set of the file.");
        return Fill(set, pictures, new Unpacked(file), cancellation);
    }

    private static Imported Fill(PictureSet set, List<(string Label, ZipArchiveEntry Entry)> pictures, Unpacked left, CancellationToken cancellation)
    {
        var passedOver = new List<string>();
        int count = 0;
        foreach ((string label, ZipArchiveEntry entry) in pictures)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                set.Add(label, UploadedPicture.Png(left.Read(entry, UploadedPicture.MostBytes), entry.Name));
                count++;
            }
            catch (Exception e) when (e is InvalidFileException or StudioException { Status: StatusCodes.Status400BadRequest, Field: "picture" })
            {
                passedOver.Add($"{label}: {(e is InvalidFileException ? e.Message : $"{entry.Name}: {e.Message}")}");
            }
        }

        if (count == 0) throw StudioException.Bad("file", $"No picture could be taken. {passedOver[0]}");
        return new Imported(set.Summary(), count, passedOver.Count > 20 ? [.. passedOver.Take(20), $"and {passedOver.Count - 20} more"] : passedOver);
    }

    private static Imported Table(DataLibrary library, SetRecord? record, string name, byte[] samples, string file)
    {
        if (record is not { Kind: SetKind.Points })
        {
            StudioSet table = library.CreateTable(name, samples, file);
            return new Imported(table.Summary(), table.Summary().Count, []);
        }

        var set = (PointSet)library.Create(new NewSet(name, SetKind.Points, record.Classes));
        try
        {
            set.Add(samples, file);
            return new Imported(set.Summary(), set.Summary().Count, []);
        }
        catch
        {
            library.Discard(set);
            throw;
        }
    }

    private static ZipArchive Open(byte[] bytes, string file)
    {
        // Entries are counted before their list is made: a list costs much more memory than its bytes.
        if (Count(bytes, "PK\x01\x02"u8) > MostEntries) throw StudioException.Bad("file", $"{file} has more than {MostEntries:N0} files in it.");
        try
        {
            var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            foreach (ZipArchiveEntry entry in zip.Entries) CheckPath(entry.FullName, file);
            return zip;
        }
        catch (InvalidDataException e)
        {
            throw new StudioException(StatusCodes.Status400BadRequest, $"{file} is no zip file, or a damaged one.", "file", e);
        }
    }

    // Nothing is written where a path says; one that tries is still not to be trusted with anything else.
    private static void CheckPath(string path, string file)
    {
        bool leads = path.Contains('\\', StringComparison.Ordinal) || path.StartsWith('/') || (path.Length > 1 && path[1] == ':') || path.Split('/').Contains("..") || path.Any(char.IsControl);
        if (leads) throw StudioException.Bad("file", $"{file} has a file in it whose name is a way to elsewhere: '{new string([.. path.Take(80).Select(c => char.IsControl(c) ? '?' : c)])}'. Nothing was taken.");
    }

    private static int Count(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sign) => bytes.Count(sign);

    // Folders may lie in one more folder, as most programs pack them; what systems put beside is passed over.
    private static IEnumerable<(string Label, ZipArchiveEntry Entry)> Pictures(ZipArchive zip, string file)
    {
        bool any = false;
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string[] parts = entry.FullName.Split('/');
            if (parts.Any(p => p.StartsWith('.') || p == "__MACOSX") || !entry.Name.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) continue;
            if (parts.Length < 2) throw StudioException.Bad("file", $"{file} has the picture '{entry.Name}' outside of a folder. Put the pictures of each class into a folder of its name.");
            any = true;
            yield return (ClassName.Checked(parts[^2]), entry);
        }

        if (!any) throw StudioException.Bad("file", $"{file} has no PNG pictures in it. Wanted are folders named as the classes, with .png files in each.");
    }

    private static SetRecord? RecordIn(ZipArchive zip, Unpacked left, string file)
    {
        if (Single(zip, "set.json") is not { } entry) return null;
        try
        {
            SetRecord? record = JsonSerializer.Deserialize(left.Read(entry, MostRecord), SetJson.Default.SetRecord);
            return record is { Format: SetRecord.FormatName } ? record : null;
        }
        catch (JsonException e)
        {
            throw new StudioException(StatusCodes.Status400BadRequest, $"{file}: its set.json cannot be understood. Take it out, and the folders' names are the classes.", "file", e);
        }
    }

    private static ZipArchiveEntry? Single(ZipArchive zip, string name) => zip.Entries.FirstOrDefault(e => e.FullName == name);

    private static void Put(ZipArchive zip, string name, byte[] bytes)
    {
        using Stream stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(bytes);
    }

    /// <summary>Unpacks entries up to a limit each and one for all of them, whatever sizes they claim.</summary>
    private sealed class Unpacked(string file)
    {
        private long _left = MostUnpacked;

        public byte[] Read(ZipArchiveEntry entry, int most)
        {
            using var memory = new MemoryStream();
            byte[] part = new byte[1 << 16];
            try
            {
                using Stream stream = entry.Open();
                for (int n = stream.Read(part); n > 0; n = stream.Read(part))
                {
                    _left -= n;
                    if (memory.Length + n > most || _left < 0) throw StudioException.Bad("file", $"{file} unpacks to more than is taken here: {most >> 20} MB for each file, {MostUnpacked >> 20} MB in all.");
                    memory.Write(part, 0, n);
                }
            }
            catch (InvalidDataException e)
            {
                throw new StudioException(StatusCodes.Status400BadRequest, $"{file} is damaged at '{entry.Name}'.", "file", e);
            }

            return memory.ToArray();
        }
    }
}
