namespace Glia.Live.Tests;

/// <summary>What is written for other programs.</summary>
public sealed class LiveExportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Csv_has_all_columns()
    {
        LiveExport.WriteCsv(_folder["e.csv"], Projects.Small);
        Assert.Equal(
            [
                "id,time,round,x,\"hand, \"\"left\"\" y\",volume,drum",
                "1,2024-05-06T07:08:09.0120000Z,1,0.1,-2,0.5,3",
                "2,2024-05-06T07:08:09.0620000Z,1,1E-30,16777217,,1".Replace("16777217", "16777216"),
                "5,2024-05-06T07:09:00.0000000Z,2,3.4028235E+38,-0,0.25,",
            ],
            File.ReadAllLines(_folder["e.csv"]));
    }

    [Fact]
    public void Training_csv_is_what_glia_train_takes()
    {
        Assert.Equal(2, LiveExport.WriteTrainingCsv(_folder["t.csv"], Projects.Small, 2));
        Assert.Equal(["label,\"hand, \"\"left\"\" y\"", "3,-2", "1,16777216"], File.ReadAllLines(_folder["t.csv"]));
        Assert.Throws<ArgumentException>(() => LiveExport.WriteTrainingCsv(_folder["u.csv"], Projects.Small, 1));
        Assert.Throws<ArgumentException>(() => LiveExport.WriteTrainingCsv(_folder["u.csv"], Projects.Small with { Examples = [] }, 2));
        foreach (int none in new[] { 0, 3 }) Assert.Throws<ArgumentOutOfRangeException>(() => LiveExport.WriteTrainingCsv(_folder["u.csv"], Projects.Small, none));
        Assert.False(File.Exists(_folder["u.csv"]));
    }

    [Fact]
    public void Arff_is_Wekinators()
    {
        LiveExport.WriteArff(_folder["e.arff"], Projects.Small);
        Assert.Equal(
            [
                "@relation dataset",
                "",
                "@attribute ID numeric",
                "@attribute Time date 'yyyy/MM/dd HH:mm:ss:SSS'",
                "@attribute 'Training round' numeric",
                "@attribute x numeric",
                "@attribute 'hand, \"left\" y' numeric",
                "@attribute volume numeric",
                "@attribute drum {0,1,2,3}",
                "",
                "@data",
                "1,'2024/05/06 07:08:09:012',1,0.1,-2,0.5,3",
                "2,'2024/05/06 07:08:09:062',1,1E-30,16777216,?,1",
                "5,'2024/05/06 07:09:00:000',2,3.4028235E+38,-0,0.25,?",
            ],
            File.ReadAllLines(_folder["e.arff"]));
    }

    [Fact]
    public void Random_examples_come_back_from_arff_to_the_bit()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            LiveProject project = Projects.Random(seed);
            if (project.Gestures is not null) continue;
            List<string> warnings = [];
            using var stream = new MemoryStream();
            ArffFile.Write(stream, ExampleArff.ToTable(project));
            LiveProject again = project with { Examples = ExampleArff.FromTable("t", ArffFile.Read("t", stream.ToArray()), project, warnings) };
            Projects.AssertSame(project with { Examples = [.. project.Examples.Select(ToMilliseconds)] }, again);
            Assert.Empty(warnings);
        }

        static Example ToMilliseconds(Example example) => example with { Time = new DateTime(example.Time.Ticks - (example.Time.Ticks % TimeSpan.TicksPerMillisecond)) };
    }

    [Fact]
    public void What_arff_cannot_hold_is_refused()
    {
        Assert.Throws<ArgumentException>(() => LiveExport.WriteArff(_folder["e.arff"], Projects.Small with { InputNames = ["ID", "y"] }));
        Assert.Throws<ArgumentException>(() => LiveExport.WriteArff(_folder["e.arff"], Projects.Small with { InputNames = ["drum", "y"] }));
        Assert.Throws<ArgumentException>(() => LiveExport.WriteArff(_folder["e.arff"], new LiveProject { InputNames = ["x"], Gestures = new GestureSpec(["a"]) }));
        Assert.False(File.Exists(_folder["e.arff"]));
    }
}
