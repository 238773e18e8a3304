using System.Text;

namespace Glia.Live.Tests;

/// <summary>Wekinator's project folders are taken over; what cannot be is said.</summary>
public sealed class WekinatorProjectTests
{
    [Fact]
    public void Names_outputs_addresses_and_examples_are_taken_over()
    {
        using TempFolder folder = WekinatorFolder.Make();
        (LiveProject project, IReadOnlyList<WekinatorModel> models, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder["Bells.wekproj"]);
        Assert.Equal(("Bells", 6449, "/wek/inputs", "/wek/outputs", "localhost", 12001), (project.Name, project.InputPort, project.InputAddress, project.OutputAddress, project.OutputHost, project.OutputPort));
        Assert.Equal(["x", "hand y"], project.InputNames);
        Assert.Equal(OutputSpec.ForValue("pitch") with { Minimum = -1, Maximum = 2.5f, IsHardLimited = true, IsInteger = true }, project.Outputs[0]);
        Assert.Equal(OutputSpec.ForClasses("drum", 3) with { SendsProbabilities = true }, project.Outputs[1]);
        Assert.Equal([1L, 2, 4], project.Examples.Select(example => example.Id));
        Assert.Equal([1, 1, 2], project.Examples.Select(example => example.Round));
        Assert.Equal(new DateTime(2022, 10, 28, 7, 47, 47, 794), project.Examples[1].Time);
        Assert.Equal([0.21f, 0.5575f], project.Examples[0].Inputs);
        Assert.Equal([0f, float.NaN, float.NaN, 2, 1, float.NaN], project.Examples.SelectMany(example => example.Outputs));
        Assert.Empty(models);
        Assert.Contains(warnings, warning => warning.Contains("class 0, which means none"));
        Assert.Contains(warnings, warning => warning.Contains("Glia rounds"));
        Assert.Equal(2, warnings.Count);
        Projects.AssertSame(project, WekinatorProject.Read(folder.Path).Project);
    }

    [Fact]
    public void What_was_taken_over_is_saved_as_our_own_and_exported_as_it_came()
    {
        using TempFolder folder = WekinatorFolder.Make();
        LiveProject project = WekinatorProject.Read(folder.Path).Project;
        LiveFolder.Write(folder["own"], project);
        Projects.AssertSame(project, LiveFolder.Read(folder["own"]));
        LiveExport.WriteArff(folder["current", "currentData.arff"], project);
        Projects.AssertSame(project, WekinatorProject.Read(folder.Path).Project);
    }

    [Theory]
    [InlineData(0, "NeuralNetModelBuilder", "<numHiddenLayers>2</numHiddenLayers><hiddenLayerType>NUMBER</hiddenLayerType><numNodesPerHiddenLayer>9</numNodesPerHiddenLayer>", "network", "hidden-layers=2 hidden-nodes=9", "")]
    [InlineData(0, "NeuralNetModelBuilder", "<numHiddenLayers>1</numHiddenLayers><hiddenLayerType>NUM_FEATURES</hiddenLayerType><numNodesPerHiddenLayer>0</numNodesPerHiddenLayer>", "network", "hidden-layers=1 hidden-nodes=auto", "")]
    [InlineData(0, "NeuralNetModelBuilder", "<numHiddenLayers>9</numHiddenLayers>", "network", "hidden-layers=1", "as by default")]
    [InlineData(0, "LinearRegressionModelBuilder", "<featureSelectionType>NONE</featureSelectionType><exponent>1</exponent><removeColinear>false</removeColinear>", "linear", "", "")]
    [InlineData(0, "LinearRegressionModelBuilder", "<exponent>3</exponent>", "polynomial", "degree=3", "")]
    [InlineData(0, "KNNModelBuilder", "", "network", "", "as by default")]
    [InlineData(0, "NewModelBuilder", "", "network", "", "unknown here")]
    [InlineData(1, "KNNModelBuilder", "<numNeighbors>5</numNeighbors>", "knn", "k=5", "")]
    [InlineData(1, "AdaboostModelBuilder", "", "classifier", "", "AdaBoost in Wekinator, which Glia does not have; the nearest, classifier, is used")]
    [InlineData(1, "J48ModelBuilder", "", "knn", "", "the nearest, knn")]
    [InlineData(1, "SVMModelBuilder", "", "classifier", "", "the nearest, classifier")]
    [InlineData(1, "NaiveBayesModelBuilder", "", "classifier", "", "the nearest, classifier")]
    [InlineData(1, "DecisionStumpModelBuilder", "", "knn", "", "the nearest, knn")]
    public void Learners_are_taken_from_the_text_that_a_model_file_begins_with(int output, string builder, string settings, string learner, string expected, string warning)
    {
        using TempFolder folder = WekinatorFolder.Make();
        folder.Put($"current/models/model{output}.xml", WekinatorFolder.Model(WekinatorFolder.PathOf(builder, settings), isLong: output == 1));
        (LiveProject project, _, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        Learner found = project.Outputs[output].Learner;
        Assert.Equal(learner, found.Name);
        foreach (string pair in expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Assert.Equal(pair.Split('=')[1], found.Settings[pair.Split('=')[0]]);
        Assert.Contains(warnings, text => text.Contains($"(model{output}.xml) are Java objects, which cannot be read; the models are learnt anew from the examples"));
        Assert.Equal(warning.Length == 0 ? 3 : 4, warnings.Count);
        Assert.Contains(warnings, text => text.Contains(warning));
    }

    [Fact]
    public void Selected_inputs_are_taken_over()
    {
        using TempFolder folder = WekinatorFolder.Make();
        folder.Put("current/models/model0.xml", WekinatorFolder.Model(WekinatorFolder.PathOf("NeuralNetModelBuilder", inputs: "<string>hand y</string>")));
        folder.Put("current/models/model1.xml", WekinatorFolder.Model(WekinatorFolder.PathOf("KNNModelBuilder", inputs: "<string>z</string>")));
        (LiveProject project, _, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        Assert.Equal([1], project.Outputs[0].SelectedInputIndices);
        Assert.Null(project.Outputs[1].SelectedInputIndices);
        Assert.Contains(warnings, text => text.Contains("does not have; here it looks at all"));
    }

    [Fact]
    public void A_model_file_of_any_bytes_stops_nothing()
    {
        byte[] model = WekinatorFolder.Model(WekinatorFolder.PathOf("KNNModelBuilder"));
        byte[][] files =
        [
            [], [0xAC], "<Path/>"u8.ToArray(), [0xAC, 0xED, 0, 5], [0xAC, 0xED, 0, 5, 0x73, 0, 1, 65], [0xAC, 0xED, 0, 5, 0x74, 0xFF, 0xFF, 65], [0xAC, 0xED, 0, 5, 0x7C, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 65],
            [0xAC, 0xED, 0, 5, 0x7C, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 65], [0xAC, 0xED, 0, 5, 0x74, 0, 2, 0xC0, 0x20], [0xAC, 0xED, 0, 5, 0x74, 0, 1, 0xE0], [0xAC, 0xED, 0, 5, 0x74, 0, 1, 0xFF],
            model[..60], WekinatorFolder.Model("<Path>"), WekinatorFolder.Model("<Other/>"), WekinatorFolder.Model("<!DOCTYPE Path [<!ENTITY a \"b\">]><Path>&a;</Path>"),
        ];
        using TempFolder folder = WekinatorFolder.Make();
        foreach (byte[] file in files)
        {
            folder.Put("current/models/model1.xml", file);
            (LiveProject project, _, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
            Assert.Equal("knn", project.Outputs[1].Learner.Name);
            Assert.Contains(warnings, text => text.Contains("cannot be read from it; knn is used as by default"));
        }
    }

    /// <summary>The bytes that Java itself writes for this text: é, and a smile as two halves of three bytes each.</summary>
    [Fact]
    public void Java_text_is_decoded_as_Java_wrote_it()
    {
        byte[] written = Convert.FromHexString("ACED00057400163C506174683EC3A920EDA0BDEDB8803C2F506174683E7400046E756C6C");
        Assert.Equal("<Path>é 😀</Path>", JavaText.First(new MemoryStream(written), 100));
        Assert.Null(JavaText.First(new MemoryStream(written), 21));
    }

    [Fact]
    public void Described_networks_are_taken_over_as_they_were()
    {
        using TempFolder folder = WekinatorFolder.Make();
        folder.Put("current/modelSetDescription.json", "{\"modelSet\":[]}" + WekinatorFolder.Described.ReplaceLineEndings("").Replace("\"outBase\":10", "\"outBase\":99") + WekinatorFolder.Described);
        (_, IReadOnlyList<WekinatorModel> models, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        WekinatorModel model = Assert.Single(models);
        Assert.Equal(0, model.OutputIndex);
        Assert.Equal([0, 1], model.InputIndices);
        foreach ((float x, float y) in new[] { (1f, 0f), (0.3f, -2f), (-1f, 4f), (5f, 0.5f) })
        {
            double expected = (((2 / (1 + Math.Exp(-((3 * (x - 1) / 2.0) - (y / 4.0) + 0.5)))) - 0.25) * 4) + 10;
            Assert.Equal(expected, model.Network.Predict([x, y])[0], 5e-6 * expected);
        }

        Assert.Equal(2, warnings.Count);
    }

    [Theory]
    [InlineData("\"numHiddenLayers\":1", "\"numHiddenLayers\":2", "writes wrongly")]
    [InlineData("\"outRange\":4", "\"outRange\":0", "one value alone")]
    [InlineData("\"modelSet\":[", "\"modelSet\":[{\"modelType\":\"other\"},", "")]
    [InlineData("\"inRanges\":[2,4]", "\"inRanges\":[2]", "1 inRanges. The models are learnt anew")]
    [InlineData("\"numInputs\":2,\"inputNames\":[\"x\",\"hand y\"],\"numHidden", "\"numInputs\":3,\"numHidden", "numInputs is 3")]
    [InlineData("\"Attrib x\":\"3\"", "\"Attrib z\":\"3\"", "does not have; it is learnt anew")]
    [InlineData("\"Attrib x\":\"3\"", "\"Attrib x\":\"NaN\"", "no finite number")]
    [InlineData("\"Attrib x\":\"3\"", "\"Attrib x\":\"1e300\"", "no network that can be read")]
    [InlineData("\"Attrib x\":\"3\"", "\"Attrib x\":\"3\",\"Attrib x\":\"3\"", "")]
    [InlineData("\"Attrib x\":\"3\"", "\"x\\nSigmoid Node 2\":\"3\"", "learnt anew")]
    [InlineData("\"Node 1\":\"2\"", "\"Node 7\":\"2\"", "no network that can be read")]
    [InlineData("Linear Node 0", "Linear\\nNode 0", "control characters")]
    [InlineData("\"inBases\":[1,0]", "\"inBases\":[1,null]", "no finite number")]
    [InlineData("\"nodes\":[", "\"nodes\":[1,", "learnt anew")]
    [InlineData("\"nodes\":[", "\"nodes\":[[[[[[[[[[[[[[[[[[", "no JSON")]
    [InlineData("\"modelSet\":[", "\"other\":[", "modelSet is missing")]
    [InlineData("]}\n{", "", "")]
    public void A_description_that_cannot_be_read_stops_nothing(string from, string to, string warning)
    {
        using TempFolder folder = WekinatorFolder.Make();
        string text = from.StartsWith(']') ? WekinatorFolder.Described[..200] : WekinatorFolder.Described.Replace(from, to);
        Assert.NotEqual(WekinatorFolder.Described, text);
        folder.Put("current/modelSetDescription.json", text);
        (LiveProject project, IReadOnlyList<WekinatorModel> models, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        Assert.Equal(3, project.Examples.Count);
        if (to.Contains("\"other\"},")) Assert.Single(models);
        else Assert.Empty(models);
        Assert.Contains(warnings, found => found.Contains(warning));
        Assert.Equal(models.Count == 1 ? 2 : 3, warnings.Count);
    }

    [Fact]
    public void Whose_networks_they_are_must_be_clear()
    {
        using TempFolder folder = WekinatorFolder.Make();
        folder.Put("current/modelSetDescription.json", WekinatorFolder.Described);
        folder.Put("current/models/model0.xml", WekinatorFolder.Model(WekinatorFolder.PathOf("LinearRegressionModelBuilder")));
        (_, IReadOnlyList<WekinatorModel> models, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        Assert.Empty(models);
        Assert.Contains(warnings, text => text.Contains("1 networks, and 0 outputs"));
    }

    [Fact]
    public void Gestures_are_taken_over()
    {
        using TempFolder folder = WekinatorFolder.MakeGestures();
        (LiveProject project, _, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        Assert.Equal(["circle", "line"], project.Gestures!.Names);
        Assert.Equal(("moves", 3, 2, 7, 12, null), (project.Gestures.OutputName, project.Gestures.MatchWidth, project.Gestures.Hop, project.Gestures.MinimumLength, project.Gestures.DownsampleTo, project.Gestures.Threshold));
        Assert.Equal([(1L, 1, 3), (2L, 2, 1)], project.GestureExamples.Select(example => (example.Id, example.Gesture, example.Length)));
        Assert.Equal([0f, 0, 1, 0.5f, 2, 1], project.GestureExamples[0].Frames.ToArray());
        Assert.Equal([1e-4f, 5], project.GestureExamples[1].Frames.ToArray());
        Assert.Equal(3, warnings.Count);
        LiveFolder.Write(folder["own"], project);
        Projects.AssertSame(project, LiveFolder.Read(folder["own"]));
    }

    [Theory]
    [InlineData("number", "2,1,0.0", "x,1,0.0")]
    [InlineData("columns", "2,1,0.0", "3,1,0.0")]
    [InlineData("number", "2,1,0.0", "2,0,0.0")]
    [InlineData("class", "2,1,0.0", "2,3,0.0")]
    [InlineData("columns", "1.0,0.5,2.0,1.0,", "1.0,0.5,2.0,")]
    [InlineData("columns", "0.0,0.0,1.0,0.5,2.0,1.0,", "")]
    [InlineData("number", "1.0E-4", "NaN")]
    [InlineData("number", "1.0E-4", "1e99")]
    public void Malformed_gesture_examples_are_refused(string rule, string from, string to)
    {
        using TempFolder folder = WekinatorFolder.MakeGestures();
        folder.Put("current/currentData.csv", WekinatorFolder.GestureExamples.Replace(from, to));
        InvalidFileException error = Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path));
        Assert.Equal(rule, error.Rule);
        Assert.Contains("Line ", error.Message);
    }

    [Fact]
    public void Missing_files_are_made_up_for_or_named()
    {
        using TempFolder folder = WekinatorFolder.Make();
        File.Delete(folder["Bells.wekproj"]);
        folder.Put("inputConfig.xml", ""); // as Wekinator leaves it where it has nothing to say
        (LiveProject project, _, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        Assert.Equal(["x", "hand y"], project.InputNames);
        Assert.Null(project.InputPort);
        Assert.Equal(4, warnings.Count);
        folder.Put("a.wekproj", WekinatorFolder.Project);
        folder.Put("b.wekproj", WekinatorFolder.Project);
        Assert.Contains("a.wekproj, b.wekproj", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path)).Message);
        File.Delete(folder["current", "currentData.arff"]);
        Assert.Contains("inputConfig.xml", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder["a.wekproj"])).Message);
        folder.Put("inputConfig.xml", WekinatorFolder.Inputs);
        Assert.Contains(WekinatorProject.Read(folder["a.wekproj"]).Warnings, text => text.Contains("so there are no examples"));
        File.Delete(folder["outputConfig.xml"]);
        Assert.Contains("no outputConfig.xml", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder["a.wekproj"])).Message);
        Assert.Throws<FileNotFoundException>(() => WekinatorProject.Read(folder["nowhere"]));
    }

    /// <summary>Ten entities of ten each, ten deep, would be ten thousand million letters.</summary>
    [Fact]
    public void Billion_laughs_and_entities_from_outside_are_refused()
    {
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE OSCInputGroup [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 11; i++) laughs.Append($"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        using TempFolder folder = WekinatorFolder.Make();
        foreach (string text in new[] { laughs + "]><OSCInputGroup>&l10;</OSCInputGroup>", $"<!DOCTYPE a [<!ENTITY e SYSTEM \"file://{folder["outputConfig.xml"]}\">]><OSCInputGroup>&e;</OSCInputGroup>", "<!DOCTYPE OSCInputGroup SYSTEM \"http://127.0.0.1:1/a.dtd\"><OSCInputGroup/>" })
        {
            folder.Put("inputConfig.xml", text);
            Assert.Equal("xml", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path)).Rule);
        }
    }

    [Theory]
    [InlineData("inputConfig.xml", "xml", "</OSCInputGroup>", "")]
    [InlineData("inputConfig.xml", "root", "OSCInputGroup", "OSCOutputGroup")]
    [InlineData("inputConfig.xml", "count", "<numInputs>2", "<numInputs>3")]
    [InlineData("inputConfig.xml", "number", "<numInputs>2", "<numInputs>many")]
    [InlineData("inputConfig.xml", "number", "<numInputs>2", "<numInputs>2000000000")]
    [InlineData("inputConfig.xml", "missing", "inputNames", "names")]
    [InlineData("inputConfig.xml", "duplicate-name", "hand y", "x")]
    [InlineData("inputConfig.xml", "name", "hand y", "")]
    [InlineData("inputConfig.xml", "name", "hand y", "a&#x202e;b")]
    [InlineData("inputConfig.xml", "address", "/wek/inputs", "/wek inputs")]
    [InlineData("inputConfig.xml", "xml", "hand y", "&unknown;")]
    [InlineData("outputConfig.xml", "missing", "outputs", "others")]
    [InlineData("outputConfig.xml", "number", "12001", "120010")]
    [InlineData("outputConfig.xml", "host", "localhost", "a b")]
    [InlineData("outputConfig.xml", "output", "OSCNumericOutput", "OSCNewOutput")]
    [InlineData("outputConfig.xml", "output", "OSCNumericOutput", "OSCDtwOutput")]
    [InlineData("outputConfig.xml", "missing", "<name>pitch</name>", "")]
    [InlineData("outputConfig.xml", "number", "<min>-1.0", "<min>NaN")]
    [InlineData("outputConfig.xml", "limits", "<min>-1.0", "<min>9")]
    [InlineData("outputConfig.xml", "number", "<numClasses>3", "<numClasses>0")]
    [InlineData("outputConfig.xml", "number", "<numClasses>3", "<numClasses>1001")]
    [InlineData("outputConfig.xml", "duplicate-name", "pitch", "drum")]
    [InlineData("Bells.wekproj", "number", "6449", "0")]
    [InlineData("Bells.wekproj", "xml", "<WekinatorFileData>", "")]
    [InlineData("current/currentData.arff", "columns", "@attribute x numeric\n", "")]
    [InlineData("current/currentData.arff", "columns", "x numeric", "x string")]
    [InlineData("current/currentData.arff", "columns", "{0,1,2,3}", "{0,1,2,3,4}")]
    [InlineData("current/currentData.arff", "columns", "{0,1,2,3}", "{a,b,2,0}")]
    [InlineData("current/currentData.arff", "columns", "Time date 'yyyy/MM/dd HH:mm:ss:SSS'", "Time string")]
    [InlineData("current/currentData.arff", "columns", "pitch numeric", "pitch string")]
    [InlineData("current/currentData.arff", "cell", "0.21", "a")]
    public void Malformed_projects_are_refused(string file, string rule, string from, string to)
    {
        using TempFolder folder = WekinatorFolder.Make();
        string text = File.ReadAllText(folder[file.Split('/')]).ReplaceLineEndings("\n");
        Assert.NotEqual(text, text.Replace(from, to));
        folder.Put(file, text.Replace(from, to));
        InvalidFileException error = Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path));
        Assert.Equal(rule, error.Rule);
        Assert.StartsWith(folder.Path, error.File);
    }

    [Fact]
    public void Deep_and_large_XML_is_refused()
    {
        using TempFolder folder = WekinatorFolder.Make();
        folder.Put("inputConfig.xml", "<OSCInputGroup>" + string.Concat(Enumerable.Repeat("<a>", 100_000)));
        Assert.Equal("depth", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path)).Rule);
        using (FileStream large = File.Create(folder["inputConfig.xml"])) large.SetLength(WekinatorXml.MostBytes + 1L);
        Assert.Equal("too-large", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path)).Rule);
        folder.Put("inputConfig.xml", "<OSCInputGroup><inputNames>" + string.Concat(Enumerable.Range(0, 1025).Select(i => $"<string>{i}</string>")) + "</inputNames></OSCInputGroup>");
        Assert.Equal("count", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path)).Rule);
    }

    [Fact]
    public void Links_out_of_the_folder_are_not_followed()
    {
        if (OperatingSystem.IsWindows()) return; // links need rights there
        using TempFolder folder = WekinatorFolder.Make(), outside = WekinatorFolder.Make();
        Directory.Delete(folder["current"], recursive: true);
        Directory.CreateSymbolicLink(folder["current"], outside["current"]);
        InvalidFileException error = Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path));
        Assert.Equal(("path", folder["current"]), (error.Rule, error.File));
        Directory.Delete(folder["current"]);
        File.Delete(folder["inputConfig.xml"]);
        File.CreateSymbolicLink(folder["inputConfig.xml"], outside["inputConfig.xml"]);
        Assert.Equal("path", Assert.Throws<InvalidFileException>(() => WekinatorProject.Read(folder.Path)).Rule);
    }

    [Fact]
    public void Examples_that_cannot_be_kept_are_counted()
    {
        using TempFolder folder = WekinatorFolder.Make();
        folder.Put("current/currentData.arff", WekinatorFolder.Examples + "\n4,'2022/10/28 07:48:01:000',2,1,1,1,1\n6,?,0,1,1,1,1\n7,?,1,?,1,1,1\n?,?,1,1,1,1,1\n8,?,1,1e300,1,1,1\n");
        (LiveProject project, _, IReadOnlyList<string> warnings) = WekinatorProject.Read(folder.Path);
        Assert.Equal([1L, 2, 4, 5, 6], project.Examples.Select(example => example.Id));
        Assert.Contains(warnings, text => text.Contains("3 examples were left out"));
        Assert.Contains(warnings, text => text.Contains("1 examples had an ID that another has"));
    }
}
