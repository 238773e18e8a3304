using System.IO.Pipes;
using Glia.Mpi;

namespace Glia.Cli.Tests;

/// <summary>What a rank says before it ends all is read before it does.</summary>
public sealed class LastWordsTests
{
    [Fact]
    public async Task TheyAreWaitedForUntilTheyAreRead()
    {
        if (!OperatingSystem.IsLinux()) return; // it waits nowhere else
        await using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var reader = new AnonymousPipeClientStream(PipeDirection.In, writer.ClientSafePipeHandle);
        int pipe = (int)writer.SafePipeHandle.DangerousGetHandle();
        LastWords.WaitUntilRead(pipe); // nothing was said
        writer.Write("why"u8);
        bool isRead = false;
        Task reading = Task.Run(() =>
        {
            Thread.Sleep(50);
            Volatile.Write(ref isRead, true);
            return reader.Read(new byte[3]);
        }, TestContext.Current.CancellationToken);
        LastWords.WaitUntilRead(pipe);
        Assert.True(Volatile.Read(ref isRead));
        await reading;
    }

    [Fact]
    public void AReaderThatDoesNotReadIsNotWaitedForForEver()
    {
        using var writer = new AnonymousPipeServerStream(PipeDirection.Out);
        writer.Write("why"u8);
        LastWords.WaitUntilRead((int)writer.SafePipeHandle.DangerousGetHandle());
        Assert.True(writer.IsConnected);
    }
}
