using Glia.Tests.Formats;

namespace Glia.Tests.Mission;

/// <summary>Row F3: the network as text, as Wekinator's "Display in console" shows it, and that text read back into a working network.</summary>
public sealed class WekinatorTests
{
    /// <summary>
    /// The slides' whole printed network: 2 inputs, 3 sigmoid nodes, 1 linear output. With x = (inputs-1, inputs-2) and σ(z) = 1 / (1 + e^−z),
    /// s1 = σ(−0.252614 − 0.160793 x1 + 0.216233 x2)
    /// s2 = σ(−0.359701 + 0.765760 x1 − 0.699958 x2)
    /// s3 = σ(−0.272388 + 1.069289 x1 − 1.146742 x2)
    /// y = −1.025042 − 0.442027 s1 + 0.943710 s2 + 1.680015 s3
    ///  x1     x2       z1         z2         z3         s1        s2        s3       −0.442 s1  0.944 s2  1.680 s3    y
    ///  0      0     −0.252614  −0.359701  −0.272388   0.437180  0.411032  0.432321  −0.193246  0.387895  0.726306  −0.104086
    ///  1      0     −0.413407   0.406058   0.796902   0.398095  0.600142  0.689311  −0.175969  0.566361  1.158054   0.523403
    ///  0      1     −0.036381  −1.059659  −1.419130   0.490906  0.257375  0.194798  −0.216994  0.242887  0.327264  −0.671885
    ///  1      1     −0.197174  −0.293899  −0.349840   0.450866  0.427050  0.413421  −0.199295  0.403011  0.694554  −0.126772
    /// −1      1      0.124412  −1.825419  −2.488419   0.531063  0.138785  0.076674  −0.234744  0.130973  0.128814  −1.000000
    ///  0.5   −0.25  −0.387069   0.198168   0.548943   0.404423  0.549380  0.633890  −0.178766  0.518456  1.064945   0.379593
    /// The fifth is surely one of the recorded examples: the network answers with the −1 that the smallest output is normalised to.
    /// </summary>
    [Theory]
    [InlineData(0, 0, -0.104086)]
    [InlineData(1, 0, 0.523403)]
    [InlineData(0, 1, -0.671885)]
    [InlineData(1, 1, -0.126772)]
    [InlineData(-1, 1, -1.000000)]
    [InlineData(0.5f, -0.25f, 0.379593)]
    public void F3_the_slides_network_gives_the_values_worked_out_by_hand(float x1, float x2, double expected) =>
        Assert.Equal(expected, Network.FromWekaText(WekaSamples.Slides).Predict([x1, x2])[0], 2e-6);

    [Fact]
    public void F3_the_slides_network_has_their_layers_weights_and_names()
    {
        Network network = Network.FromWekaText(WekaSamples.Slides);
        Assert.Equal(["Dense(3, sigmoid)", "Dense(1, identity)"], network.Layers.Select(layer => layer.ToString()));
        Assert.Equal([-0.25261438391037117f, -0.3597013708237622f, -0.2723875195828816f], network.Biases(0).ToArray());
        Assert.Equal([-1.0250419483473248f], network.Biases(1).ToArray());
        Assert.Equal([1.0692894484256477f, -1.1467422754222916f], network.Weights(0).Row(2));
        Assert.Equal([-0.44202742764364666f, 0.9437104257517794f, 1.6800153270522482f], network.Weights(1).Row(0));
        Assert.Equal("inputs-1, inputs-2", network.TrainingSummary["input names"]);
        Assert.Empty(network.ClassNames);
    }

    [Fact]
    public void F3_the_text_comes_back_and_so_do_the_bits()
    {
        Network first = Network.FromWekaText(WekaSamples.Slides);
        string text = first.ToWekaText();
        Network second = Network.FromWekaText(text);
        Assert.Equal(TestModels.Bits(first), TestModels.Bits(second));
        Assert.Equal(text, second.ToWekaText());

        // Line by line as the slides print it, but for the digits beyond a 32-bit float.
        string[] printed = [.. WekaSamples.Lines(WekaSamples.Slides)], ours = [.. WekaSamples.Lines(text)];
        Assert.Equal(printed.Select(WekaSamples.WithoutNumber), ours.Select(WekaSamples.WithoutNumber));
        Assert.Equal("Threshold -1.0250419", ours[2]);
    }

    /// <summary>
    /// Inputs recorded from 0 to 10, the output from 0 to 1: 10 becomes x′ = (10 − 5) / 5 = 1 and 0 becomes −1. Of x = (0, 10) the network then sees (−1, 1), gives −1 (see above), and that is the
    /// output −1 · 0.5 + 0.5 = 0. Of x = (5, 5) it sees (0, 0), gives −0.104086, hence 0.447957.
    /// </summary>
    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(5, 5, 0.447957)]
    [InlineData(10, 5, 0.761702)]
    public void F3_with_its_ranges_the_network_takes_and_gives_real_values(float x1, float x2, double expected)
    {
        Network network = Network.FromWekaText(WekaSamples.Slides, new WekaRanges([new(0, 10)], [new(0, 1)]));
        Assert.Equal(expected, network.Predict([x1, x2])[0], 2e-6);
        Network each = Network.FromWekaText(WekaSamples.Slides, new WekaRanges([new(0, 10), new(0, 10)], [new(0, 1)]));
        Assert.Equal(expected, each.Predict([x1, x2])[0], 2e-6);
    }
}
