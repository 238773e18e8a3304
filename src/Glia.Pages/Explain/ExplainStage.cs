namespace Glia.Pages;

/// <summary>One stage of a training step, on the way from the input to the new weights: see <see cref="ExplainPage.Stages"/>.</summary>
/// <param name="Part">What happens in it: one of the names below.</param>
/// <param name="Layer">Which layer with weights it happens in, from 1; 0 for none.</param>
/// <param name="Title">Its title.</param>
/// <param name="Blocks">Its numbers.</param>
public sealed record ExplainStage(string Part, int Layer, string Title, IReadOnlyList<Block> Blocks)
{
    /// <summary>What goes in.</summary>
    public const string Input = "input";

    /// <summary>The weighted sums of a layer.</summary>
    public const string Sum = "sum";

    /// <summary>What a layer's activation makes of them.</summary>
    public const string Activation = "activation";

    /// <summary>What the answer costs.</summary>
    public const string Loss = "loss";

    /// <summary>How the loss changes with each sum of a layer.</summary>
    public const string Delta = "delta";

    /// <summary>How it changes with each weight into a layer, and the weight after the step.</summary>
    public const string Gradient = "gradient";

    /// <summary>The same sample through the new weights.</summary>
    public const string After = "after";
}
