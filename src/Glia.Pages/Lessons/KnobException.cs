namespace Glia.Pages;

/// <summary>A knob's value will not do, alone or together with others.</summary>
/// <param name="knob">The knob's name.</param>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class KnobException(string knob, string message) : Exception(message)
{
    /// <summary>The knob's name.</summary>
    public string Knob { get; } = knob;
}
