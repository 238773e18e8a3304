namespace Glia.Live;

/// <summary>An address and what answers it.</summary>
/// <param name="Address">Begins with a slash, has none of the pattern signs <c>? * [ ] { }</c> and no zero character.</param>
/// <param name="Handler">What answers it.</param>
public sealed record OscRoute<T>(string Address, T Handler);
