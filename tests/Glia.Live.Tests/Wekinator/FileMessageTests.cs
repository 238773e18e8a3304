namespace Glia.Live.Tests.Wekinator;

/// <summary>Messages reach files only where a folder was given, and only in it.</summary>
public sealed class FileMessageTests : IDisposable
{
    private const string Control = "/wekinator/control/";

    private readonly string _folder = Directory.CreateTempSubdirectory("glia-live-").FullName;

    [Fact]
    public async Task Without_a_folder_no_message_reaches_a_file()
    {
        using var peer = new OscPeer(OscPeer.Small);
        peer.Send(Control + "saveModelToFile", 1, Path.Combine(_folder, "model"));
        peer.Send("/glia/control/save", _folder + "/all");
        peer.Send("/wek/inputs/bundle", "/etc/passwd");
        List<string> heard = await peer.Settle();
        Assert.Equal(3, heard.Count(m => m.StartsWith("/glia/warning Files are not for messages", StringComparison.Ordinal)));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Nothing_outside_of_the_folder_is_touched()
    {
        string inside = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName, outside = Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(inside, "link"), outside);
        File.CreateSymbolicLink(Path.Combine(inside, "twice"), Path.Combine(inside, "link", "x"));
        File.CreateSymbolicLink(Path.Combine(inside, "dangling"), Path.Combine(outside, "nothing"));
        File.CreateSymbolicLink(Path.Combine(inside, "round"), Path.Combine(inside, "round"));
        using var peer = new OscPeer(new LiveProject { InputNames = ["x"], Outputs = [OutputSpec.ForValue("a")] }, files: inside);
        string[] paths = ["../other/a", outside + "/a", "link/a", "a/../../other/a", "/etc/glia", "", "..", "a\0b", inside + "-else/a", "link", "twice", "dangling", "dangling/a", "round/a"];
        foreach (string path in paths.Where(p => !p.Contains('\0', StringComparison.Ordinal))) peer.Send("/glia/control/save", path);
        List<string> heard = await peer.Settle();
        Assert.Equal(paths.Length - 1, heard.Count(m => m.Contains("is outside of the folder", StringComparison.Ordinal)));
        Assert.Empty(Directory.GetFileSystemEntries(outside));
        Assert.False(Directory.Exists(inside + "-else"));
        peer.Send("/glia/control/save", "kept/here");
        await peer.Settle();
        Assert.True(File.Exists(Path.Combine(inside, "kept", "here", "live.json")));
    }

    [Theory, InlineData("WITHDATA"), InlineData("WITHOUTDATA")]
    public async Task A_model_is_saved_and_loaded_with_its_name_and_settings(string data)
    {
        using (var first = new OscPeer(new LiveProject { InputNames = ["x", "y"], Outputs = [OutputSpec.ForClasses("other", 3), OutputSpec.ForClasses("colour", 3)] }, files: _folder))
        {
            first.Send(Control + "outputs", 1f, 3f);
            first.Send(Control + "startRecording");
            first.Send("/wek/inputs", 0.5f, 0.5f);
            first.Send(Control + "saveModelToFile", 2, "red");
            await first.Settle();
        }

        using var peer = new OscPeer(new LiveProject { InputNames = ["x", "y"], Outputs = [OutputSpec.ForValue("a"), OutputSpec.ForClasses("b", 3)] }, files: _folder);
        peer.Send(Control + "loadModelFromFile", 2, "red", data);
        while (await peer.NextOwn() != "/wekinator/status/done-training")
        {
        }

        Assert.Equal(("a", "colour"), (peer.Session.Output(1)!.Name, peer.Session.Output(2)!.Name));
        Assert.Equal(data == "WITHDATA" ? 1 : 0, peer.Session.Snapshot().Outputs[1].ExampleCount);
        peer.Send(Control + "startRunning");
        peer.Send("/wek/inputs", 0.5f, 0.5f);
        Assert.Equal("/wek/outputs 0 3", await peer.NextOwn());
    }

    [Fact]
    public async Task A_project_is_opened_learnt_and_run()
    {
        LiveProject project = new() { InputNames = ["x"], Outputs = [OutputSpec.ForClasses("a", 4)], Examples = [new(1, new DateTime(2026, 1, 2), 1, [0], [4]), new(2, new DateTime(2026, 1, 2), 1, [1], [2])] };
        LiveFolder.Write(Path.Combine(_folder, "project"), project);
        using var peer = new OscPeer(OscPeer.Small, files: _folder);
        peer.Send(Control + "runNewProject", "project", "CLOSECURRENT");
        for (int i = 0; i < 500 && !peer.Session.IsRunning; i++) await Task.Delay(10, TestContext.Current.CancellationToken);
        await peer.Settle();
        peer.Send("/wek/inputs", 0.9f);
        Assert.Equal("/wek/outputs 2", await peer.NextOwn());
        await File.WriteAllTextAsync(Path.Combine(_folder, "in.csv"), "x\n0\n0.25\n1\n", TestContext.Current.CancellationToken);
        peer.Send("/wek/inputs/bundle", "in.csv");
        await peer.Settle();
        Assert.Equal("4\n4\n2\n", await File.ReadAllTextAsync(Path.Combine(_folder, "in-outputs.csv"), TestContext.Current.CancellationToken));
        peer.Send("/wek/inputs", 0.1f);
        Assert.Equal("/wek/outputs 4", await peer.NextOwn());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
