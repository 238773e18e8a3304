using System.Buffers.Binary;

namespace Glia.Cli;

/// <summary>Says by its first bytes what a file of another program is.</summary>
internal static class ForeignFile
{
    private const ulong MostHeader = 100_000_000;

    /// <summary>True for safetensors, false for what may be a text.</summary>
    /// <exception cref="ToolException">It is nothing that can be imported.</exception>
    public static bool IsSafeTensors(string path)
    {
        if (Directory.Exists(path)) throw ToolException.BadFile(path, "this is a folder; a file is needed.");
        if (!File.Exists(path)) throw ToolException.BadFile(path, "there is no such file.");
        Span<byte> start = stackalloc byte[9];
        using (FileStream file = File.OpenRead(path)) start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.IsEmpty) throw ToolException.BadFile(path, "the file is empty.");
        if (start.StartsWith("PK"u8) || start.StartsWith((ReadOnlySpan<byte>)[0x80, 2]))
            throw ToolException.BadFile(path, "this looks like what torch.save writes, which may run anything when it is opened, so it is not. Save the tensors alone: safetensors.torch.save_file(model.state_dict(), 'model.safetensors').");
        if (start.StartsWith((ReadOnlySpan<byte>)[0xAC, 0xED]))
            throw ToolException.BadFile(path, "this is a Java object, as Wekinator saves its models, and cannot be read. Use 'Display in console' and save what it prints as a text.");
        return start.Length == 9 && start[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(start) <= MostHeader;
    }
}
