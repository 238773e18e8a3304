namespace Glia.Kernels;

/// <summary>Where a matrix lies: element (i, j) is at <c>At + i·Row + j·Step</c> of the buffer. Where its zeros are marked, a product may leave them out; where there are copies, each thread reads its own.</summary>
internal readonly struct Operand(FloatBuffer? buffer, int at, int row, int step = 1, NonZeros? nonZeros = null, Copies? copies = null)
{
    // Fields, here and below: properties that return structs would be copied where the compiler does not see through them.
    public readonly FloatBuffer? Buffer = buffer;
    public readonly NonZeros? NonZeros = nonZeros;
    public readonly Copies? Copies = copies;
    public readonly int At = at, Row = row, Step = step;
}

/// <summary>
/// <c>C[i, j] = init[j] + Σₖ A[i, k] · B[k, j]</c>, shapes A <c>(rows, depth)</c>, B <c>(depth, columns)</c>, C <c>(rows, columns)</c>. Columns are a multiple of 16,
/// and so are the rows of B and C. <paramref name="then"/> sees each block as it is done; a C without a buffer exists for it alone.
/// </summary>
internal readonly struct Product(Operand a, Operand b, FloatBuffer init, int initAt, Operand c, int rows, int columns, int depth, Epilogue? then = null)
{
    public readonly Operand A = a, B = b, C = c;
    public readonly FloatBuffer Init = init;
    public readonly Epilogue? Then = then;
    public readonly int InitAt = initAt, Rows = rows, Columns = columns, Depth = depth;

    /// <summary>The product as thread <paramref name="worker"/> reads it.</summary>
    public Product For(int worker)
    {
        if (worker == 0 || A.Copies is null) return this;
        (FloatBuffer values, NonZeros nonZeros) = A.Copies.Of(worker);
        return new(new(values, A.At, A.Row, A.Step, nonZeros), B, Init, InitAt, C, Rows, Columns, Depth, Then);
    }
}
