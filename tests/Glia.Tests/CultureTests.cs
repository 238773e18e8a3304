using System.Globalization;

namespace Glia.Tests;

/// <summary>What the library writes is the same on a German machine.</summary>
public sealed class CultureTests
{
    [Fact]
    public void NumbersAreWrittenWithAPoint()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone(); // by hand: InvariantGlobalization knows no other cultures
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.PercentDecimalSeparator) = (",", ",");
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal("0,5", 0.5.ToString());
            Dataset data = Samples.Classes(60, 20, 3, 4);
            var network = new Network(20, 1, new Dropout(0.25f), new Dense(3, Activation.Softmax));
            var trainer = new Trainer(network, data, new Sgd(0.05f), new CrossEntropy(), new TrainingOptions { Validation = data, Threads = 1 });
            TrainingResult result = trainer.Fit();
            string[] texts =
            [
                result.Epochs[0].ToString(), network.Evaluate(data).ToString(), network.Calibrate(data).ToString(), network.Layers[0].ToString()!, network.ToString(),
                GradientCheck.Run(network, data, new CrossEntropy(), samples: 1)[^1].ToString(),
            ];
            Assert.All(texts, text => Assert.Contains('.', text));
            Assert.All(texts, text => Assert.DoesNotMatch(@"\d,\d", text));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
