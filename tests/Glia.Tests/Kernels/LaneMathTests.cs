using Glia.Kernels;

namespace Glia.Tests.Kernels;

public class LaneMathTests
{
    private static readonly float[] Specials =
        [0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, -1e-40f, 1.17549435e-38f, 1e-7f, -1e-7f, 0.5f, 1f, -1f, 87f, 88.7f, 88.8f, 89f, 104f, -87f, -88f, -103f, -104f, -105f,
         1e10f, -1e10f, 1e30f, -1e30f, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0.3f, 0.75f, 1.4142135f];

    private static float[] Inputs(double range, int count)
    {
        var random = new Xoshiro256(7);
        return [.. Specials, .. Enumerable.Range(0, count - Specials.Length).Select(_ => (float)random.NextDouble(-range, range))];
    }

    private static float[] Map<V>(string function, float[] x)
        where V : struct, ILanes<V>
    {
        var y = new float[x.Length];
        for (int i = 0; i < x.Length; i += V.Count)
        {
            V v = V.Load(ref x[i]);
            V result = function switch
            {
                "exp" => V.Exp(v),
                "log" => V.Log(v),
                "sigmoid" => V.Sigmoid(v),
                "tanh" => V.Tanh(v),
                "erf" => V.Erf(v),
                "negate" => -v,
                "abs" => V.Abs(v),
                "sqrt" => V.Sqrt(v),
                "max" => V.Max(v, V.Of(0)),
                "min" => V.Min(v, V.Of(0)),
                _ => throw new ArgumentException(function),
            };
            V.Store(result, ref y[i]);
        }

        return y;
    }

    [Theory]
    [InlineData("exp"), InlineData("log"), InlineData("sigmoid"), InlineData("tanh"), InlineData("erf"), InlineData("negate"), InlineData("abs"), InlineData("sqrt"), InlineData("max"), InlineData("min")]
    public void Every_width_gives_the_bits_of_the_scalar(string function)
    {
        float[] x = Inputs(100, 16384);
        uint[] expected = Bits(Map<F32>(function, x));
        Assert.Equal(expected, Bits(Map<V4>(function, x)));
        Assert.Equal(expected, Bits(Map<V8>(function, x)));
        Assert.Equal(expected, Bits(Map<V16>(function, x)));

        // A NaN is a NaN: which of its many patterns is not a promise.
        static uint[] Bits(float[] values) => [.. values.Select(v => float.IsNaN(v) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(v))];
    }

    [Theory]
    [InlineData("exp", 80, 3)]
    [InlineData("log", 1000, 3)]
    [InlineData("sigmoid", 80, 4)]
    [InlineData("tanh", 10, 5)]
    [InlineData("erf", 4, 6)]
    public void Functions_are_accurate_to_a_few_units_in_the_last_place(string function, double range, double units)
    {
        float[] x = Inputs(range, 16384);
        float[] y = Map<F32>(function, x);
        for (int i = Specials.Length; i < x.Length; i++)
        {
            double exact = function switch
            {
                "exp" => Math.Exp(x[i]),
                "log" => Math.Log(x[i]),
                "sigmoid" => 1 / (1 + Math.Exp(-(double)x[i])),
                "tanh" => Math.Tanh(x[i]),
                _ => F64.Erf(new F64(x[i])).Value,
            };
            if (double.IsNaN(exact))
            {
                Assert.True(float.IsNaN(y[i]));
                continue;
            }

            double unit = Math.BitIncrement(Math.Abs((float)exact)) - (double)Math.Abs((float)exact);
            double error = Math.Abs(y[i] - exact) / Math.Max(MathF.BitIncrement(MathF.Abs((float)exact)) - MathF.Abs((float)exact), 1.2e-38);
            Assert.True(error <= units, $"{function}({x[i]:R}) = {y[i]:R}, but {exact:R} is right: {error:F1} units in the last place ({unit:R})");
        }
    }

    [Fact]
    public void Limits_are_right()
    {
        Assert.Equal(float.PositiveInfinity, F32.Exp(new F32(89)).Value);
        Assert.Equal(0f, F32.Exp(new F32(-105)).Value);
        Assert.Equal(1f, F32.Exp(new F32(0)).Value);
        Assert.True(F32.Exp(new F32(88.7f)).Value is > 3e38f and < float.PositiveInfinity);
        Assert.Equal(float.NegativeInfinity, F32.Log(new F32(0)).Value);
        Assert.True(float.IsNaN(F32.Log(new F32(-1)).Value));
        Assert.Equal(float.PositiveInfinity, F32.Log(new F32(float.PositiveInfinity)).Value);
        Assert.Equal(-103.27893f, F32.Log(new F32(float.Epsilon)).Value, 1e-4f);
        foreach (string function in new[] { "exp", "log", "sigmoid", "tanh", "erf" })
            Assert.All(Map<F32>(function, [float.NaN]), value => Assert.True(float.IsNaN(value), function));
        foreach (float x in new[] { 1e30f, float.MaxValue, float.PositiveInfinity })
        {
            Assert.Equal(1f, F32.Sigmoid(new F32(x)).Value);
            Assert.Equal(0f, F32.Sigmoid(new F32(-x)).Value);
            Assert.Equal(1f, F32.Tanh(new F32(x)).Value);
            Assert.Equal(-1f, F32.Tanh(new F32(-x)).Value);
            Assert.Equal(-1f, F32.Erf(new F32(-x)).Value);
        }
    }

    [Fact]
    public void Double_functions_of_the_generator_are_those_of_the_platform_to_a_few_units()
    {
        var random = new Xoshiro256(3);
        for (int i = 0; i < 20_000; i++)
        {
            double x = random.NextDouble(-30, 30), p = Math.Abs(x) + 1e-300;
            Assert.Equal(Math.Exp(x), StableMath.Exp(x), Math.Exp(x) * 4e-15);
            Assert.Equal(Math.Log(p), StableMath.Log(p), Math.Max(1, Math.Abs(Math.Log(p))) * 1e-15);
            Assert.Equal(Math.Sin(x), StableMath.Sin(x), 1e-15);
            Assert.Equal(Math.Cos(x), StableMath.Cos(x), 1e-15);
        }

        Assert.Equal(double.PositiveInfinity, StableMath.Exp(710));
        Assert.Equal(0, StableMath.Exp(-746));
        Assert.Equal(Math.Exp(-744), StableMath.Exp(-744));
        Assert.Equal(Math.Log(double.Epsilon), StableMath.Log(double.Epsilon), 1e-12);
        Assert.True(double.IsNaN(StableMath.Log(-1)));
        Assert.Equal(double.NegativeInfinity, StableMath.Log(0));
    }
}
