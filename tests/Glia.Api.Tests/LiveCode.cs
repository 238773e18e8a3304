using System.Net;
using Glia.Live;

namespace Stranger;

// The code of docs/live.md, between the marks, to the letter.
public static class LiveCode
{
    public static async Task<float> Teach()
    {
        // <live>
        using var session = new LiveSession(new LiveProject { Inputs = ["x", "y"], Outputs = [OutputSpec.Value("pitch")] });
        session.StartRecording();
        foreach ((float x, float y, float pitch) in new[] { (0f, 0f, 0.1f), (0, 1, 0.5f), (1, 0, 0.5f), (1, 1, 0.9f) })
        {
            session.SetLabels([pitch]);
            session.Input([x, y]);
        }

        session.StopRecording();
        session.Learn();
        await session.WaitAsync();
        var answer = new float[1];
        session.Answer([0.5f, 0.5f], answer);
        Console.WriteLine(answer[0]);
        // </live>
        using LiveHost host = LiveHost.Start(session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0) });
        return answer[0];
    }
}
