namespace Glia.Live;

/// <summary>What is wrong with a packet or a part of one, in one sentence. There is one object of each kind; reading makes no others and throws nothing.</summary>
public sealed class OscError
{
    private OscError(string code, string message)
    {
        Code = code;
        Message = message;
    }

    /// <summary>A message or an element of a bundle has no bytes.</summary>
    public static OscError Empty { get; } = new("empty", "A message has no bytes.");

    /// <summary>The address does not begin with a slash.</summary>
    public static OscError NoSlash { get; } = new("no-slash", "An address does not begin with a slash.");

    /// <summary>An address, a type-tag string or a text runs over the end of its message.</summary>
    public static OscError TruncatedText { get; } = new("truncated-text", "A text is not ended by a zero byte, and filled up to four bytes, within its message.");

    /// <summary>The bytes that fill a text or a blob up to a multiple of four are not zero: what follows is not where it should be.</summary>
    public static OscError Padding { get; } = new("padding", "The bytes that fill a text or a blob up to a multiple of four are not zero.");

    /// <summary>An argument's data runs over the end of its message.</summary>
    public static OscError TruncatedArgument { get; } = new("truncated-argument", "A message ends before the arguments that its type tags promise.");

    /// <summary>A blob's length is negative.</summary>
    public static OscError BlobLength { get; } = new("blob-length", "A blob has a negative length.");

    /// <summary>A type tag is none of those of OSC 1.0, so that what follows it cannot be found.</summary>
    public static OscError UnknownTag { get; } = new("unknown-tag", "A type tag is none of i f s b h t d S c r m T F N I [ ].");

    /// <summary>The array brackets among the type tags do not pair up.</summary>
    public static OscError UnbalancedArray { get; } = new("unbalanced-array", "The array brackets among the type tags do not pair up.");

    /// <summary>More type tags than <see cref="OscMessage.MaximumArguments"/>.</summary>
    public static OscError TooManyArguments { get; } = new("too-many-arguments", "A message has more than 1,024 type tags.");

    /// <summary>A message's length is not a multiple of four.</summary>
    public static OscError NotMultipleOfFour { get; } = new("length", "A message's length is not a multiple of four.");

    /// <summary>A bundle ends before its time tag, or within an element's length.</summary>
    public static OscError TruncatedBundle { get; } = new("truncated-bundle", "A bundle ends before its time tag or within the length of an element.");

    /// <summary>An element of a bundle has a negative length; what follows it cannot be found.</summary>
    public static OscError NegativeElement { get; } = new("negative-element", "An element of a bundle has a negative length; the rest of the bundle was not read.");

    /// <summary>An element is longer than what is left of its bundle.</summary>
    public static OscError OverlongElement { get; } = new("overlong-element", "An element is longer than the bundle that holds it; the rest of the bundle was not read.");

    /// <summary>Bundles within bundles, deeper than <see cref="OscPacket.MaximumDepth"/>.</summary>
    public static OscError TooDeep { get; } = new("too-deep", "Bundles lie more than 8 deep; those further down were not read.");

    /// <summary>More elements than <see cref="OscPacket.MaximumElements"/>.</summary>
    public static OscError TooManyElements { get; } = new("too-many-elements", "A packet has more than 1,024 elements; the rest was not read.");

    /// <summary>Every kind of error.</summary>
    public static IReadOnlyList<OscError> All { get; } =
    [
        Empty, NoSlash, TruncatedText, Padding, TruncatedArgument, BlobLength, UnknownTag, UnbalancedArray, TooManyArguments,
        NotMultipleOfFour, TruncatedBundle, NegativeElement, OverlongElement, TooDeep, TooManyElements,
    ];

    /// <summary>A word for it in kebab-case, such as <c>no-slash</c>, for counts.</summary>
    public string Code { get; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
