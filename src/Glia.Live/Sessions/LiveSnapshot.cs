namespace Glia.Live;

/// <summary>What a session looks like at one moment, for those who show it.</summary>
/// <param name="Version">Another one for everything that can be seen.</param>
/// <param name="IsRecording">Whether inputs are recorded.</param>
/// <param name="IsRunning">Whether inputs are answered.</param>
/// <param name="IsLearning">Whether something is being learnt.</param>
/// <param name="Progress">How far learning is.</param>
/// <param name="Outcome">How the last learning ended; null where there was none.</param>
/// <param name="Round">The recording round, the present one or the last.</param>
/// <param name="Examples">Number of examples.</param>
/// <param name="Undoable">What can be taken back, in words; null where nothing can.</param>
/// <param name="CanRestore">Whether a deleted recording can be brought back.</param>
/// <param name="InputNames">Names of the inputs.</param>
/// <param name="Inputs">The last inputs, shape <c>(inputs)</c>.</param>
/// <param name="Outputs">The outputs; empty where gestures are told apart.</param>
/// <param name="Gestures">The gestures; empty where outputs are learnt.</param>
public sealed record LiveSnapshot(
    long Version, bool IsRecording, bool IsRunning, bool IsLearning, LearningProgress Progress, LearningOutcome? Outcome, int Round, int Examples, string? Undoable, bool CanRestore,
    IReadOnlyList<string> InputNames, float[] Inputs, IReadOnlyList<OutputSnapshot> Outputs, IReadOnlyList<GestureSnapshot> Gestures);

/// <summary>One output at one moment.</summary>
/// <param name="Spec">What it is.</param>
/// <param name="Label">What examples are recorded with.</param>
/// <param name="Value">What it says.</param>
/// <param name="Probabilities">Of its classes, shape <c>(classes)</c>; empty where it has none, or has not run.</param>
/// <param name="IsRecorded">Whether examples are recorded for it.</param>
/// <param name="IsRun">Whether it is computed while the session runs.</param>
/// <param name="Examples">Examples that it has.</param>
/// <param name="LearnedFrom">Examples that its model was learnt from; 0 where nothing has been learnt.</param>
public sealed record OutputSnapshot(OutputSpec Spec, float Label, float Value, float[] Probabilities, bool IsRecorded, bool IsRun, int Examples, int LearnedFrom);

/// <summary>One gesture at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Examples">Examples that it has.</param>
/// <param name="Distance">How far the present movement is from it; +Infinity where that is not known.</param>
/// <param name="IsMatch">Whether it is the nearest, and near enough.</param>
/// <param name="IsRecording">Whether it is being recorded.</param>
public sealed record GestureSnapshot(string Name, int Examples, float Distance, bool IsMatch, bool IsRecording);
