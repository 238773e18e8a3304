#:property PublishAot=false

// Writes a bill of materials (CycloneDX 1.6, JSON) beside every package of a folder, from what is in the package: what its .nuspec asks for, what the tool's .deps.json lists, and, where the studio's
// page is inside, the npm packages of its lock file. The licences of NuGet packages stand in those that were restored on this machine; where one is not there, nothing is written. The same packages give
// the same bytes: no time, no random number. (The usual generators are not served by every feed, and write both.)
// Run from the root of the repository: dotnet run tools/Sbom.cs artifacts
using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml.Linq;
using Glia.Tools;

if (args.Length != 1 || !Directory.Exists(args[0])) return Tell("Name the folder with the packages: dotnet run tools/Sbom.cs artifacts");
string[] packages = [.. Directory.GetFiles(args[0], "*.nupkg").Order(StringComparer.Ordinal)];
if (packages.Length == 0) return Tell($"{args[0]}: there is no package in this folder. Make them first: dotnet pack Glia.slnx -c Release -o {args[0]}");
string pageLock = Path.Combine(Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")! + "/")!, "..", "src", "Glia.Studio", "web", "package-lock.json");
(string Path, Bill Bill)[] bills;
try
{
    bills = [.. packages.Select(path => (Path.ChangeExtension(path, ".cdx.json"), Bill.Of(path, pageLock)))];
}
catch (InvalidDataException e)
{
    return Tell(e.Message);
}

foreach ((string to, Bill bill) in bills)
{
    File.WriteAllBytes(to, bill.ToJson());
    Console.WriteLine($"   {Path.GetFileName(to)}: {bill.Parts.Count} parts");
}

return 0;

static int Tell(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}

namespace Glia.Tools
{
    /// <summary>One part of a package, or the package itself: a library with what it needs.</summary>
    internal sealed record Part(string Kind, string Name, string Version)
    {
        public string? Purl { get; init; }

        public string? License { get; init; }

        public string? Description { get; init; }

        /// <summary>SHA-512 of the package that it came in, as hexadecimal digits.</summary>
        public string? Sha512 { get; init; }

        /// <summary>References of the parts that it needs.</summary>
        public IReadOnlyList<string> Needs { get; init; } = [];

        public string Reference => Purl ?? $"{Name}@{Version}";

        /// <summary>A part from NuGet; <see href="https://github.com/package-url/purl-spec"/> says how it is named.</summary>
        public static string NuGet(string id, string version) => $"pkg:nuget/{Uri.EscapeDataString(id)}@{version}";

        public static string Npm(string name, string version) => $"pkg:npm/{string.Join('/', name.Split('/').Select(Uri.EscapeDataString))}@{version}";
    }

    /// <summary>A package and its parts.</summary>
    internal sealed record Bill(Part Package, IReadOnlyList<Part> Parts)
    {
        public static Bill Of(string path, string pageLock)
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            XElement facts = Metadata(zip.Entries.Single(e => e.FullName == e.Name && e.Name.EndsWith(".nuspec", StringComparison.Ordinal)));
            (string id, string version, string? license) = (Text(facts, "id")!, Text(facts, "version")!, Text(facts, "license"));
            List<Part> parts = zip.Entries.FirstOrDefault(e => e.Name.EndsWith(".deps.json", StringComparison.Ordinal)) is { } list ? Bundled(list, id, license) : Asked(facts);
            if (zip.Entries.FirstOrDefault(e => e.Name == "Glia.Studio.dll") is { } studio && Contains(studio, "page/index.html"u8)) TakePageIn(parts, pageLock);
            string[] needs = zip.Entries.Any(e => e.Name.EndsWith(".deps.json", StringComparison.Ordinal)) ? Needs(zip, id, version, parts) : [.. parts.Select(p => p.Reference)];
            var package = new Part(Text(facts, "packageTypes") is null && facts.Descendants().All(e => e.Name.LocalName != "packageType") ? "library" : "application", id, version)
            {
                Purl = Part.NuGet(id, version),
                License = license,
                Description = Text(facts, "description"),
                Sha512 = Convert.ToHexStringLower(SHA512.HashData(File.ReadAllBytes(path))),
                Needs = needs,
            };
            return new Bill(package, [.. parts.OrderBy(p => p.Reference, StringComparer.Ordinal)]);
        }

        private static XElement Metadata(ZipArchiveEntry nuspec)
        {
            using Stream stream = nuspec.Open();
            return XDocument.Load(stream).Root!.Elements().Single(e => e.Name.LocalName == "metadata");
        }

        private static string? Text(XElement metadata, string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

        /// <summary>What a library asks for.</summary>
        private static List<Part> Asked(XElement facts) => [.. facts.Descendants().Where(e => e.Name.LocalName == "dependency")
            .Select(e => (Id: e.Attribute("id")!.Value, Version: e.Attribute("version")!.Value.Trim('[', ']')))
            .Select(d => new Part("library", d.Id, d.Version) { Purl = Part.NuGet(d.Id, d.Version), License = d.Id.StartsWith("Glia", StringComparison.Ordinal) ? Text(facts, "license") : RestoredLicense(d.Id, d.Version) })];

        /// <summary>What the tool brings along.</summary>
        private static List<Part> Bundled(ZipArchiveEntry list, string id, string? own)
        {
            using JsonDocument document = Read(list);
            Dictionary<string, JsonElement> needs = document.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
            Dictionary<string, string> references = document.RootElement.GetProperty("libraries").EnumerateObject().ToDictionary(l => l.Name.Split('/')[0], Reference, StringComparer.Ordinal);
            var parts = new List<Part>();
            foreach (JsonProperty library in document.RootElement.GetProperty("libraries").EnumerateObject())
            {
                string[] name = library.Name.Split('/');
                if (name[0] == id) continue;
                bool isPackage = IsPackage(library);
                string? hash = isPackage ? Hex(library.Value.GetProperty("sha512").GetString()) : null;
                parts.Add(new Part("library", name[0], name[1])
                {
                    Purl = isPackage ? Part.NuGet(name[0], name[1]) : null,
                    License = isPackage ? RestoredLicense(name[0], name[1]) : own,
                    Sha512 = hash,
                    Needs = [.. NamesIn(needs[library.Name], "dependencies").Select(n => references[n])],
                });
            }

            return parts;
        }

        private static string[] Needs(ZipArchive zip, string id, string version, List<Part> parts)
        {
            using JsonDocument document = Read(zip.Entries.Single(e => e.Name.EndsWith(".deps.json", StringComparison.Ordinal)));
            JsonElement own = document.RootElement.GetProperty("targets").EnumerateObject().Single().Value.GetProperty($"{id}/{version}");
            return [.. NamesIn(own, "dependencies").Select(n => parts.Single(p => p.Name == n && p.Purl?.StartsWith("pkg:npm", StringComparison.Ordinal) != true).Reference)];
        }

        private static bool IsPackage(JsonProperty library) => library.Value.GetProperty("type").GetString() == "package";

        private static string Reference(JsonProperty library)
        {
            string[] name = library.Name.Split('/');
            return IsPackage(library) ? Part.NuGet(name[0], name[1]) : $"{name[0]}@{name[1]}";
        }

        /// <summary>The npm packages that Vite builds into the page: those of the lock file that are not for development alone.</summary>
        private static void TakePageIn(List<Part> parts, string pageLock)
        {
            const string folder = "node_modules/";
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(pageLock));
            JsonProperty[] shipped = [.. document.RootElement.GetProperty("packages").EnumerateObject()
                .Where(p => p.Name.StartsWith(folder, StringComparison.Ordinal) && !IsTrue(p.Value, "dev") && !IsTrue(p.Value, "devOptional") && !IsTrue(p.Value, "optional"))];
            Dictionary<string, string> references = shipped.ToDictionary(p => p.Name[folder.Length..], p => Part.Npm(p.Name[folder.Length..], p.Value.GetProperty("version").GetString()!), StringComparer.Ordinal);
            foreach (JsonProperty package in shipped)
            {
                string name = package.Name[folder.Length..], version = package.Value.GetProperty("version").GetString()!;
                parts.Add(new Part("library", name, version)
                {
                    Purl = Part.Npm(name, version),
                    License = package.Value.TryGetProperty("license", out JsonElement license) ? license.GetString() : throw new InvalidDataException($"{pageLock}: the lock file states no licence of {name} {version}."),
                    Sha512 = Hex(package.Value.GetProperty("integrity").GetString()),
                    Needs = [.. NamesIn(package.Value, "dependencies").Concat(NamesIn(package.Value, "peerDependencies")).Where(references.ContainsKey).Select(n => references[n])],
                });
            }

            int studio = parts.FindIndex(p => p.Name == "Glia.Studio");
            string[] direct = [.. NamesIn(document.RootElement.GetProperty("packages").GetProperty(""), "dependencies").Select(n => references[n])];
            parts[studio] = parts[studio] with { Needs = [.. parts[studio].Needs, .. direct] };
        }

        private static IEnumerable<string> NamesIn(JsonElement element, string property) => element.TryGetProperty(property, out JsonElement names) ? names.EnumerateObject().Select(n => n.Name) : [];

        private static bool IsTrue(JsonElement element, string property) => element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.True;

        /// <summary>The licence that a restored package states as an SPDX expression.</summary>
        /// <exception cref="InvalidDataException">The package is not restored here, or states none.</exception>
        private static string RestoredLicense(string id, string version)
        {
            string root = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            string nuspec = Path.Combine(root, id.ToLowerInvariant(), version.ToLowerInvariant(), $"{id.ToLowerInvariant()}.nuspec");
            if (!File.Exists(nuspec)) throw new InvalidDataException($"{nuspec} is not there, and so neither is the licence of {id} {version}. Restore first: dotnet restore Glia.slnx");
            return XDocument.Load(nuspec).Descendants().FirstOrDefault(e => e.Name.LocalName == "license" && e.Attribute("type")?.Value == "expression")?.Value
                ?? throw new InvalidDataException($"{nuspec} states no licence as an SPDX expression: say in tools/Sbom.cs which it is.");
        }

        private static bool Contains(ZipArchiveEntry entry, ReadOnlySpan<byte> text)
        {
            using Stream stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray().AsSpan().IndexOf(text) >= 0;
        }

        private static JsonDocument Read(ZipArchiveEntry entry)
        {
            using Stream stream = entry.Open();
            return JsonDocument.Parse(stream);
        }

        /// <summary>"sha512-…" in Base64 as hexadecimal digits.</summary>
        private static string? Hex(string? integrity) => integrity?.StartsWith("sha512-", StringComparison.Ordinal) == true ? Convert.ToHexStringLower(Convert.FromBase64String(integrity["sha512-".Length..])) : null;

        public byte[] ToJson()
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                json.WriteStartObject();
                json.WriteString("bomFormat", "CycloneDX");
                json.WriteString("specVersion", "1.6");
                json.WriteNumber("version", 1);
                json.WriteStartObject("metadata");
                json.WritePropertyName("component");
                Write(json, Package);
                json.WriteEndObject();
                json.WriteStartArray("components");
                foreach (Part part in Parts) Write(json, part);
                json.WriteEndArray();
                json.WriteStartArray("dependencies");
                foreach (Part part in Parts.Prepend(Package)) WriteNeeds(json, part);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            return [.. buffer.WrittenSpan, .. "\n"u8];
        }

        private static void Write(Utf8JsonWriter json, Part part)
        {
            json.WriteStartObject();
            json.WriteString("type", part.Kind);
            json.WriteString("bom-ref", part.Reference);
            json.WriteString("name", part.Name);
            json.WriteString("version", part.Version);
            if (part.Description is not null) json.WriteString("description", part.Description);
            if (part.Sha512 is not null)
            {
                json.WriteStartArray("hashes");
                json.WriteStartObject();
                json.WriteString("alg", "SHA-512");
                json.WriteString("content", part.Sha512);
                json.WriteEndObject();
                json.WriteEndArray();
            }

            if (part.License is not null)
            {
                json.WriteStartArray("licenses");
                json.WriteStartObject();
                json.WriteString("expression", part.License);
                json.WriteEndObject();
                json.WriteEndArray();
            }

            if (part.Purl is not null) json.WriteString("purl", part.Purl);
            json.WriteEndObject();
        }

        private static void WriteNeeds(Utf8JsonWriter json, Part part)
        {
            json.WriteStartObject();
            json.WriteString("ref", part.Reference);
            json.WriteStartArray("dependsOn");
            foreach (string need in part.Needs.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) json.WriteStringValue(need);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }
}
