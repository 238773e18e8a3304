namespace Glia.Live;

/// <content>Gestures.</content>
public sealed partial class LiveSession
{
    private int GestureCount => GestureList().Count;

    private List<GestureExample> GestureList() => [];

    private static void OpenGestures(LiveProject project)
    {
        if (project.Gestures is not null) throw new NotSupportedException();
    }

    private static IReadOnlyList<GestureSnapshot> GestureSnapshots() => [];

    private void GestureInput() => throw new NotSupportedException();

    private bool CanRunGestures() => GestureCount > 0;

    private void DeleteGestures(int number) => throw new NotSupportedException(number.ToString());

    /// <summary>Begins to record a gesture; running stops meanwhile.</summary>
    public bool StartGesture(int number)
    {
        lock (_gate) return Refuse($"This session tells no gestures apart (gesture {number} was to be recorded). Start it with gestures.");
    }

    /// <summary>Ends the recording of a gesture.</summary>
    public bool StopGesture()
    {
        lock (_gate) return Refuse("This session tells no gestures apart. Start it with gestures.");
    }
}
