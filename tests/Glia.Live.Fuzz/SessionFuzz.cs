using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Glia.TestShared;

namespace Glia.Live.Fuzz;

/// <summary>A session that runs, and takes packets of all kinds as they would come over the network.</summary>
internal static class SessionFuzz
{
    public static int Run(long count, int seed)
    {
        using var ear = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        ear.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Example[] examples = [.. Enumerable.Range(0, 20).Select(i => new Example(i + 1, new DateTime(2026, 1, 1), 1, [i / 20f, 1 - (i / 20f)], [i / 20f, 1 + (i % 3)]))];
        using var session = new LiveSession(new LiveProject { InputNames = ["x", "y"], Outputs = [OutputSpec.ForValue("a"), OutputSpec.ForClasses("b", 3)], Examples = examples });
        using LiveHost host = LiveHost.Start(session, new LiveHostOptions { Listen = new(IPAddress.Loopback, 0), Send = (IPEndPoint)ear.LocalEndPoint! });
        session.Train();
        session.WaitForTrainingAsync().Wait();
        session.StartRunning();

        var packets = new OscPackets(seed);
        var buffer = new byte[8192];
        long warmUp = Math.Min(count, 100_000);
        var watch = Stopwatch.StartNew();
        Feed(warmUp);
        MemoryInUse before = MemoryInUse.Now();
        Feed(count - warmUp);
        MemoryInUse after = MemoryInUse.Now();
        Console.WriteLine($"{count:N0} packets in {watch.Elapsed.TotalSeconds:N1} s: {host.Traffic.In:N0} messages, {host.Traffic.Unknown:N0} of no known address, {host.Traffic.Malformed:N0} unreadable parts, {session.ExampleCount:N0} examples");
        Console.WriteLine($"memory after {warmUp:N0} packets: {before}\nmemory after {count:N0} packets: {after}");
        bool isAnswered = IsAnswered(session, host, ear);
        Console.WriteLine(isAnswered ? "the next good message was answered" : "THE NEXT GOOD MESSAGE WAS NOT ANSWERED");
        return isAnswered ? 0 : 1;

        void Feed(long packetCount)
        {
            for (long i = 0; i < packetCount; i++) host.Handle(buffer.AsSpan(0, packets.Next(buffer)), "fuzz");
        }
    }

    private static bool IsAnswered(LiveSession session, LiveHost host, Socket ear)
    {
        session.WaitForTrainingAsync().Wait();
        session.StopRecording();
        session.StartRunning();
        while (ear.Available > 0) ear.Receive(new byte[65536]);
        using var voice = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        voice.SendTo(Convert.FromHexString("2f77656b2f696e70757473002c6666003f80000040200000"), host.Listening);
        var buffer = new byte[65536];
        try
        {
            int length = ear.Receive(buffer);
            return OscMessage.TryParse(buffer.AsSpan(0, length), out OscMessage answer, out _) && answer.Address.SequenceEqual("/wek/outputs"u8) && answer.Count == 2;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
