namespace Glia.Live;

/// <summary>
/// Wekinator's messages, one line each. What an argument must be is said in the warning that a wrong one is answered with; more arguments than needed are tolerated, as clients send them.
/// </summary>
internal sealed class WekinatorCommands(LiveSession session, LiveFiles files)
{
    private const string Control = "/wekinator/control/";

    /// <summary>Every address but that of the inputs, with what it does.</summary>
    public IEnumerable<OscRoute<LiveCommand>> All =>
    [
        new(Control + "startRecording", (in _) => session.StartRecording()),
        new(Control + "stopRecording", (in _) => session.StopRecording()),
        new(Control + "train", (in _) => session.Train()),
        new(Control + "cancelTrain", (in _) => session.CancelTraining()),
        new(Control + "startRunning", (in _) => session.StartRunning()),
        new(Control + "stopRunning", (in _) => session.StopRunning()),
        new(Control + "deleteAllExamples", (in _) => session.DeleteAllExamples()),
        new(Control + "deleteExamplesForOutput", (in m) => OfOne(m, session.DeleteExamplesFor)),
        new(Control + "outputs", Outputs),
        new(Control + "enableModelRecording", (in m) => OfSome(m, numbers => session.SetRecorded(numbers, isRecorded: true))),
        new(Control + "disableModelRecording", (in m) => OfSome(m, numbers => session.SetRecorded(numbers, isRecorded: false))),
        new(Control + "enableModelRunning", (in m) => OfSome(m, numbers => session.SetRun(numbers, isRun: true))),
        new(Control + "disableModelRunning", (in m) => OfSome(m, numbers => session.SetRun(numbers, isRun: false))),
        new(Control + "selectInputsForOutput", SelectInputs),
        new(Control + "setInputNames", (in m) => Names(m, session.SetInputNames)),
        new(Control + "setOutputNames", (in m) => Names(m, session.SetOutputNames)),
        new(Control + "startDtwRecording", (in m) => OfOne(m, session.StartGesture)),
        new(Control + "stopDtwRecording", (in _) => session.StopGesture()),
        new(Control + "loadModelFromFile", LoadModel),
        new(Control + "saveModelToFile", SaveModel),
        new(Control + "runNewProject", RunProject),
        new(Control + "enablePerformanceMode", (in _) => { }), // how its window looks; there is none here
        new(Control + "disablePerformanceMode", (in _) => { }),
    ];

    /// <summary>Inputs from a file, below the address of the inputs.</summary>
    public OscRoute<LiveCommand> TableAt(string inputAddress) => new(inputAddress + "/bundle", AnswerTable);

    private void Outputs(in OscMessage message)
    {
        if (Arguments.Numbers(message, 0) is { } labels) session.SetLabels(labels);
        else Report(message, "takes numbers, one for each output");
    }

    private void SelectInputs(in OscMessage message)
    {
        if (Arguments.Wholes(message, 0) is [int output, _, ..] numbers) session.SelectInputs(output, numbers.AsSpan(1));
        else Report(message, "takes the number of an output, and then those of its inputs, from 1");
    }

    private void LoadModel(in OscMessage message)
    {
        if (Arguments.TryWhole(message, 0, out int output) && Arguments.TryText(message, 1, out string? path))
            files.LoadModel(output, path, !Arguments.TryText(message, 2, out string? data) || !string.Equals(data, "WITHOUTDATA", StringComparison.OrdinalIgnoreCase));
        else Report(message, "takes the number of an output, a file, and WITHDATA or WITHOUTDATA");
    }

    private void SaveModel(in OscMessage message)
    {
        if (Arguments.TryWhole(message, 0, out int output) && Arguments.TryText(message, 1, out string? path)) files.SaveModel(output, path);
        else Report(message, "takes the number of an output, and a file");
    }

    private void AnswerTable(in OscMessage message)
    {
        if (Arguments.TryText(message, 0, out string? path)) files.AnswerTable(path);
        else Report(message, "takes a file of inputs");
    }

    private void RunProject(in OscMessage message)
    {
        if (Arguments.TryText(message, 0, out string? path)) files.RunProject(path);
        else Report(message, "takes a project's file");
    }

    private void OfOne(in OscMessage message, Func<int, bool> what)
    {
        if (Arguments.TryWhole(message, 0, out int number)) what(number);
        else Report(message, "takes a number, from 1");
    }

    private void OfSome(in OscMessage message, Func<int[], bool> what)
    {
        if (Arguments.Wholes(message, 0) is { Length: > 0 } numbers) what(numbers);
        else Report(message, "takes numbers of outputs, from 1");
    }

    private void Names(in OscMessage message, Func<IReadOnlyList<string>, bool> what)
    {
        if (Arguments.Texts(message) is { Count: > 0 } names) what(names);
        else Report(message, "takes names, one text each");
    }

    private void Report(in OscMessage message, string takes) => session.Report($"{Arguments.Name(message)} {takes}: nothing was changed.");
}
