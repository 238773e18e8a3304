using System.Text;

namespace Glia.Live;

/// <summary>Has every message do what it asks for, one after the other, whoever sends it. Nothing that comes can end it: what cannot be read or is not known is counted and told, at most once a second.</summary>
internal sealed class LiveDispatcher
{
    private readonly LiveSession _session;
    private readonly OscTraffic _traffic;
    private readonly OscRoute<LiveCommand>[] _commands;
    private readonly WekinatorCommands _wekinator;
    private readonly InputCommand _input;
    private Routes _routes;
    private long _lastTold;

    public LiveDispatcher(LiveSession session, LiveFiles files, OscTraffic traffic)
    {
        (_session, _traffic) = (session, traffic);
        _input = new InputCommand(session);
        _wekinator = new WekinatorCommands(session, files);
        _commands = [.. _wekinator.All, .. new GliaCommands(session, files).All];
        _routes = Route(session.InputAddress);
    }

    /// <summary>Hears every message before it is done, with its source; null where nobody does.</summary>
    public OscHeard? Heard { get; set; }

    /// <summary>Does what a datagram asks for: one message, or bundles of them, in order. Time tags are not waited for, as in Wekinator.</summary>
    /// <param name="packet">The datagram.</param>
    /// <param name="source">Who sent it, for the log.</param>
    public void Do(ReadOnlySpan<byte> packet, string source)
    {
        lock (_session.Turn)
        {
            var sink = new Sink(this, source);
            OscPacket.Read(packet, ref sink);
        }
    }

    /// <summary>Does what a line says that <see cref="OscText"/> can read.</summary>
    public void Do(string line, string source)
    {
        var writer = new OscWriter();
        if (OscText.TryParse(line, writer, out string? error)) Do(writer.Finish(), source);
        else _session.Report(error);
    }

    /// <summary>Whether a datagram is inputs alone, so that later ones may take its place.</summary>
    public bool IsInputs(ReadOnlySpan<byte> packet)
    {
        byte[] address = Current().InputAddress;
        return packet.Length > address.Length && packet.StartsWith(address) && packet[address.Length] == 0;
    }

    private void Do(in OscMessage message)
    {
        bool isKnown = false;
        foreach (OscRoute<LiveCommand> route in Current().Table.Matching(message.Address))
        {
            route.Handler(message);
            isKnown = true;
        }

        if (isKnown) return;
        _traffic.CountUnknown();
        Tell($"Nothing here goes by the address {Printable(message.Address)}.");
    }

    // Another project may take its inputs at another address.
    private Routes Current()
    {
        string address = _session.InputAddress;
        Routes routes = _routes;
        return ReferenceEquals(routes.Input, address) ? routes : _routes = Route(address);
    }

    private Routes Route(string input) => new(input, Encoding.UTF8.GetBytes(input), new OscRouteTable<LiveCommand>([new(input, _input.Take), _wekinator.TableAt(input), .. _commands]));

    private void Tell(string text)
    {
        long now = Environment.TickCount64;
        if (_lastTold != 0 && now - _lastTold < 1000) return;
        _lastTold = now;
        _session.Report(text);
    }

    private static string Printable(ReadOnlySpan<byte> address)
    {
        const int most = 80;
        string text = Encoding.UTF8.GetString(address[..Math.Min(most, address.Length)]);
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) + (address.Length > most ? "…" : "");
    }

    private sealed record Routes(string Input, byte[] InputAddress, OscRouteTable<LiveCommand> Table);

    private readonly struct Sink(LiveDispatcher dispatcher, string source) : IOscSink
    {
        public void Message(in OscMessage message, OscTimeTag time)
        {
            dispatcher._traffic.CountIn(message.Packet);
            dispatcher.Heard?.Invoke(message, source);
            try
            {
                dispatcher.Do(message);
            }
            catch (Exception e) // a fault of ours, in one command: the next message must find somebody
            {
                dispatcher._session.Report($"{Printable(message.Address)} failed: {e.Message}");
            }
        }

        public void Error(OscError error, ReadOnlySpan<byte> element)
        {
            dispatcher._traffic.CountMalformed();
            dispatcher.Tell($"A packet cannot be read: {error.Message}");
        }
    }
}

/// <summary>Hears a message and who sent it.</summary>
internal delegate void OscHeard(in OscMessage message, string source);
