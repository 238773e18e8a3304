namespace Glia.Pages;

/// <summary>Shows blocks, one method for each kind: a new kind does not compile until everyone who shows pages can show it.</summary>
public interface IBlockVisitor
{
    /// <summary>Shows a heading.</summary>
    void Visit(Heading block);

    /// <summary>Shows a paragraph.</summary>
    void Visit(Paragraph block);

    /// <summary>Shows equations.</summary>
    void Visit(Equations block);

    /// <summary>Shows a table.</summary>
    void Visit(Table block);

    /// <summary>Shows a plot.</summary>
    void Visit(Plot block);

    /// <summary>Shows pictures.</summary>
    void Visit(Pictures block);

    /// <summary>Shows samples with what networks believe of them.</summary>
    void Visit(Cards block);

    /// <summary>Shows a network.</summary>
    void Visit(NetworkDiagram block);

    /// <summary>Shows text as it stands.</summary>
    void Visit(Preformatted block);

    /// <summary>Shows commands.</summary>
    void Visit(Commands block);

    /// <summary>Shows a question.</summary>
    void Visit(Ask block);

    /// <summary>Shows blocks that belong together.</summary>
    void Visit(Section block);
}
