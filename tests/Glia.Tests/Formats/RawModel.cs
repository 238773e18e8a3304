using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Glia.Tests.Formats;

/// <summary>A model file taken apart, to be changed and put together again without anything that would put it right. It carries no checksums unless asked for.</summary>
internal sealed class RawModel
{
    private RawModel(JsonObject header, byte[] data) => (Header, Data) = (header, data);

    public JsonObject Header { get; }

    public byte[] Data { get; set; }

    public JsonObject Metadata => (JsonObject)Header["__metadata__"]!;

    public static RawModel Of(byte[] file, bool keepChecksums = false)
    {
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        var raw = new RawModel((JsonObject)JsonNode.Parse(file.AsSpan(8, length))!, file[(8 + length)..]);
        if (!keepChecksums)
        {
            raw.Metadata.Remove("glia.sha256");
            raw.Metadata.Remove("glia.header-sha256");
        }

        return raw;
    }

    public static RawModel Small(bool keepChecksums = false) => Of(TestModels.Bytes(TestModels.Small()), keepChecksums);

    public JsonObject Tensor(string name) => (JsonObject)Header[name]!;

    public RawModel Metadatum(string key, string text)
    {
        Metadata[key] = text;
        return this;
    }

    /// <summary>Changes the JSON that the metadata hold under <paramref name="key"/>.</summary>
    public RawModel Edit(string key, Action<JsonObject> edit)
    {
        var json = (JsonObject)JsonNode.Parse((string)Metadata[key]!)!;
        edit(json);
        return Metadatum(key, json.ToJsonString());
    }

    public RawModel EditTensor(string name, int[] shape, long start, long end)
    {
        Tensor(name)["shape"] = new JsonArray([.. shape.Select(d => JsonValue.Create(d))]);
        Tensor(name)["data_offsets"] = new JsonArray(JsonValue.Create(start), JsonValue.Create(end));
        return this;
    }

    public byte[] Bytes() => Bytes(Header.ToJsonString());

    /// <summary>The file with another text in place of the header.</summary>
    public byte[] Bytes(string header) => Bytes(Encoding.UTF8.GetBytes(header));

    public byte[] Bytes(byte[] header)
    {
        byte[] file = new byte[8 + header.Length + Data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, 8);
        Data.CopyTo(file, 8 + header.Length);
        return file;
    }

    public string Text => Header.ToJsonString(new JsonSerializerOptions());
}
