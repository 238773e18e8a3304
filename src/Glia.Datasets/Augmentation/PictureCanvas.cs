using System.Numerics;
using System.Runtime.CompilerServices;

namespace Glia.Datasets;

/// <summary>
/// A picture while it is being changed. Moves are collected as one map from places of the new picture to places of the old one; <see cref="Settle"/> carries it out.
/// Plain sums and products in one order: the same bits on every machine. Used by one thread.
/// </summary>
internal sealed class PictureCanvas
{
    private const int Border = 2; // pixels around the old picture that repeat its edge, so that sampling needs no questions

    private readonly int _width, _height, _paddedWidth;
    private readonly float[] _pixels, _padded, _byX, _byY, _smoothed;
    private float[] _kernel = [];
    private float _kernelSigma;
    private DigitWriter? _writer;
    private byte[]? _drawn;
    private int _label;

    // From the new picture's places, counted from its middle, to those of the old one.
    private double _xx, _xy, _yx, _yy, _x, _y;
    private bool _isMoved, _isBent;

    public PictureCanvas(FeatureShape shape, float full)
    {
        (Shape, Full) = (shape, full);
        (_width, _height, _paddedWidth) = (shape.Width, shape.Height, shape.Width + (2 * Border));
        _pixels = new float[shape.Length];
        _padded = new float[_paddedWidth * (_height + (2 * Border))];
        _byX = new float[shape.Length];
        _byY = new float[shape.Length];
        _smoothed = new float[shape.Length];
    }

    public FeatureShape Shape { get; }

    /// <summary>The value of full ink.</summary>
    public float Full { get; }

    /// <summary>The pixels as they are now, without moves that are still to be carried out.</summary>
    public Span<float> Pixels => _pixels;

    /// <summary>Takes a new picture.</summary>
    public void Begin(ReadOnlySpan<float> pixels, int label)
    {
        pixels.CopyTo(_pixels);
        _label = label;
        Still();
    }

    /// <summary>Moves the picture right and down.</summary>
    public void Move(double right, double down)
    {
        // The new place p shows the old place p − move: inside what was mapped before.
        _x -= (_xx * right) + (_xy * down);
        _y -= (_yx * right) + (_yy * down);
        _isMoved = true;
    }

    /// <summary>Maps the picture about its middle: a point (x, y) of it comes to (a·x + b·y, c·x + d·y).</summary>
    public void Map(double a, double b, double c, double d)
    {
        double inverse = 1 / ((a * d) - (b * c)), ia = d * inverse, ib = -b * inverse, ic = -c * inverse, id = a * inverse;
        (_xx, _xy) = ((_xx * ia) + (_xy * ic), (_xx * ib) + (_xy * id));
        (_yx, _yy) = ((_yx * ia) + (_yy * ic), (_yx * ib) + (_yy * id));
        _isMoved = true;
    }

    /// <summary>Adds elastic moves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Bend(float alpha, float sigma, ref Xoshiro256 random)
    {
        if (_isBent) Settle();
        if (sigma != _kernelSigma) (_kernel, _kernelSigma) = (Gaussian(sigma), sigma);
        Tremble(_byX, alpha, ref random);
        Tremble(_byY, alpha, ref random);
        _isBent = true;
    }

    /// <summary>Carries out the moves that were collected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<float> Settle()
    {
        if (!_isMoved && !_isBent) return _pixels;
        Pad();
        float middleX = (_width - 1) * 0.5f, middleY = (_height - 1) * 0.5f;
        float xx = (float)_xx, xy = (float)_xy, yx = (float)_yx, yy = (float)_yy;
        float mostX = _width, mostY = _height;
        for (int row = 0; row < _height; row++)
        {
            float py = row - middleY;
            float startX = (float)_x + (xy * py) + middleX, startY = (float)_y + (yy * py) + middleY;
            for (int column = 0; column < _width; column++)
            {
                int i = (row * _width) + column;
                float px = column - middleX, x = startX + (xx * px), y = startY + (yx * px);
                if (_isBent) (x, y) = (x + _byX[i], y + _byY[i]);
                _pixels[i] = Sample(Math.Clamp(x, -1, mostX), Math.Clamp(y, -1, mostY));
            }
        }

        Still();
        return _pixels;
    }

    /// <summary>Moves the edges of bright strokes outward by up to a pixel, or inward where <paramref name="amount"/> is below 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Thicken(float amount)
    {
        Settle();
        Pad();
        float share = Math.Abs(amount);
        for (int row = 0; row < _height; row++)
        {
            for (int column = 0; column < _width; column++)
            {
                int at = ((row + Border) * _paddedWidth) + column + Border;
                float own = _padded[at], left = _padded[at - 1], right = _padded[at + 1], above = _padded[at - _paddedWidth], below = _padded[at + _paddedWidth];
                float neighbour = amount > 0
                    ? Math.Max(own, Math.Max(Math.Max(left, right), Math.Max(above, below)))
                    : Math.Min(own, Math.Min(Math.Min(left, right), Math.Min(above, below)));
                _pixels[(row * _width) + column] = own + (share * (neighbour - own));
            }
        }
    }

    /// <summary>Puts a newly drawn digit in the picture's place.</summary>
    public void Redraw(ref Xoshiro256 random)
    {
        if (Shape != HandwrittenDigits.Shape || _label is < 0 or > 9)
            throw new ArgumentException($"Digits are drawn as pictures of {HandwrittenDigits.Shape} in classes 0 … 9; these samples have {Shape} values{(_label < 0 ? " and no class" : "")}.");
        _drawn ??= new byte[Shape.Length];
        (_writer ??= new DigitWriter(HandVariation.Default)).Write(_label, ref random, _drawn);
        for (int i = 0; i < _pixels.Length; i++) _pixels[i] = _drawn[i] * (Full / 255);
        Still();
    }

    private void Still()
    {
        (_xx, _xy, _yx, _yy, _x, _y) = (1, 0, 0, 1, 0, 0);
        _isMoved = _isBent = false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Sample(float x, float y)
    {
        int column = (int)(x + Border), row = (int)(y + Border); // not below 0 there, so cutting off is rounding down
        float right = x + Border - column, down = y + Border - row;
        ref float at = ref _padded[(row * _paddedWidth) + column];
        float a = at, b = Unsafe.Add(ref at, 1), c = Unsafe.Add(ref at, _paddedWidth), d = Unsafe.Add(ref at, _paddedWidth + 1);
        float upper = a + (right * (b - a)), lower = c + (right * (d - c));
        return upper + (down * (lower - upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pad()
    {
        for (int row = -Border; row < _height + Border; row++)
        {
            ReadOnlySpan<float> source = _pixels.AsSpan(Math.Clamp(row, 0, _height - 1) * _width, _width);
            Span<float> padded = _padded.AsSpan((row + Border) * _paddedWidth, _paddedWidth);
            source.CopyTo(padded[Border..]);
            padded[..Border].Fill(source[0]);
            padded[(Border + _width)..].Fill(source[^1]);
        }
    }

    // Uniform numbers from −1 to 1, smoothed along rows, then along columns; outside the picture there is no move.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tremble(float[] moves, float alpha, ref Xoshiro256 random)
    {
        for (int i = 0; i < moves.Length; i += 4)
        {
            ulong bits = random.NextUInt64();
            for (int j = i; j < Math.Min(i + 4, moves.Length); j++, bits >>= 16) moves[j] = ((bits & 0xFFFF) * (2f / 65535)) - 1;
        }

        int reach = _kernel.Length / 2;
        Array.Clear(_smoothed);
        for (int row = 0; row < _height; row++)
            for (int k = -reach; k <= reach; k++)
            {
                int from = Math.Max(0, -k), to = Math.Min(_width, _width - k);
                if (from < to) AddTimes(moves.AsSpan((row * _width) + from + k, to - from), _kernel[k + reach], _smoothed.AsSpan((row * _width) + from));
            }

        Array.Clear(moves);
        for (int row = 0; row < _height; row++)
            for (int k = Math.Max(-reach, -row); k <= Math.Min(reach, _height - 1 - row); k++)
                AddTimes(_smoothed.AsSpan((row + k) * _width, _width), _kernel[k + reach] * alpha, moves.AsSpan(row * _width));
    }

    /// <summary>sum += x · factor, rounded after each: in registers of any width the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTimes(ReadOnlySpan<float> x, float factor, Span<float> sum)
    {
        int i = 0;
        var all = new Vector<float>(factor);
        for (; i <= x.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(sum[i..]) + (new Vector<float>(x[i..]) * all)).CopyTo(sum[i..]);
        for (; i < x.Length; i++)
        {
            float product = x[i] * factor;
            sum[i] += product;
        }
    }

    private static float[] Gaussian(float sigma)
    {
        int reach = (int)Math.Ceiling(3 * sigma);
        double total = 0;
        var weights = new double[(2 * reach) + 1];
        for (int k = -reach; k <= reach; k++) total += weights[k + reach] = StableMath.Exp(-0.5 * k * k / ((double)sigma * sigma));
        return [.. weights.Select(weight => (float)(weight / total))];
    }
}
