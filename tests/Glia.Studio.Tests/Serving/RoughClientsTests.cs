using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Glia.Studio.Tests.Serving;

/// <summary>TRUST.md, HTTP limits: while 500 clients dawdle and thousands send what is no request, good ones are answered.</summary>
public sealed class RoughClientsTests(ServeFixture serve) : IClassFixture<ServeFixture>
{
    private const int Slow = 500, Malformed = 3000, AtOnce = 50;
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly string[] Pieces =
    [
        "GET", "POST", " ", "  ", "/", "/api/models/curve/predict", "HTTP/1.1", "HTTP/9.9", "\r\n", "\n", "\r\n\r\n", "Host: a", "Host: a\r\nHost: b", "Content-Length: -1", "Content-Length: 99999999999999999999",
        "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 3", "zz\r\n", "5\r\nab", ": x", "\0", "\u0001\u0002", "{\"inputs\":[", "%00", "../..", "Content-Type: image/png", "Expect: 100-continue", "Upgrade: h2c", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];

    [Fact]
    public async Task Good_requests_are_answered_all_the_while()
    {
        var slow = new List<Socket>();
        try
        {
            for (int i = 0; i < Slow; i++) slow.Add(await Dawdle(i));
            Task<int> rough = SendMalformed();
            int good = 0;
            do
            {
                Assert.Equal(HttpStatusCode.OK, (await Ask.Post(serve.Client, "curve", "{\"inputs\":[1,2]}")).Status);
                good++;
            }
            while (!rough.IsCompleted || good < 100);

            Assert.Equal(Malformed, await rough);
            Assert.Equal(HttpStatusCode.OK, (await Ask.Get(serve.Client, "/health/ready")).Status);
        }
        finally
        {
            foreach (Socket socket in slow) socket.Dispose();
        }
    }

    /// <summary>Half a header, or a body of which a byte has come.</summary>
    private async Task<Socket> Dawdle(int index)
    {
        Socket socket = await Connect();
        string start = index % 2 == 0 ? "POST /api/models/curve/predict HT" : $"POST /api/models/curve/predict HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{{";
        await socket.SendAsync(Encoding.ASCII.GetBytes(start), Stop);
        return socket;
    }

    private async Task<int> SendMalformed()
    {
        int sent = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Malformed), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop }, async (i, stop) =>
        {
            using Socket socket = await Connect();
            try
            {
                await socket.SendAsync(Encoding.Latin1.GetBytes(Request(new Random(i))), stop);
                socket.Shutdown(SocketShutdown.Send);
                var buffer = new byte[4096];
                string answer = "";
                for (int read; (read = await socket.ReceiveAsync(buffer, stop)) > 0;) answer += Encoding.Latin1.GetString(buffer, 0, read);
                Assert.DoesNotContain(" 500 ", answer, StringComparison.Ordinal);
            }
            catch (SocketException)
            {
                // The server closed the door first, which is as good.
            }

            Interlocked.Increment(ref sent);
        });
        return sent;
    }

    private string Request(Random random)
    {
        var text = new StringBuilder();
        if (random.Next(2) == 0) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"POST /api/models/curve/predict HTTP/1.1\r\nHost: {Host}\r\nContent-Type: application/json\r\n");
        for (int i = random.Next(1, 8); i > 0; i--) text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(3) == 0 ? "\r\n" : "");
        return text.ToString();
    }

    private string Host => new Uri(serve.Server.Origin).Authority;

    private async Task<Socket> Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(serve.Server.Origin).Port, Stop);
        return socket;
    }
}
