namespace Glia.Kernels;

/// <summary>Where the bits of a sparse matrix are: word w of row i at <c>i·Row + w·Step</c>, for <see cref="NonZeros.Word"/> values each.</summary>
internal readonly struct SparseMarks(nint row, nint step, int words)
{
    public readonly nint Row = row, Step = step;
    public readonly int Words = words;
}
