using System.Text.RegularExpressions;

namespace Glia.Tests.Formats;

/// <summary>A network as C# source, compiled on its own, gives the library's bits.</summary>
public sealed partial class CSharpFileTests
{
    private const int Samples = 300;

    [Fact]
    public void Every_network_compiled_on_its_own_gives_the_librarys_bits()
    {
        Dictionary<string, Network> networks = Networks();
        using var folder = new TemporaryFolder();
        foreach ((string name, Network network) in networks) network.ExportCSharp(folder.File(name + ".cs"));
        networks["Deep"].ExportCSharp(folder.File("spaced.cs"), new CSharpNames("Deep", "My.App"));
        using var compiled = new CompiledSource(Directory.GetFiles(folder.Path));
        networks["My.App.Deep"] = networks["Deep"];
        foreach ((string name, Network network) in networks)
        {
            Assert.True(compiled.SelfCheck(name), name);
            ExportedPredict predict = compiled.Predict(name);
            var random = new Xoshiro256(77);
            for (int i = 0; i < Samples; i++)
            {
                float[] inputs = Inputs(network, i, ref random);
                float[] expected = network.Predict(inputs), actual = predict(inputs);
                Assert.True(TestModels.Bits(expected).AsSpan().SequenceEqual(TestModels.Bits(actual)), $"{name}, sample {i}: {string.Join(' ', expected)} but {string.Join(' ', actual)}");
            }

            Assert.Contains($"{network.Inputs} inputs", Assert.Throws<ArgumentException>(() => predict(new float[network.Inputs + 1])).Message, StringComparison.Ordinal);
        }

        Assert.Equal(networks["Softplus"].ClassNames, compiled.Classes("Softplus"));
    }

    [Fact]
    public void The_self_check_finds_a_changed_weight()
    {
        using var folder = new TemporaryFolder();
        string source = new Network(5, seed: 5, new Dense(4, Activation.Softplus), new Dense(2, Activation.Softmax)).ToCSharp(new CSharpNames("Changed"));
        Match weight = FirstWeight().Match(source);
        File.WriteAllText(folder.File("changed.cs"), source[..weight.Groups[1].Index] + "7.5f" + source[(weight.Groups[1].Index + weight.Groups[1].Length)..]);
        using var compiled = new CompiledSource([folder.File("changed.cs")]);
        Assert.False(compiled.SelfCheck("Changed"));
    }

    [Fact]
    public void Besides_the_numbers_there_are_at_most_30_lines_of_at_most_140_columns()
    {
        string[] lines = Digits().ToCSharp(new CSharpNames("Digits")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.True(line.Length <= 140, line));
        int numbers = Array.FindIndex(lines, line => line.StartsWith("    // The numbers", StringComparison.Ordinal));
        Assert.InRange(numbers + 2, 20, 30); // the code, this line, and the last brace
        Assert.Equal("}", lines[^1]);

        // Below that line there is nothing but lists of literals.
        Assert.All(lines[(numbers + 1)..^1], line => Assert.Matches(@"^ +(public static string\[\] Classes|static [\w<>(), \[\]]+) => \[|^ *[-\d(\[\]""]", line));
        Assert.DoesNotContain(lines[..numbers], line => Literal().Count(line) > 8);
    }

    [Fact]
    public void Only_the_functions_that_are_needed_are_written()
    {
        string relu = new Network(3, 1, new Dense(4, Activation.ReLU), new Dense(2, Activation.Identity)).ToCSharp(new CSharpNames("A"));
        Assert.DoesNotContain("Exp(", relu, StringComparison.Ordinal);
        Assert.DoesNotContain("Softmax", relu, StringComparison.Ordinal);
        string gelu = new Network(3, 1, new Dense(4, Activation.GELU), new Dense(2, Activation.Identity)).ToCSharp(new CSharpNames("A"));
        Assert.Contains("float Erf(", gelu, StringComparison.Ordinal);
        Assert.Contains("float Exp(", gelu, StringComparison.Ordinal);
        Assert.DoesNotContain("Tanh(", gelu, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_network_gives_the_same_text()
    {
        using var folder = new TemporaryFolder();
        Digits().ExportCSharp(folder.File("digits.cs"));
        Assert.Equal(Digits().ToCSharp(new CSharpNames("Digits")), File.ReadAllText(folder.File("digits.cs")));
    }

    [Theory]
    [InlineData("digits.cs", "Digits")]
    [InlineData("my-digits 2.cs", "MyDigits2")]
    [InlineData("3d.cs", "Network3d")]
    [InlineData("exp.cs", "ExpNetwork")]
    [InlineData("-.cs", "Network")]
    [InlineData("ünter.cs", "Nter")]
    public void A_class_is_named_after_its_file(string file, string name) => Assert.Equal(name, CSharpNames.FromFile(file).Class);

    [Theory]
    [InlineData("class")]
    [InlineData("3d")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("Predict")]
    [InlineData("W1")]
    [InlineData("Array")]
    [InlineData("A\n{}")]
    public void Names_that_do_not_compile_are_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => Digits().ToCSharp(new CSharpNames(name)));
        Assert.Throws<ArgumentException>(() => Digits().ToCSharp(new CSharpNames("Good", name + ".System.class")));
    }

    [Fact]
    public void What_cannot_be_written_is_refused_with_the_reason()
    {
        var own = new Network(3, 1, new Dense(4, Activation.Of<Cubed>()), new Dense(2, Activation.Identity));
        Assert.Contains("my-cube", Assert.Throws<InvalidOperationException>(() => own.ToCSharp(new CSharpNames("A"))).Message, StringComparison.Ordinal);
        var large = new Network(2001, 1, new Dense(1000, Activation.ReLU));
        Assert.Contains("2,001,000 weights", Assert.Throws<InvalidOperationException>(() => large.ToCSharp(new CSharpNames("A"))).Message, StringComparison.Ordinal);
        Network spoilt = Digits();
        spoilt.Biases(0)[0] = float.PositiveInfinity;
        using var folder = new TemporaryFolder();
        Assert.Throws<InvalidOperationException>(() => spoilt.ExportCSharp(folder.File("spoilt.cs")));
        Assert.Empty(folder.Files());
    }

    /// <summary>784-100-10 with ReLU and softmax, calibrated, raw pixels.</summary>
    private static Network Digits() => new(784, seed: 5, new Dense(100, Activation.ReLU), new Dropout(0.2f), new Dense(10, Activation.Softmax))
    {
        Scaler = Scaler.Divide(255),
        ClassNames = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")],
        Temperature = 1.27f,
    };

    private static Dictionary<string, Network> Networks()
    {
        var networks = new Dictionary<string, Network>(StringComparer.Ordinal) { ["Digits"] = Digits() };
        foreach (Activation activation in Activation.All)
        {
            // The same function within and at the end, hence over sums that are small and large, and a layer of one unit for those that may have one.
            var network = new Network(7, seed: 3, new Dense(9, activation) { Weights = Initializer.Normal, Biases = Initializer.Normal }, new Dense(6, activation) { Weights = Initializer.Normal, Bias = false }, new Dense(4, activation) { Biases = Initializer.Normal })
            {
                ClassNames = activation == Activation.Softplus ? ["a \"b\"", "c\\d", "é", "{0}"] : [],
            };
            networks.Add(CSharpNames.FromFile(activation.Name).Class is var name && name.StartsWith("ReLU", StringComparison.OrdinalIgnoreCase) ? "Rectified" : name, network);
        }

        networks.Add("One", new Network(1, seed: 2, new Dense(1, Activation.Tanh) { Weights = Initializer.Normal }));
        networks.Add("EachScaled", new Network(3, seed: 2, new Dense(5, Activation.SiLU), new Dense(2, Activation.Identity)) { Scaler = Scaler.FromNumbers("each", [0.5f, -3, 1e-3f], [1, 0, -0.25f]) });
        networks.Add("Cold", new Network(4, seed: 2, new Dense(5, Activation.Softmax)) { Temperature = 0.03f });
        networks.Add("Deep", new Network(20, seed: 2, [.. Enumerable.Repeat<Layer>(new Dense(20, Activation.ELU), 12), new Dense(3, Activation.Sigmoid)]));
        networks.Add("Extreme", Extreme());
        return networks;
    }

    /// <summary>Weights at the ends of what a float holds.</summary>
    private static Network Extreme()
    {
        var network = new Network(4, seed: 2, new Dense(4, Activation.Tanh), new Dense(2, Activation.Identity));
        network.Weights(0).Set(new float[,] { { float.MaxValue, 1e-38f, 0, 1 }, { float.Epsilon, -1e30f, 16777216, 1 }, { 1.17549435e-38f, 123456790, 0.1f, 1 }, { 1e7f, 9999999, -12, 1 } });
        network.Weights(1).Set(new float[,] { { 1e-45f, 1e20f, 3, -1 }, { 0.33333334f, float.MinValue, 1, 1 } });
        return network;
    }

    /// <summary>Small and large, many that are 0, and bytes such as pictures have.</summary>
    private static float[] Inputs(Network network, int sample, ref Xoshiro256 random)
    {
        var inputs = new float[network.Inputs];
        float size = (sample % 5) switch { 0 => 0.01f, 1 => 1, 2 => 10, 3 => 100, _ => 0 };
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = size == 0 ? (random.NextInt32(5) == 0 ? random.NextInt32(256) : 0) : (float)(size * random.NextNormal());
        return inputs;
    }

    [GeneratedRegex(@"W1 => \[([^,]+),")]
    private static partial Regex FirstWeight();


    [GeneratedRegex(@"\d\.\d+f?\b")]
    private static partial Regex Literal();

    private readonly struct Cubed : IActivation
    {
        public static string Name => "my-cube";

        public static T F<T>(T z)
            where T : struct, IReal<T> => z * z * z;

        public static T Derivative<T>(T z, T a)
            where T : struct, IReal<T> => T.Of(3) * z * z;
    }
}
