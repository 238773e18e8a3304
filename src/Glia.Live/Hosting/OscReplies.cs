using System.Buffers;
using System.Globalization;
using System.Text;

namespace Glia.Live;

/// <summary>Tells by messages what a session does: Wekinator's own, and unless it is strict our honest status beside them.</summary>
internal sealed class OscReplies(LiveSession session, IOscOutput output) : LiveListener
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\0 #*,?[]{}");

    private readonly OscWriter _writer = new();
    private readonly Dictionary<string, byte[]> _addresses = new(StringComparer.Ordinal);
    private string _outputs = session.OutputAddress;
    private string _state = "";

    /// <inheritdoc/>
    public override void OnOutputs(ReadOnlySpan<float> values) => Send(_writer.Message(Bytes(_outputs)).Floats(values));

    /// <summary>As Wekinator sends them, to <c>/name</c>: the first number is that of a class 0, which there is not. What an address may not have in it is <c>_</c> there, unless strictly.</summary>
    public override void OnProbabilities(int number, string name, ReadOnlySpan<float> probabilities) => Send(_writer.Message(Bytes("/" + name)).Float(0).Floats(probabilities));

    /// <inheritdoc/>
    public override void OnGesture(int gesture) => Send(_writer.Message(Bytes(string.Create(CultureInfo.InvariantCulture, $"/output_{gesture}"))));

    /// <inheritdoc/>
    public override void OnTrained(TrainingOutcome outcome)
    {
        Send(_writer.Message("/wekinator/status/done-training"u8)); // after cancelling as well: that is what patches wait for
        Status(outcome.End switch { TrainingEnd.Done => "done", TrainingEnd.Cancelled => "cancelled", _ => "failed" }, outcome.Text, new(1, outcome.Epochs, outcome.Loss));
    }

    /// <inheritdoc/>
    public override void OnTraining(LearningProgress progress) => Status("training", "", progress);

    /// <inheritdoc/>
    public override void OnChange()
    {
        _outputs = session.OutputAddress;
        string state = session.IsRecording ? "recording" : session.IsRunning ? "running" : "idle";
        if (string.Equals(state, _state, StringComparison.Ordinal)) return;
        _state = state;
        Status(state, "", session.Progress);
    }

    /// <inheritdoc/>
    public override void OnWarning(string text)
    {
        if (!session.Options.IsStrict) Send(_writer.Message("/glia/warning"u8).Text(text));
    }

    private void Status(string state, string text, LearningProgress progress)
    {
        if (!session.Options.IsStrict) Send(_writer.Message("/glia/status"u8).Text(state).Text(text).Float(progress.Part).Int32(progress.Epoch).Float(progress.Loss));
    }

    private ReadOnlySpan<byte> Bytes(string address)
    {
        if (_addresses.TryGetValue(address, out byte[]? known)) return known;
        if (_addresses.Count > 10_000) _addresses.Clear();
        return _addresses[address] = Encoding.UTF8.GetBytes(session.Options.IsStrict ? address.Replace('\0', ' ') : Allowed(address));
    }

    // A name may be any; in an address OSC 1.0 forbids some signs, and "/*" would mean everything that the receiver has.
    private static string Allowed(string address) => address.AsSpan().ContainsAny(Forbidden) ? string.Concat(address.Select(c => Forbidden.Contains(c) ? '_' : c)) : address;

    private void Send(OscWriter message)
    {
        output.Send(message.Finish());
        message.Clear();
    }
}
