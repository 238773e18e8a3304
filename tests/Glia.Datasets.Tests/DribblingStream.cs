namespace Glia.Datasets.Tests;

/// <summary>Gives at most three bytes a read and cannot seek, as a network might.</summary>
internal sealed class DribblingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(3, buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(3, count));
}
