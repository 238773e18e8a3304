using System.Text;
using Glia.Studio.Http;
using Glia.Studio.Serving;
using Samples = Glia.Studio.Serving.Samples;

namespace Glia.Studio.Tests.Serving;

/// <summary>The quick reader reads the same numbers as the general one, and takes nothing that the general one refuses.</summary>
public sealed class SampleReaderTests
{
    private const string Pieces = "{}[],:\"inputs\"0123456789.-+eE \n\t\u00e4N";
    private static readonly string[] Starts = ["{\"inputs\":[1,2.5,-3]}", "{ \"inputs\" : [ [0,255,7] , [ -0.25, 1e2, 12345.678 ] ] }\n", "{\"inputs\":[[0.1,00,100],[1,2,3]]}", "{\"inputs\":[1000,999,-0]}"];
    private static readonly Network Network = new(3, seed: 1, new Dense(1, Activation.Identity));

    [Theory]
    [InlineData("{\"inputs\":[1,22,333]}")]
    [InlineData("{\"inputs\":[[1,22,333],[0,4444,0.5]]}")]
    [InlineData(" {\t\"inputs\" :\n[ -1 , 0.5,-0.25 ] } ")]
    public void Usual_bodies_are_read_quickly(string body) => Assert.True(PlainSampleReader.TryRead(Encoding.UTF8.GetBytes(body), 3, 10, new Samples()));

    [Fact]
    public void Both_readers_agree_on_bodies_with_mistakes()
    {
        var random = new Random(7);
        int read = 0, refused = 0;
        for (int i = 0; i < 60_000; i++)
        {
            byte[] body = Encoding.UTF8.GetBytes(Mutate(Starts[random.Next(Starts.Length)], random));
            Samples quick = new(), general = new();
            bool isQuick = PlainSampleReader.TryRead(body, 3, 2, quick), isGood = true;
            try
            {
                SampleReader.ReadAny(body, Network, 2, general);
            }
            catch (StudioException)
            {
                isGood = false;
            }

            if (isQuick)
            {
                Assert.True(isGood, Encoding.UTF8.GetString(body));
                Assert.Equal(general.Count, quick.Count);
                Assert.True(general.Inputs.SequenceEqual(quick.Inputs), Encoding.UTF8.GetString(body));
            }

            if (isQuick) read++;
            else if (!isGood) refused++;
        }

        Assert.True(read > 5_000 && refused > 5_000, $"{read} read, {refused} refused");
    }

    private static string Mutate(string text, Random random)
    {
        var body = new StringBuilder(text);
        for (int change = random.Next(4); change > 0; change--)
        {
            int at = random.Next(body.Length);
            char piece = Pieces[random.Next(Pieces.Length)];
            if (random.Next(3) == 0) body.Remove(at, 1);
            else if (random.Next(2) == 0) body[at] = piece;
            else body.Insert(at, piece);
        }

        return body.ToString();
    }
}
