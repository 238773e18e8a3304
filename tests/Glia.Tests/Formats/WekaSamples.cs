namespace Glia.Tests.Formats;

/// <summary>Networks as Weka and Wekinator print them.</summary>
internal static class WekaSamples
{
    /// <summary>The one that the slides show.</summary>
    public const string Slides = Tests.Slides.Console;

    /// <summary>Three classes from two inputs over two hidden layers, as Weka prints them; the nodes and what they take out of order.</summary>
    public const string Classes = """
        Sigmoid Node 4
            Inputs    Weights
            Threshold    0.1
            Node 6    1.5
            Node 5    -2.5
        Sigmoid Node 0
            Inputs    Weights
            Threshold    1.0E-4
            Node 3    1.0
            Node 4    -1.0
        Sigmoid Node 1
            Inputs    Weights
            Threshold    0.2
            Node 4    0.5
            Node 3    0.25
        Sigmoid Node 2
            Inputs    Weights
            Threshold    -0.2
            Node 3    2.0
            Node 4    3.0
        Sigmoid Node 3
            Inputs    Weights
            Threshold    0.3
            Node 5    0.7
            Node 6    0.9
        Sigmoid Node 6
            Inputs    Weights
            Threshold    -0.4
            Attrib petal width    -1.25
            Attrib petal length    2.25
        Sigmoid Node 5
            Inputs    Weights
            Threshold    0.4
            Attrib petal length    1.25
            Attrib petal width    -0.75
        Class red
            Input
            Node 0
        Class green
            Input
            Node 2
        Class blue
            Input
            Node 1
        """;

    public static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(line => line.Length > 0);

    public static string WithoutNumber(string line) => line.Contains('.', StringComparison.Ordinal) ? line[..line.LastIndexOf(' ')] : line;
}
