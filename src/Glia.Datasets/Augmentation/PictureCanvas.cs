using System.Numerics;
using System.Runtime.CompilerServices;
using Glia.Kernels;

namespace Glia.Datasets;

/// <summary>
/// A picture while it is being changed. Moves are collected as one map from places of the new picture to places of the old one; <see cref="Settle"/> carries it out.
/// Plain sums and products in one order: the same bits on every machine. Used by one thread.
/// </summary>
internal sealed class PictureCanvas
{
    private const int Border = 4; // pixels around the old picture that repeat its edge, so that sampling needs no questions

    private const int WidestRegister = 16; // floats: narrower pictures go the general way on every machine

    private readonly int _width, _height, _paddedWidth;
    private readonly float[] _pixels, _padded, _shareRight, _shareDown;
    private readonly int[] _places;
    private readonly ElasticField _right, _down;

    // From the new picture's places, counted from its middle, to those of the old one.
    private double _xx, _xy, _yx, _yy, _x, _y;
    private bool _isMoved, _isBent;

    private float _paper;
    private int _inkLeft, _inkRight, _inkTop, _inkBottom;
    private bool _hasInkBox;

    public PictureCanvas(FeatureShape shape, float full)
    {
        (Shape, Full) = (shape, full);
        (_width, _height, _paddedWidth) = (shape.Width, shape.Height, shape.Width + (2 * Border));
        _pixels = new float[shape.Length];
        _padded = new float[_paddedWidth * (_height + (2 * Border))];
        int room = FloatBuffer.Pad(_width) + WidestRegister; // whole registers are written
        (_shareRight, _shareDown, _places) = (new float[room], new float[room], new int[room]);
        (_right, _down) = (ElasticField.Create(shape), ElasticField.Create(shape));
    }

    public FeatureShape Shape { get; }

    /// <summary>The value of full ink.</summary>
    public float Full { get; }

    /// <summary>The picture's class; −1 where it has none.</summary>
    public int Label { get; private set; }

    /// <summary>The pixels as they are now, without moves that are still to be carried out.</summary>
    public Span<float> Pixels => _pixels;

    /// <summary>Takes a new picture.</summary>
    public void Begin(ReadOnlySpan<float> pixels, int label)
    {
        pixels.CopyTo(_pixels);
        Label = label;
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
    public void Bend(float alpha, float sigma, ref Xoshiro256 random)
    {
        if (_isBent) Settle();
        _right.Draw(alpha, sigma, ref random);
        _down.Draw(alpha, sigma, ref random);
        _isBent = true;
    }

    /// <summary>Carries out the moves that were collected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Span<float> Settle()
    {
        if (!_isMoved && !_isBent) return _pixels;
        Pad();
        if (IsSmallShift)
        {
            for (int row = 0; row < _height; row++) ShiftRow(row);
            Still();
            return _pixels;
        }

        FindInk();
        float middleX = (_width - 1) * 0.5f, middleY = (_height - 1) * 0.5f;
        float startX = (float)(_x - (_xx * middleX) - (_xy * middleY)) + middleX + Border, startY = (float)(_y - (_yx * middleX) - (_yy * middleY)) + middleY + Border;
        for (int row = 0; row < _height; row++)
            SampleRow(row, startX + ((float)_xy * row), startY + ((float)_yy * row), (float)_xx, (float)_yx);
        Still();
        return _pixels;
    }

    // Nothing but a move, and not out of the border: every pixel then mixes its neighbours in the same shares.
    private bool IsSmallShift => !_isBent && _width >= WidestRegister && (_xx, _xy, _yx, _yy) == (1, 0, 0, 1) && Math.Abs(_x) < Border - 1 && Math.Abs(_y) < Border - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ShiftRow(int row)
    {
        float x = (float)_x + Border, y = (float)_y + Border;
        int left = (int)x, top = (int)y;
        Vector<float> right = new(x - left), down = new(y - top);
        ReadOnlySpan<float> upper = _padded.AsSpan(((row + top) * _paddedWidth) + left), lower = upper[_paddedWidth..];
        Span<float> pixels = _pixels.AsSpan(row * _width, _width);
        for (int column = 0; column < _width; column += Vector<float>.Count)
        {
            column = Math.Min(column, _width - Vector<float>.Count); // the last few once more
            Vector<float> above = new(upper[column..]), below = new(lower[column..]);
            above += right * (new Vector<float>(upper[(column + 1)..]) - above);
            below += right * (new Vector<float>(lower[(column + 1)..]) - below);
            (above + (down * (below - above))).CopyTo(pixels[column..]);
        }
    }

    /// <summary>One row of the new picture, whose first pixel is at (<paramref name="x"/>, <paramref name="y"/>) of the padded old one, and each next one so much further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SampleRow(int row, float x, float y, float right, float down)
    {
        (int from, int to) = (0, _width);
        Span<float> pixels = _pixels.AsSpan(row * _width, _width);
        if (_hasInkBox && !_isBent)
        {
            Narrow(ref from, ref to, x, right, _inkLeft + Border - 1, _inkRight + Border + 1);
            Narrow(ref from, ref to, y, down, _inkTop + Border - 1, _inkBottom + Border + 1);
            pixels[..from].Fill(_paper);
            pixels[to..].Fill(_paper);
        }

        for (int column = from; column < to; column += Vector<float>.Count) FindPlaces(row, column, x, y, right, down);
        Mix(ref _padded[0], _paddedWidth, ref _places[0], ref _shareRight[0], ref _shareDown[0], ref pixels[0], from, to);
    }

    /// <summary>Which four old pixels a register's worth of new ones lie between, and how near to each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void FindPlaces(int row, int column, float x, float y, float right, float down)
    {
        Vector<float> columns = Vector<float>.Indices + new Vector<float>(column);
        Vector<float> px = new Vector<float>(x) + (columns * right), py = new Vector<float>(y) + (columns * down);
        if (_isBent)
        {
            px += Vector.LoadUnsafe(ref _right.Moves[(row * _right.Stride) + column]);
            py += Vector.LoadUnsafe(ref _down.Moves[(row * _down.Stride) + column]);
        }

        var least = new Vector<float>(Border - 1);
        px = Vector.Min(Vector.Max(px, least), new Vector<float>(_width + Border));
        py = Vector.Min(Vector.Max(py, least), new Vector<float>(_height + Border));
        Vector<int> left = Vector.ConvertToInt32(px), top = Vector.ConvertToInt32(py); // not below 0, so cutting off is rounding down
        ((top * _paddedWidth) + left).StoreUnsafe(ref _places[column]);
        (px - Vector.ConvertToSingle(left)).StoreUnsafe(ref _shareRight[column]);
        (py - Vector.ConvertToSingle(top)).StoreUnsafe(ref _shareDown[column]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(ref float padded, nint paddedWidth, ref int places, ref float shareRight, ref float shareDown, ref float pixels, nint from, nint to)
    {
        for (nint i = from; i < to; i++)
        {
            ref float at = ref Unsafe.Add(ref padded, (nint)Unsafe.Add(ref places, i)), under = ref Unsafe.Add(ref at, paddedWidth);
            float share = Unsafe.Add(ref shareRight, i);
            float upper = at + (share * (Unsafe.Add(ref at, 1) - at)), lower = under + (share * (Unsafe.Add(ref under, 1) - under));
            Unsafe.Add(ref pixels, i) = upper + (Unsafe.Add(ref shareDown, i) * (lower - upper));
        }
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

    /// <summary>Puts another picture in this one's place, given as bytes, 255 for full ink.</summary>
    public void Replace(ReadOnlySpan<byte> picture)
    {
        for (int i = 0; i < _pixels.Length; i++) _pixels[i] = picture[i] * (Full / 255);
        Still();
    }

    private void Still()
    {
        (_xx, _xy, _yx, _yy, _x, _y) = (1, 0, 0, 1, 0, 0);
        _isMoved = _isBent = false;
    }

    /// <summary>Finds the box outside of which there is nothing but paper of one value, with at least a pixel of it on all sides: most of a digit's picture need not be sampled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindInk()
    {
        _paper = _pixels[0];
        (_inkLeft, _inkRight, _inkTop, _inkBottom) = (_width, -1, _height, -1);
        for (int row = 0; row < _height; row++)
        {
            ReadOnlySpan<float> pixels = _pixels.AsSpan(row * _width, _width);
            int first = pixels.IndexOfAnyExcept(_paper);
            if (first < 0) continue;
            _inkLeft = Math.Min(_inkLeft, first);
            _inkRight = Math.Max(_inkRight, pixels.LastIndexOfAnyExcept(_paper));
            _inkTop = Math.Min(_inkTop, row);
            _inkBottom = row;
        }

        _hasInkBox = _inkLeft > 0 && _inkTop > 0 && _inkRight < _width - 1 && _inkBottom < _height - 1;
    }

    /// <summary>Narrows <paramref name="from"/> … <paramref name="to"/> to the columns where <paramref name="start"/> + column · <paramref name="step"/> may lie between <paramref name="low"/> and <paramref name="high"/>.</summary>
    private static void Narrow(ref int from, ref int to, float start, float step, float low, float high)
    {
        if (Math.Abs(step) < 1e-6f)
        {
            if (start < low - 1 || start > high + 1) to = from;
            return;
        }

        float a = (low - start) / step, b = (high - start) / step;
        if (a > b) (a, b) = (b, a);
        from = Math.Max(from, (int)Math.Clamp(a - 1, from, to)); // a column more at each end: dividing may round
        to = Math.Max(from, Math.Min(to, (int)Math.Clamp(b + 2, from, to)));
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
}
