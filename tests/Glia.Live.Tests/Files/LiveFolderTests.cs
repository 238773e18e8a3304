using System.Text;

namespace Glia.Live.Tests;

/// <summary>Our own project folders come back as they were, to the bit, and are at no moment a mix of two.</summary>
public sealed class LiveFolderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Small_project_comes_back()
    {
        LiveFolder.Write(_folder["p"], Projects.Small);
        Projects.AssertSame(Projects.Small, LiveFolder.Read(_folder["p"]));
        Projects.AssertSame(Projects.Small, LiveFolder.Read(_folder["p", "live.json"]));
    }

    [Fact]
    public void A_learner_of_the_caller_s_own_comes_back_where_it_is_given()
    {
        LiveProject project = Projects.Small with { Outputs = [OutputSpec.ForValue("mean", new MeanLearner { Shade = "green" })], Examples = [] };
        LiveFolder.Write(_folder["own"], project);
        Assert.Equal(new MeanLearner { Shade = "green" }, LiveFolder.Read(_folder["own"], new MeanLearner()).Outputs[0].Learner);
        Assert.Equal(new MeanLearner { Shade = "green" }, LiveProjects.Read(_folder["own"], custom: new MeanLearner()).Outputs[0].Learner);
        InvalidFileException error = Assert.Throws<InvalidFileException>(() => LiveFolder.Read(_folder["own"]));
        Assert.Equal("learner", error.Rule);
        Assert.Contains("no learner \"mean\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_projects_come_back_to_the_bit()
    {
        for (int seed = 0; seed < 80; seed++)
        {
            LiveProject project = Projects.Random(seed);
            LiveFolder.Write(_folder["p"], project);
            Projects.AssertSame(project, LiveFolder.Read(_folder["p"]));
        }
    }

    [Fact]
    public void Writing_again_leaves_one_table_and_what_is_not_ours()
    {
        _folder.Put("p/examples.csv", "mine");
        LiveFolder.Write(_folder["p"], Projects.Small);
        string before = Directory.GetFiles(_folder["p"], "examples-*.csv").Single();
        LiveFolder.Write(_folder["p"], Projects.Small with { Examples = [Projects.Small.Examples[0]] });
        string after = Directory.GetFiles(_folder["p"], "examples-*.csv").Single();
        Assert.NotEqual(before, after);
        Assert.Equal("mine", File.ReadAllText(_folder["p", "examples.csv"]));
        LiveFolder.Write(_folder["p"], Projects.Small with { Examples = [] });
        Assert.Empty(Directory.GetFiles(_folder["p"], "examples-*.csv"));
        Assert.Empty(LiveFolder.Read(_folder["p"]).Examples);
    }

    /// <summary>Dies at each step in turn: what was on disk before the step is a whole project, the old or the new.</summary>
    [Fact]
    public void What_a_killed_write_leaves_is_the_old_project_or_the_new()
    {
        LiveProject next = Projects.Small with { Name = "next", Examples = [Projects.Small.Examples[1]] };
        LiveFolder.Write(_folder["old"], Projects.Small);
        LiveFolder.Write(_folder["new"], next);
        string table = Path.GetFileName(Directory.GetFiles(_folder["new"], "*.csv").Single());
        _folder.Put($"old/{table}.glia-part", "half a tab");
        Projects.AssertSame(Projects.Small, LiveFolder.Read(_folder["old"]));
        File.Move(_folder["new", table], _folder["old", table]);
        Projects.AssertSame(Projects.Small, LiveFolder.Read(_folder["old"]));
        File.Copy(_folder["new", "live.json"], _folder["old", "live.json"], overwrite: true);
        Projects.AssertSame(next, LiveFolder.Read(_folder["old"]));
        LiveFolder.Write(_folder["old"], next);
        Assert.Single(Directory.GetFiles(_folder["old"], "*.csv"));
    }

    [Fact]
    public void A_table_edited_by_hand_is_taken_once_its_hash_is_deleted()
    {
        LiveFolder.Write(_folder["p"], Projects.Small);
        string table = Directory.GetFiles(_folder["p"], "examples-*.csv").Single();
        File.WriteAllText(table, File.ReadAllText(table).Replace(",0.5,", ",0.75,"));
        Assert.Contains("delete sha256", Assert.Throws<InvalidFileException>(() => LiveFolder.Read(_folder["p"])).Message);
        string json = File.ReadAllText(_folder["p", "live.json"]);
        int at = json.IndexOf("\"sha256\"", StringComparison.Ordinal);
        File.WriteAllText(_folder["p", "live.json"], json[..json.LastIndexOf(',', at)] + json[json.IndexOf('}', at)..]);
        Assert.Equal(0.75f, LiveFolder.Read(_folder["p"]).Examples[0].Outputs[0]);
    }

    [Fact]
    public void What_breaks_a_rule_is_not_written()
    {
        LiveProject[] bad =
        [
            Projects.Small with { InputNames = ["x"] },
            Projects.Small with { InputNames = ["x", "x"] },
            Projects.Small with { Name = "" },
            Projects.Small with { Name = "a\nb" },
            Projects.Small with { InputAddress = "wek" },
            Projects.Small with { OutputAddress = "/a*b" },
            Projects.Small with { InputPort = 0 },
            Projects.Small with { OutputHost = "a b" },
            Projects.Small with { Outputs = [] },
            Projects.Small with { Gestures = new GestureSpec(["wave"]) },
            Projects.Small with { GestureExamples = [new GestureExample(1, default, 1, 2, new float[] { 1, 2 })] },
            Projects.Small with { Examples = [Projects.Small.Examples[0], Projects.Small.Examples[0]] },
            Projects.Small with { Examples = [Projects.Small.Examples[0] with { Inputs = [float.NaN, 1] }] },
            Projects.Small with { Examples = [Projects.Small.Examples[0] with { Outputs = [1, 4] }] },
            Projects.Small with { Examples = [Projects.Small.Examples[0] with { Outputs = [float.PositiveInfinity, 1] }] },
            Projects.Small with { Examples = [Projects.Small.Examples[0] with { Round = 0 }] },
            Projects.Small with { Outputs = [Projects.Small.Outputs[0] with { Learner = new NearestNeighbors() }, Projects.Small.Outputs[1]] },
            Projects.Small with { Outputs = [Projects.Small.Outputs[0] with { Maximum = 0 }, Projects.Small.Outputs[1]] },
            Projects.Small with { Outputs = [Projects.Small.Outputs[0], Projects.Small.Outputs[1] with { SelectedInputIndices = [2] }] },
            Projects.Small with { Outputs = [Projects.Small.Outputs[0], Projects.Small.Outputs[1] with { ClassCount = 1001 }] },
        ];
        foreach (LiveProject project in bad) Assert.Throws<ArgumentException>(() => LiveFolder.Write(_folder["p"], project));
        Assert.False(Directory.Exists(_folder["p"]));
    }

    [Fact]
    public void Folder_without_a_project_is_named() =>
        Assert.Contains("holds no live.json", Assert.Throws<FileNotFoundException>(() => LiveFolder.Read(_folder.Path)).Message);

    private const string Good = """
        {"format":"glia-live","version":1,"name":"n","seed":1,"inputAddress":"/wek/inputs","outputAddress":"/wek/outputs","inputs":["x","y"],
        "outputs":[{"name":"o","kind":"value","minimum":0,"maximum":1,"hardLimits":false,"integer":false,"sendsProbabilities":false,"learner":{"name":"network","settings":{}}}],
        "examples":{"file":"t.csv","count":1}}
        """;

    private const string GoodTable = "id,time,round,x,y,o\n1,2024-05-06T07:08:09.0000000,1,2,3,\n";

    [Fact]
    public void Hand_written_project_is_read()
    {
        _folder.Put("live.json", "\uFEFF" + Good);
        _folder.Put("t.csv", GoodTable.Replace("\n", "\r\n"));
        Example example = Assert.Single(LiveFolder.Read(_folder.Path).Examples);
        Assert.Equal((1L, 2f, 3f, true), (example.Id, example.Inputs[0], example.Inputs[1], float.IsNaN(example.Outputs[0])));
    }

    /// <summary>TRUST.md's list of malformed files, for live.json: each is refused with a typed error that names the file and a rule.</summary>
    [Theory]
    [InlineData("empty", "", "")]
    [InlineData("metadata-json", "cut", "")]
    [InlineData("format", "\"glia-live\"", "\"other\"")]
    [InlineData("format", "\"format\":\"glia-live\",", "")]
    [InlineData("version", "\"version\":1", "\"version\":2")]
    [InlineData("field", "\"version\":1", "\"version\":0")]
    [InlineData("field", "\"version\":1", "\"version\":\"1\"")]
    [InlineData("field", "\"seed\":1", "\"seed\":1,\"extra\":1")]
    [InlineData("field", "\"hardLimits\":false", "\"hardLimits\":false,\"more\":1")]
    [InlineData("metadata-json", "\"seed\":1", "\"seed\":1,\"seed\":2")]
    [InlineData("field", "\"seed\":1", "\"seed\":-1")]
    [InlineData("field", "\"seed\":1", "\"seed\":1.5")]
    [InlineData("field", "\"name\":\"n\",", "")]
    [InlineData("field", "\"name\":\"n\"", "\"name\":1")]
    [InlineData("name", "\"name\":\"n\"", "\"name\":\"\"")]
    [InlineData("name", "\"name\":\"n\"", "\"name\":\"a\\u202eb\"")]
    [InlineData("name", "\"name\":\"n\"", "\"name\":\"a\\u0000b\"")]
    [InlineData("metadata-json", "\"name\":\"n\"", "\"name\":\"\\ud800\"")]
    [InlineData("count", "[\"x\",\"y\"]", "[]")]
    [InlineData("duplicate-name", "[\"x\",\"y\"]", "[\"x\",\"x\"]")]
    [InlineData("field", "[\"x\",\"y\"]", "[1]")]
    [InlineData("field", "[\"x\",\"y\"]", "\"x\"")]
    [InlineData("address", "/wek/inputs", "wek")]
    [InlineData("address", "/wek/outputs", "/a b")]
    [InlineData("field", "\"seed\":1", "\"seed\":1,\"inputPort\":70000")]
    [InlineData("host", "\"seed\":1", "\"seed\":1,\"outputHost\":\"a/b\"")]
    [InlineData("kind", "\"kind\":\"value\"", "\"kind\":\"tensor\"")]
    [InlineData("classes", "\"kind\":\"value\"", "\"kind\":\"value\",\"classes\":3")]
    [InlineData("field", "\"kind\":\"value\"", "\"kind\":\"class\"")]
    [InlineData("field", "\"kind\":\"value\"", "\"kind\":\"class\",\"classes\":2000000000")]
    [InlineData("learner", "\"kind\":\"value\"", "\"kind\":\"class\",\"classes\":3")]
    [InlineData("learner", "\"name\":\"network\"", "\"name\":\"adaboost\"")]
    [InlineData("learner", "\"settings\":{}", "\"settings\":{\"unheard-of\":\"1\"}")]
    [InlineData("learner", "\"settings\":{}", "\"settings\":{\"hidden-nodes\":\"1e9\"}")]
    [InlineData("field", "\"settings\":{}", "\"settings\":{\"k\":1}")]
    [InlineData("limits", "\"maximum\":1", "\"maximum\":0")]
    [InlineData("field", "\"maximum\":1", "\"maximum\":1e999")]
    [InlineData("field", "\"maximum\":1", "\"maximum\":null")]
    [InlineData("selected-inputs", "\"hardLimits\":false", "\"hardLimits\":false,\"selectedInputs\":[\"z\"]")]
    [InlineData("selected-inputs", "\"hardLimits\":false", "\"hardLimits\":false,\"selectedInputs\":[]")]
    [InlineData("selected-inputs", "\"hardLimits\":false", "\"hardLimits\":false,\"selectedInputs\":[\"y\",\"x\"]")]
    [InlineData("outputs", "\"examples\"", "\"gestures\":{\"names\":[\"a\"],\"outputName\":\"o\",\"matchWidth\":1,\"hop\":1,\"minimumLength\":1,\"downsampleTo\":0},\"examples\"")]
    [InlineData("gestures", "\"examples\"", "\"gestureExamples\":{\"file\":\"t.csv\",\"count\":1},\"examples\"")]
    [InlineData("path", "\"file\":\"t.csv\"", "\"file\":\"../t.csv\"")]
    [InlineData("path", "\"file\":\"t.csv\"", "\"file\":\"/etc/passwd\"")]
    [InlineData("path", "\"file\":\"t.csv\"", "\"file\":\"a\\\\t.csv\"")]
    [InlineData("path", "\"file\":\"t.csv\"", "\"file\":\"C:t.csv\"")]
    [InlineData("path", "\"file\":\"t.csv\"", "\"file\":\"\"")]
    [InlineData("count", "\"count\":1", "\"count\":2")]
    [InlineData("field", "\"count\":1", "\"count\":-1")]
    [InlineData("hash", "\"count\":1", "\"count\":1,\"sha256\":\"00\"")]
    [InlineData("metadata-json", "\"settings\":{}", "\"settings\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}")]
    [InlineData("metadata-json", "\"count\":1}}", "\"count\":1}} more")]
    public void Malformed_live_json_is_refused(string rule, string from, string to)
    {
        string text = from == "cut" ? Good[..100] : from.Length == 0 ? "" : Good.Replace(from, to);
        Assert.NotEqual(Good, text);
        _folder.Put("live.json", text);
        _folder.Put("t.csv", GoodTable);
        Refused(rule);
    }

    [Fact]
    public void Live_json_that_is_not_text_or_too_large_is_refused()
    {
        _folder.Put("live.json", [.. Encoding.UTF8.GetBytes(Good), 0xFF]);
        Refused("encoding");
        using (FileStream large = File.Create(_folder["live.json"])) large.SetLength(LiveJson.MostBytes + 1L);
        Refused("too-large");
    }

    [Fact]
    public void Live_json_cut_at_every_byte_is_refused()
    {
        byte[] whole = Encoding.UTF8.GetBytes(Good);
        _folder.Put("t.csv", GoodTable);
        for (int length = 0; length < whole.Length; length++)
        {
            _folder.Put("live.json", whole[..length]);
            Assert.Throws<InvalidFileException>(() => LiveFolder.Read(_folder.Path));
        }
    }

    [Theory]
    [InlineData("empty", "", "")]
    [InlineData("columns", "id,time", "time,id")]
    [InlineData("columns", ",o\n", "\n")]
    [InlineData("columns", ",3,\n", ",3\n")]
    [InlineData("columns", ",3,\n", ",3,,\n")]
    [InlineData("number", "\n1,2024", "\n0,2024")]
    [InlineData("number", "\n1,2024", "\n-1,2024")]
    [InlineData("number", "\n1,2024", "\n99999999999999999999,2024")]
    [InlineData("time", "2024-05-06", "yesterday ")]
    [InlineData("number", ",1,2,3", ",0,2,3")]
    [InlineData("number", ",1,2,3", ",9999999999,2,3")]
    [InlineData("number", ",2,3,", ",,3,")]
    [InlineData("number", ",2,3,", ",NaN,3,")]
    [InlineData("number", ",2,3,", ",1e60,3,")]
    [InlineData("number", ",2,3,", ",two,3,")]
    [InlineData("quotes", ",2,3,", ",\"2,3,")]
    [InlineData("quotes", ",2,3,", ",2\",3,")]
    [InlineData("quotes", ",2,3,", ",\"2\"x,3,")]
    [InlineData("number", ",3,\n", ",3,∞\n")]
    [InlineData("duplicate-id", ",3,\n", ",3,\n1,2024-05-06T07:08:09,1,2,3,\n")]
    [InlineData("count", ",3,\n", ",3,\n2,2024-05-06T07:08:09,1,2,3,\n")]
    public void Malformed_table_is_refused(string rule, string from, string to)
    {
        string text = from.Length == 0 ? "" : GoodTable.Replace(from, to);
        Assert.NotEqual(GoodTable, text);
        _folder.Put("live.json", Good);
        _folder.Put("t.csv", text);
        InvalidFileException error = Refused(rule, "t.csv");
        if (rule is not ("count" or "empty")) Assert.Contains("Line ", error.Message);
    }

    [Theory]
    [InlineData("columns", "frame,x", "frame,y")]
    [InlineData("class", ",2,1,5", ",3,1,5")]
    [InlineData("frames", ",2,2,6", ",2,3,6")]
    [InlineData("frames", ",2,2,6", ",1,2,6")]
    [InlineData("frames", ",2,1,5", ",2,2,5")]
    [InlineData("number", ",2,1,5", ",2,1,")]
    [InlineData("duplicate-id", ",2,2,6\n", ",2,2,6\n2,2024-05-06T00:00:00,1,1,1\n1,2024-05-06T00:00:00,2,3,7\n")]
    public void Malformed_gesture_table_is_refused(string rule, string from, string to)
    {
        const string Table = "id,time,gesture,frame,x\n1,2024-05-06T00:00:00,2,1,5\n1,2024-05-06T00:00:00,2,2,6\n";
        var project = new LiveProject { InputNames = ["x"], Gestures = new GestureSpec(["a", "b"]) };
        GestureExample good = Assert.Single(GestureCsv.Read("g", Encoding.UTF8.GetBytes(Table), project));
        Assert.Equal([5f, 6f], good.Frames.ToArray());
        string text = Table.Replace(from, to);
        Assert.NotEqual(Table, text);
        Assert.Equal(rule, Assert.Throws<InvalidFileException>(() => GestureCsv.Read("g", Encoding.UTF8.GetBytes(text), project)).Rule);
    }

    [Fact]
    public void Missing_table_is_named()
    {
        _folder.Put("live.json", Good);
        Assert.Contains("t.csv", Assert.Throws<FileNotFoundException>(() => LiveFolder.Read(_folder.Path)).Message);
    }

    [Fact]
    public void A_table_that_is_a_link_out_of_the_folder_is_not_opened()
    {
        if (OperatingSystem.IsWindows()) return; // links need rights there
        string outside = _folder.Put("outside.csv", GoodTable);
        _folder.Put("p/live.json", Good);
        File.CreateSymbolicLink(_folder["p", "t.csv"], outside);
        Assert.Equal("path", Assert.Throws<InvalidFileException>(() => LiveFolder.Read(_folder["p"])).Rule);
    }

    private InvalidFileException Refused(string rule, string? file = null)
    {
        InvalidFileException error = Assert.Throws<InvalidFileException>(() => LiveFolder.Read(_folder.Path));
        Assert.Equal(rule, error.Rule);
        if (file is not null) Assert.EndsWith(file, error.File);
        else Assert.StartsWith(_folder.Path, error.File);
        return error;
    }
}
