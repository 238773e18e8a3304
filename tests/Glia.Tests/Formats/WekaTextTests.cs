namespace Glia.Tests.Formats;

/// <summary>Weka's text: what is read, what is refused, what is written.</summary>
public sealed class WekaTextTests
{
    [Fact]
    public void Nodes_in_any_order_form_layers()
    {
        Network network = Network.FromWekaText(WekaSamples.Classes);
        Assert.Equal(["Dense(2, sigmoid)", "Dense(2, sigmoid)", "Dense(3, sigmoid)"], network.Layers.Select(layer => layer.ToString()));
        Assert.Equal("petal length, petal width", network.TrainingSummary["input names"]);
        Assert.Equal([1.25f, -0.75f], network.Weights(0).Row(0)); // node 5: the order of the names is its own
        Assert.Equal([2.25f, -1.25f], network.Weights(0).Row(1)); // node 6, printed the other way round
        Assert.Equal([0.7f, 0.9f], network.Weights(1).Row(0)); // node 3
        Assert.Equal([-2.5f, 1.5f], network.Weights(1).Row(1)); // node 4, printed the other way round
        Assert.Equal(["red", "green", "blue"], network.ClassNames);
        Assert.Equal([1e-4f, -0.2f, 0.2f], network.Biases(2).ToArray()); // in the order of the classes: nodes 0, 2, 1
        Assert.Equal([0.25f, 0.5f], network.Weights(2).Row(2));
        Assert.IsType<OneHot>(network.Encoding);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n\n \t\n")]
    public void Line_ends_tabs_blanks_and_prose_around_do_not_matter(string end)
    {
        string text = "\uFEFF2 connected inputs:\n- Node (n) is a weight\n```\n" + WekaSamples.Slides.Replace(" ", "\t \u00A0", StringComparison.Ordinal).ReplaceLineEndings(" " + end + "\t")
            + end + "```" + end + "Class is over." + end + "- Threshold is bias" + end;
        Assert.Equal(TestModels.Bits(Network.FromWekaText(WekaSamples.Slides)), TestModels.Bits(Network.FromWekaText(text)));
    }

    [Fact]
    public void A_network_without_hidden_layers_is_read_too()
    {
        Network network = Network.FromWekaText("Linear Node 0\nThreshold 0.5\nAttrib a 2\nAttrib b -1\nClass\nInput\nNode 0");
        Assert.Equal([0.5f + 6 - 4], network.Predict([3, 4]));
    }

    // What is wrong with it, the rule, what the message must name, and what to change in the slides' text.
    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "missing-node", "node 0", "Linear Node 0\n", "Linear Knot 0\n" },
        { "duplicate-node", "line 1", "Sigmoid Node 2", "Sigmoid Node 0" },
        { "duplicate-threshold", "node 1", "Threshold -0.25261438391037117", "Threshold 1\nThreshold 2" },
        { "missing-threshold", "Node 1", "Threshold -0.25261438391037117\n", "" },
        { "missing-input", "\"inputs-2\"", "Attrib inputs-2 -1.1467422754222916\n", "" },
        { "missing-input", "\"inputs-3\"", "Attrib inputs-2 -1.1467422754222916", "Attrib inputs-3 1" },
        { "missing-input", "node 3", "Node 3  1.6800153270522482\n", "" },
        { "missing-input", "Node 3", "Attrib inputs-1  1.0692894484256477\nAttrib inputs-2 -1.1467422754222916\n", "" },
        { "duplicate-input", "\"inputs-1\"", "Attrib inputs-2  0.21623345413401185", "Attrib inputs-1 3" },
        { "duplicate-input", "node 2", "Node 3  1.6800153270522482", "Node 2 1" },
        { "missing-node", "node 7", "Node 3  1.6800153270522482", "Node 7 1" },
        { "missing-node", "node 7", "Input\nNode 0", "Input\nNode 7" },
        { "cycle", "Node 0", "Node 3  1.6800153270522482", "Node 3 1\nNode 0 1" },
        { "cycle", "Node 0", "Attrib inputs-1  1.0692894484256477\nAttrib inputs-2 -1.1467422754222916", "Node 0 1" },
        { "not-layered", "node 3", "Attrib inputs-1  1.0692894484256477\nAttrib inputs-2 -1.1467422754222916", "Node 1 1\nNode 2 1" },
        { "not-layered", "at once", "Node 3  1.6800153270522482", "Node 3 1\nAttrib inputs-1 1" },
        { "not-layered", "node 1", "Input\nNode 0", "Input\nNode 1" },
        { "unused-node", "Node 4", "Class\n", "Linear Node 4\nThreshold 1\nNode 1 1\nNode 2 1\nNode 3 1\nClass\n" },
        { "mixed-layer", "Nodes 1 and 2", "Sigmoid Node 2", "Linear Node 2" },
        { "duplicate-class", "node 0", "Input\nNode 0", "Input\nNode 0\nClass\nInput\nNode 0" },
        { "second-network", "Line 29", "Input\nNode 0", "Input\nNode 0\nLinear Node 9\nThreshold 1\nNode 1 1" },
        { "no-outputs", "Class", "Class\nInput\nNode 0", "" },
        { "class", "Input", "Class\nInput\nNode 0", "Class" },
        { "class", "Node", "Class\nInput\nNode 0", "Class\nInput" },
        { "class", "Node", "Class\nInput\nNode 0", "Class\nInput\nAttrib x" },
        { "number", "\"1,5\"", "-0.44202742764364666", "1,5" },
        { "number", "\"?\"", "-0.44202742764364666", "?" },
        { "number", "\"-1\"", "Sigmoid Node 1", "Sigmoid Node -1" },
        { "number", "\"99999999999\"", "Sigmoid Node 1", "Sigmoid Node 99999999999" },
        { "not-finite", "\"NaN\"", "-0.44202742764364666", "NaN" },
        { "not-finite", "\"Infinity\"", "-0.44202742764364666", "Infinity" },
        { "not-finite", "\"1e39\"", "-0.44202742764364666", "1e39" },
        { "unexpected-line", "Line 4", "Node 1  -0.44202742764364666", "Node 1 0.5 0.5" },
        { "unexpected-line", "Line 4", "Node 1  -0.44202742764364666", "Nod 1 0.5" },
        { "unexpected-line", "\"Attrib inputs-1\"", "Attrib inputs-1 -0.1607929085402259", "Attrib inputs-1" },
        { "unexpected-line", "Line 3", "Threshold -1.0250419483473248", "Threshold" },
        { "name", "Line 11", "Attrib inputs-1 -0.1607929085402259", "Attrib in\u202Eputs 1" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_no_sound_network_is_refused_by_name(string rule, string named, string was, string becomes)
    {
        string slides = WekaSamples.Slides.ReplaceLineEndings("\n");
        int at = slides.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"The slides' text has no \"{was}\".");
        var error = Assert.Throws<InvalidFileException>(() => Network.FromWekaText(slides[..at] + becomes + slides[(at + was.Length)..]));
        Assert.Equal(rule, error.Rule);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Wekinator prints a network that begins with Linear Node 0 here.")]
    [InlineData("{\"modelSet\": []}")]
    public void What_is_no_network_at_all_is_told_what_one_looks_like(string text)
    {
        var error = Assert.Throws<InvalidFileException>(() => Network.FromWekaText(text));
        Assert.Equal("no-nodes", error.Rule);
        Assert.Contains("\"Linear Node 0\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_the_text_is_refused()
    {
        // A cut within the very last line leaves "Node", which is refused too; only the digits of the last number could be cut unseen, and there is one.
        string slides = WekaSamples.Slides.ReplaceLineEndings("\n");
        for (int length = 0; length < slides.Length; length++) Assert.Throws<InvalidFileException>(() => Network.FromWekaText(slides[..length]));
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        using (FileStream file = File.Create(folder.File("large.txt"))) file.SetLength(17 * 1024 * 1024);
        Assert.Equal("too-large", Assert.Throws<InvalidFileException>(() => Network.ImportWeka(folder.File("large.txt"))).Rule);
    }

    [Fact]
    public void Ranges_must_go_with_the_network()
    {
        Assert.Contains("3 input ranges", Refusal(new WekaRanges([new(0, 1), new(0, 1), new(0, 1)])), StringComparison.Ordinal);
        Assert.Contains("2 output ranges", Refusal(new WekaRanges(Outputs: [new(0, 1), new(0, 1)])), StringComparison.Ordinal);
        Assert.Contains("1 … 1", Refusal(new WekaRanges([new(1, 1)])), StringComparison.Ordinal);
        Assert.Contains("sigmoid", Assert.Throws<ArgumentException>(() => Network.FromWekaText(WekaSamples.Classes, new WekaRanges(Outputs: [new(0, 1)]))).Message, StringComparison.Ordinal);
        Assert.Equal("not-finite", Assert.Throws<InvalidFileException>(() => Network.FromWekaText("Linear Node 0\nThreshold 0\nAttrib a 3\nClass\nInput\nNode 0", new WekaRanges(Outputs: [new(0, 3.4e38f)]))).Rule);

        static string Refusal(WekaRanges ranges) => Assert.Throws<ArgumentException>(() => Network.FromWekaText(WekaSamples.Slides, ranges)).Message;
    }

    [Theory]
    [InlineData(2, "sigmoid")]
    [InlineData(3, "identity")]
    [InlineData(1, "sigmoid")]
    public void What_is_written_comes_back_with_the_same_bits(int outputs, string activation)
    {
        var network = new Network(5, seed: 3, new Dense(4, Activation.Sigmoid), new Dropout(0.2f), new Dense(3, Activation.Sigmoid) { Bias = false }, new Dense(outputs, Activation.Find(activation)!));
        Network again = Network.FromWekaText(network.ToWekaText());
        for (int i = 0; i < 20; i++)
        {
            float[] x = [i, -i, i * 0.1f, 1e-20f * i, 3];
            Assert.Equal(TestModels.Bits(network.Predict(x)), TestModels.Bits(again.Predict(x)));
        }

        Assert.Equal(again.ToWekaText(), Network.FromWekaText(again.ToWekaText()).ToWekaText());
        Network classes = Network.FromWekaText(WekaSamples.Classes);
        Assert.Equal(classes.ClassNames, Network.FromWekaText(classes.ToWekaText()).ClassNames);
    }

    [Fact]
    public void Other_activations_and_spoilt_numbers_are_not_written()
    {
        Assert.Contains("hidden layer 1 is relu", Refusal(new Network(2, 1, new Dense(3, Activation.ReLU), new Dense(1, Activation.Identity))), StringComparison.Ordinal);
        Assert.Contains("output layer is softmax", Refusal(new Network(2, 1, new Dense(3, Activation.Sigmoid), new Dense(2, Activation.Softmax))), StringComparison.Ordinal);
        var spoilt = new Network(2, 1, new Dense(1, Activation.Sigmoid));
        spoilt.Biases(0)[0] = float.NaN;
        Assert.Contains("NaN", Refusal(spoilt), StringComparison.Ordinal);

        static string Refusal(Network network) => Assert.Throws<InvalidOperationException>(network.ToWekaText).Message;
    }
}
