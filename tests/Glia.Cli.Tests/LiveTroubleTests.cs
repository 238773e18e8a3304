using System.Net;
using System.Net.Sockets;
using System.Text;
using Glia.Live;

namespace Glia.Cli.Tests;

/// <summary>What goes wrong around a session: addresses, ports, folders and disks.</summary>
public sealed class LiveTroubleTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory, InlineData("::1"), InlineData("::"), InlineData("0.0.0.0")]
    public void It_listens_on_addresses_of_both_kinds(string address)
    {
        if (!Socket.OSSupportsIPv6) address = "127.0.0.1";
        ToolRun run = Stopped("--listen", address, "--in", "0", "--out", "[::1]:12000").Good();
        Assert.Contains("answering to [::1]:12000", run.Out, StringComparison.Ordinal);
        Assert.Contains(IPAddress.Parse(address).ToString(), run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_another_machine_is_no_question_of_the_port() => Refused("--listen: 192.0.2.7 is no address of this machine", "--listen", "192.0.2.7", "--in", "0");

    [Fact]
    public void A_port_that_is_taken_leaves_no_log_behind()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string log = _folder.At("log.jsonl");
        Refused("another program has it", "--in", $"{((IPEndPoint)socket.LocalEndPoint!).Port}", "--log", log);
        Assert.False(File.Exists(log));
    }

    [Fact]
    public void A_project_is_never_written_over_by_another()
    {
        string taught = Taught();
        string[] before = _folder.Listing();
        Refused("holds a project", "--in", "0", "--inputs", "2", "--save", taught);
        Assert.Equal(before, _folder.Listing());
        Stopped("--in", "0", "--load", taught, "--save", taught).Good();
        Assert.Single(LiveFolder.Read(taught).Examples);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_before_anything_is_taught()
    {
        File.WriteAllText(_folder.At("file"), "");
        Refused("--save: nothing can be saved in", "--in", "0", "--save", _folder.At("file/folder"));
        Refused("--save: nothing can be saved in", "--in", "0", "--save", _folder.At(new string('a', 300)));
    }

    [Fact]
    public void What_was_taught_is_saved_elsewhere_where_its_folder_has_gone()
    {
        string taught = Taught();
        using var cancellation = new CancellationTokenSource();
        var lines = new Trap(() =>
        {
            if (cancellation.IsCancellationRequested) return;
            Directory.Delete(taught, recursive: true);
            File.WriteAllText(taught, "in the way");
            cancellation.Cancel();
        });
        using var output = new StringWriter();
        int code = GliaTool.Run(["live", "--headless", "--in", "0", "--load", taught, "--train"], new ToolConsole(output, lines, cancellation: cancellation.Token));
        Assert.Equal(ExitCodes.Failed, code);
        string told = lines.Text.ToString(), begin = "What was taught is in ";
        int at = told.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        string rescued = told[at..told.IndexOf(": open it", at, StringComparison.Ordinal)];
        Assert.Single(LiveFolder.Read(rescued).Examples);
        Directory.Delete(rescued, recursive: true);
    }

    [Fact]
    public void A_full_disk_under_its_lines_does_not_end_it()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        using var output = new StringWriter();
        var full = new Trap(() => throw new IOException("No space left on device"));
        Assert.Equal(ExitCodes.Ok, GliaTool.Run(["live", "--headless", "--in", "0", "--load", Taught(), "--run"], new ToolConsole(output, full, cancellation: cancellation.Token)));
        Assert.Contains("Saved:", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ctrl_C_in_the_first_training_saves_what_there_is()
    {
        string taught = Taught(), saved = _folder.At("saved");
        Assert.Contains("Saved:", Stopped("--in", "0", "--load", taught, "--save", saved, "--run").Good().Out, StringComparison.Ordinal);
        Assert.Single(LiveFolder.Read(saved).Examples);
    }

    [Theory, InlineData(0, 12), InlineData(24, 6), InlineData(60, 12), InlineData(5, 1)]
    public void The_panel_never_scrolls(int rows, int shown) => Assert.Equal(shown, LivePanel.Most(rows));

    [Fact]
    public void Text_is_measured_as_terminals_show_it()
    {
        Assert.Equal((4, 2, 5), (Cells.Of("pitc"), Cells.Of("音"), Cells.Of("a🎻音")));
        Assert.Equal(("音音…", "pi…", "pit", ""), (Cells.Cut("音音音音", 6), Cells.Cut("pitch", 3), Cells.Cut("pit", 3), Cells.Cut("", 3)));
        Assert.Equal(("音… ", "x   "), (Cells.Fill("音音音", 4), Cells.Fill("x", 4)));
    }

    private string Taught()
    {
        string folder = _folder.At("taught");
        LiveFolder.Write(folder, new LiveProject { InputNames = ["x"], Outputs = [OutputSpec.ForValue("y")], Examples = [new(1, new DateTime(2026, 1, 2), 1, [0.5f], [1])] });
        return folder;
    }

    /// <summary>A session that Ctrl-C was pressed for before it began.</summary>
    private static ToolRun Stopped(params string[] options) => ToolRun.Of(["live", "--headless", .. options], isTerminal: false, cancellation: new CancellationToken(canceled: true));

    private static void Refused(string sentence, params string[] options)
    {
        ToolRun run = Stopped(options);
        Assert.Equal(ExitCodes.BadInput, run.Code);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
    }

    /// <summary>Standard error that something happens at, with every line that comes.</summary>
    private sealed class Trap(Action spring) : StringWriter
    {
        public StringBuilder Text => GetStringBuilder();

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            spring();
        }
    }
}
