namespace Glia.Datasets;

/// <summary>Something about a picture that may make its digit hard to read.</summary>
/// <param name="Code">Short stable name: <c>empty</c>, <c>small</c>, <c>faint</c>, <c>touches-border</c>, <c>several-parts</c>, <c>thin-pen</c> or <c>thick-pen</c>.</param>
/// <param name="Message">What was seen and what was done or would help, in a sentence.</param>
public sealed record InkWarning(string Code, string Message);
