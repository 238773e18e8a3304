namespace Glia.Live;

/// <summary>One recorded example.</summary>
/// <param name="Id">Its number, never used twice in a session, from 1.</param>
/// <param name="Time">When it was recorded: local time of the machine that recorded it.</param>
/// <param name="Round">The recording round it is of, from 1.</param>
/// <param name="Inputs">Shape <c>(inputs)</c>; kept, not copied, as <paramref name="Outputs"/> are.</param>
/// <param name="Outputs">Shape <c>(outputs)</c>: values, class numbers from 1; NaN where it is missing.</param>
public sealed record Example(long Id, DateTime Time, int Round, IReadOnlyList<float> Inputs, IReadOnlyList<float> Outputs);
