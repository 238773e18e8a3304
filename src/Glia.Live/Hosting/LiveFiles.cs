using System.Globalization;

namespace Glia.Live;

/// <summary>What messages may do with files: nothing, unless a folder was given for it, and then nothing outside of it.</summary>
/// <param name="session">The session.</param>
/// <param name="folder">The folder; null where there is none.</param>
/// <param name="answers">Where answers about files go; null for nowhere.</param>
internal sealed class LiveFiles(LiveSession session, string? folder, IOscOutput? answers = null)
{
    private readonly ConfinedFolder? _folder = folder is null ? null : new ConfinedFolder(folder);
    private readonly OscWriter _writer = new();

    /// <summary>Has a message done, in its turn, as if it had come; where something is to happen after a training.</summary>
    public Action<string>? Do { get; set; }

    /// <summary>Takes an output's settings from a project of one output that <see cref="SaveModel"/> wrote, and learns it from the examples there.</summary>
    /// <param name="output">Its number, from 1.</param>
    /// <param name="path">The folder that was written.</param>
    /// <param name="withData">Whether the examples are taken over as well, in place of those that the output has.</param>
    public bool LoadModel(int output, string path, bool withData) => With(path, full =>
    {
        LiveProject project = LiveFolder.Read(full);
        if (project.Outputs.Count != 1) session.Report($"{path} holds {project.Outputs.Count} outputs; a model that is loaded for one output is a project of one.");
        else session.TakeModel(output, project, withData);
    });

    /// <summary>Writes an output with its settings and examples as a project of one output.</summary>
    public bool SaveModel(int output, string path) => With(path, full =>
    {
        if (session.Output(output) is not { } spec)
        {
            session.Report($"There is no output {output}.");
            return;
        }

        LiveProject project = session.ToProject();
        LiveFolder.Write(full, project with
        {
            Outputs = [spec],
            Examples = [.. project.Examples.Where(e => !float.IsNaN(e.Outputs[output - 1])).Select(e => e with { Outputs = [e.Outputs[output - 1]] })],
        });
    });

    /// <summary>Opens a project, Glia's or Wekinator's, learns it, and runs it.</summary>
    public bool RunProject(string path) => With(path, full =>
    {
        session.Open(LiveProjects.Read(full, session.Report));
        if (session.Gestures is null) Do?.Invoke("/wekinator/control/train");
        _ = RunWhenLearned();
    });

    private async Task RunWhenLearned()
    {
        await session.WaitForTrainingAsync().ConfigureAwait(false);
        Do?.Invoke("/wekinator/control/startRunning");
    }

    /// <summary>Writes the project to a folder.</summary>
    public bool Save(string? path) => path is null ? Refuse("/glia/control/save takes a folder.") : With(path, full => SessionFiles.Save(full, session));

    /// <summary>Answers every row of a table of inputs, writes the answers beside it, and says where.</summary>
    public bool AnswerTable(string path) => With(path, full =>
    {
        string outputs = Path.Combine(Path.GetDirectoryName(full)!, Path.GetFileNameWithoutExtension(full) + "-outputs.csv");
        int rows = InputTable.Answer(full, outputs, session);
        if (rows < 0) return;
        lock (_writer)
        {
            _writer.Clear();
            answers?.Send(_writer.Message(session.OutputAddress + "/bundle").Text(outputs).Finish());
        }
    });

    private bool With(string path, Action<string> what)
    {
        if (_folder is null) return Refuse("Files are not for messages: start with --files FOLDER to allow those in one folder.");
        if (_folder.Find(path) is not { } full) return Refuse(string.Create(CultureInfo.InvariantCulture, $"'{path}' is outside of the folder that --files allows."));
        try
        {
            what(full);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidFileException or ArgumentException)
        {
            return Refuse(e.Message);
        }
    }

    private bool Refuse(string text)
    {
        session.Report(text);
        return false;
    }
}
