namespace Glia.OwnHandwriting;

internal static partial class Situations
{
    private static Situation[] Papers =>
    [
        new("grid paper", s =>
        {
            // Squares of 5 mm; the digit is two to four of them tall.
            double cell = s.Between(56, 84), turn = s.Between(-1.5, 1.5), strength = s.Between(0.5, 0.9);
            return Ruled(s, Sheet(s, 480, 480, new(238, 238, 236), 0.02), cell, cell, turn, new(150, 170, 205), strength, 2)
                .Ink(s.Write(480, 480, cell * s.Between(2.5, 4), cell * s.Between(0.14, 0.22), s.Between(0.45, 0.55), s.Between(0.45, 0.55)), BluePen)
                .Light(Slanting(s, 0.2)).Blur(1).Noise(s, 3).ToPicture();
        }),

        new("grid, dark lines", s =>
        {
            double cell = s.Between(60, 90), turn = s.Between(-1, 1);
            return Ruled(s, new(420, 420, new Rgb(248, 248, 246)), cell, cell, turn, new(110, 112, 118), 0.9, 2)
                .Ink(s.Write(420, 420, cell * s.Between(2.2, 3.6), cell * s.Between(0.16, 0.24), s.Between(0.45, 0.55), s.Between(0.45, 0.55)), BlackPen).Noise(s, 2).ToPicture();
        }),

        new("ruled paper", s =>
        {
            double gap = s.Between(90, 150), turn = s.Between(-2, 2);
            Page page = Ruled(s, Sheet(s, 600, 450, new(236, 236, 230), 0.02), 0, gap, turn, new(140, 165, 210), 0.85, 2.5);
            if (s.Pick(2) == 0) page.Line(60, 0, 90 + turn, 2.5, new(210, 90, 95));
            return page.Ink(s.Write(600, 450, gap * s.Between(1.2, 2.4), s.Between(9, 16), s.Between(0.4, 0.6), s.Between(0.45, 0.55)), s.Pick(2) == 0 ? BluePen : BlackPen)
                .Light(Slanting(s, 0.2)).Blur(1).Noise(s, 3).ToPicture();
        }),

        new("box of a form", s =>
        {
            double half = s.Between(105, 130), x = 200 + s.Between(-20, 20), y = 200 + s.Between(-20, 20);
            return new Page(400, 400, new Rgb(250, 250, 250)).Each((c, px, py) =>
            {
                double off = Math.Abs(Math.Max(Math.Abs(px - x), Math.Abs(py - y)) - half);
                return Rgb.Mix(c, Rgb.Gray(60), Math.Clamp(2 - off, 0, 1));
            }).Ink(s.Write(400, 400, half * s.Between(1.1, 1.5), s.Between(8, 13), x / 400, y / 400), BluePen).Noise(s, 2).ToPicture();
        }),

        new("wrapping paper", s => Sheet(s, 500, 500, new(168, 130, 92), 0.22)
            .Ink(s.Write(500, 500, s.Between(240, 340), s.Between(16, 28)), new(40, 30, 30)).Light(Slanting(s, 0.3)).Blur(1).Noise(s, 5).ToPicture()),

        new("creased paper", s =>
        {
            double across = s.Between(0.3, 0.7), down = s.Between(0.3, 0.7), a = s.Between(0.04, 0.1), b = s.Between(0.04, 0.1);
            return Sheet(s, 560, 560, new(232, 231, 226), 0.04).Ink(s.Write(560, 560, s.Between(240, 360), s.Between(11, 19)), BlackPen)
                .Light((x, y) => (1 - (x > across ? a : 0) - (y > down ? b : 0)) * (1 + (0.09 * Ridge((x - across) * 60)) - (0.08 * Ridge((y - down) * 60)))).Blur(1).Noise(s, 3).ToPicture();

            static double Ridge(double off) => StableMath.Exp(-off * off);
        }),

        new("coloured paper", s =>
        {
            (Rgb paper, Rgb ink) = s.Pick(5) switch
            {
                0 => (new Rgb(250, 226, 90), new Rgb(200, 40, 50)),
                1 => (new Rgb(150, 205, 240), new Rgb(40, 70, 160)),
                2 => (new Rgb(245, 160, 185), new Rgb(90, 40, 130)),
                3 => (new Rgb(120, 190, 110), new Rgb(190, 60, 50)),
                _ => (new Rgb(60, 60, 120), new Rgb(250, 210, 70)),
            };
            return Sheet(s, 380, 380, paper, 0.04).Ink(s.Write(380, 380, s.Between(180, 270), s.Between(9, 18)), ink).Light(Slanting(s, 0.25)).Noise(s, 4).ToPicture();
        }),

        new("specks", s => new Page(300, 300, Rgb.Gray(245)).Ink(s.Write(300, 300, s.Between(150, 220), s.Between(9, 16)), Rgb.Gray(15)).Specks(s, s.Between(0.005, 0.02)).ToPicture()),

        new("smudge", s =>
        {
            var grain = new Grain(s.NextSeed());
            double x = s.Pick(2) == 0 ? 60 : 440, y = s.Pick(2) == 0 ? 70 : 430;
            return Sheet(s, 500, 500, new(232, 230, 224), 0.03)
                .Each((c, px, py) => c * (1 - (0.35 * StableMath.Exp(-((((px - x) * (px - x)) + ((py - y) * (py - y))) / 1500)) * (0.4 + grain.At(px, py, 9)))))
                .Ink(s.Write(500, 500, s.Between(220, 300), s.Between(11, 17), 0.5, 0.5), BlackPen).Light(Slanting(s, 0.2)).Noise(s, 3).ToPicture();
        }),

        new("second mark", s =>
        {
            // A tick, a dot or a bit of another line that the picture cuts through.
            double x = s.Pick(2) == 0 ? 20 : 350;
            Page page = Sheet(s, 400, 400, new(238, 237, 232), 0.03).Ink(s.Write(400, 400, s.Between(190, 240), s.Between(10, 15)), BluePen);
            string mark = s.Pick(3) switch { 0 => "M 0 40 L 20 70 L 60 0", 1 => "M 0 0 C 30 5 60 -5 90 0", _ => "M 0 0 L 6 4" };
            return page.Ink(new Scribe([mark], s.NextSeed(), 0).Write(400, 400, s.Between(20, 50), 10, x / 400, s.Pick(2) == 0 ? 0.06 : 0.93), BluePen).Light(Slanting(s, 0.15)).Noise(s, 3).ToPicture();
        }),
    ];

    // Printed lines: down every `across` pixels (none where that is 0) and across every `down` pixels.
    private static Page Ruled(Scribe s, Page page, double across, double down, double turn, Rgb colour, double strength, double thickness)
    {
        double x = s.Between(0, Math.Max(1, across)), y = s.Between(0, down);
        for (double at = x - page.Width; across > 0 && at < 2 * page.Width; at += across) page.Line(at, 0, 90 + turn, thickness, colour, strength);
        for (double at = y - page.Height; at < 2 * page.Height; at += down) page.Line(0, at, turn, thickness, colour, strength);
        return page;
    }
}
