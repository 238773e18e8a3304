using Glia.Datasets;
using Glia.Pages;

namespace Glia.Cli;

/// <summary>What a network takes for each class, in every way there is, and its own verdict on each.</summary>
internal static class ClassSheet
{
    private const int Side = 112, MostClasses = 20, NameHeight = 30, AnswerHeight = 34;

    public static RasterImage Draw(NetworkInspection inspection)
    {
        List<(string Name, Func<ClassView, AskedInputs> Choose)> ways = [("what excites it most: gradient ascent on the inputs", c => c.Excited)];
        if (inspection.Classes.All(c => c.Backwards is not null)) ways.Add(("the network run backwards from the answer", c => c.Backwards!));
        if (inspection.Classes.All(c => c.Ink is not null)) ways.Add(("the brightest fifth of that", c => c.Ink!));
        ClassView[] classes = [.. inspection.Classes.Take(MostClasses)];
        int scale = SheetStyle.Scale(inspection.Shape, Side), width = inspection.Shape.Width * scale, height = inspection.Shape.Height * scale;
        int cell = width + SheetStyle.Gap, row = NameHeight + height + AnswerHeight;
        Canvas canvas = SheetStyle.Create((classes.Length * cell) - SheetStyle.Gap, ways.Count * row, "what it takes for each class, and what it says to that");
        for (int w = 0; w < ways.Count; w++)
        {
            int top = SheetStyle.Margin + SheetStyle.TitleHeight + (w * row);
            canvas.Text(SheetStyle.Margin, top, ways[w].Name, 2, SheetStyle.Faint);
            for (int k = 0; k < classes.Length; k++) DrawOne(canvas, SheetStyle.Margin + (k * cell), top + NameHeight, scale, inspection, classes[k], ways[w].Choose(classes[k]));
        }

        return canvas.ToImage();
    }

    private static void DrawOne(Canvas canvas, int left, int top, int scale, NetworkInspection inspection, ClassView view, AskedInputs asked)
    {
        SheetStyle.Draw(canvas, left, top, scale, new Glia.Pages.Picture(asked.Inputs, inspection.Shape, Palette.Ink));
        bool isRight = asked.Answer.Label == view.Label, knows = !float.IsNaN(asked.Answer.Belief);
        SheetStyle.Caption(canvas, left, top + (inspection.Shape.Height * scale) + 6, inspection.Shape.Width * scale, knows ? $"{view.Name}: {asked.Answer.Name}, {Num.Percent(asked.Answer.Belief, 0)}" : view.Name, !knows ? SheetStyle.Text : isRight ? SheetStyle.Good : SheetStyle.Bad, 2);
    }
}
