namespace Glia.OwnHandwriting;

internal static partial class Situations
{
    private static readonly Rgb BluePen = new(30, 40, 125), BlackPen = new(28, 28, 32), Pencil = new(85, 85, 88);

    private static Situation[] Photos =>
    [
        new("phone photo", s => Sheet(s, 600, 800, new(226, 224, 218), 0.04)
            .Ink(s.Write(600, 800, s.Between(280, 420), s.Between(12, 22), s.Between(0.4, 0.6), s.Between(0.4, 0.6)), s.Pick(2) == 0 ? BluePen : BlackPen)
            .Light(Slanting(s, 0.4)).Light(Vignette(0.5)).Blur(1).Noise(s, 4).ToPicture()),

        new("shadow edge", s =>
        {
            double at = s.Between(0.25, 0.75), lean = s.Between(-0.5, 0.5), dark = s.Between(0.5, 0.72), soft = s.Between(0.01, 0.05);
            return Sheet(s, 640, 480, new(222, 219, 212), 0.03)
                .Ink(s.Write(640, 480, s.Between(230, 330), s.Between(9, 17)), BlackPen)
                .Light((x, y) => 1 - ((1 - dark) * Math.Clamp(((x + (lean * (y - 0.5)) - at) / soft) + 0.5, 0, 1)))
                .Light(Slanting(s, 0.15)).Blur(1).Noise(s, 3).ToPicture();
        }),

        new("warm lamp", s => Sheet(s, 520, 520, new(236, 205, 146), 0.05)
            .Ink(s.Write(520, 520, s.Between(200, 340), s.Between(10, 20)), new(70, 50, 40))
            .Light((x, y) => 1.08 - (0.5 * (((x - 0.2) * (x - 0.2)) + ((y - 0.1) * (y - 0.1))))).Blur(1).Noise(s, 5).ToPicture()),

        new("evening, noisy", s => Sheet(s, 480, 640, new(112, 106, 98), 0.04)
            .Ink(s.Write(480, 640, s.Between(250, 360), s.Between(12, 20)), new(30, 28, 36))
            .Light(Vignette(0.4)).Noise(s, s.Between(9, 14)).ToPicture()),

        new("moved", s =>
        {
            double angle = s.Between(0, Math.PI), pen = s.Between(13, 20);
            (double sin, double cos) = StableMath.SinCos(angle);
            return Sheet(s, 400, 400, new(215, 213, 205), 0.03)
                .Ink(s.Write(400, 400, s.Between(220, 290), pen), BlackPen).Smear((int)s.Between(4, 9), cos, sin).Light(Slanting(s, 0.25)).Noise(s, 3).ToPicture();
        }),

        new("out of focus", s => Sheet(s, 360, 480, new(220, 218, 212), 0.02)
            .Ink(s.Write(360, 480, s.Between(180, 280), s.Between(10, 18)), BluePen).Blur((int)s.Between(4, 7)).Light(Slanting(s, 0.25)).Noise(s, 2).ToPicture()),

        new("from below", s =>
        {
            s.Tilt(s.Between(0.25, 0.5), s.Between(-0.08, 0.08));
            s.Stretch(s.Between(0.9, 1.35));
            return Sheet(s, 560, 420, new(224, 222, 216), 0.03)
                .Ink(s.Write(560, 420, s.Between(220, 300), s.Between(10, 16)), BlackPen).Light((_, y) => 0.62 + (0.4 * y)).Blur(1).Noise(s, 3).ToPicture();
        }),

        new("turned", s =>
        {
            s.Turn((s.Pick(2) == 0 ? -1 : 1) * s.Between(9, 15));
            return Sheet(s, 420, 420, new(230, 229, 225), 0.03).Ink(s.Write(420, 420, s.Between(200, 300), s.Between(10, 18)), BluePen).Light(Slanting(s, 0.2)).Noise(s, 3).ToPicture();
        }),

        new("dark desk", s =>
        {
            // One side or two of the sheet are in the picture, a little turned, with the desk behind.
            double turn = s.Between(-4, 4), edge = s.Between(0.06, 0.16);
            int side = s.Pick(4), other = s.Pick(3);
            (double sin, double cos) = StableMath.SinCos(turn * (Math.PI / 180));
            var wood = new Grain(s.NextSeed());
            Page page = Sheet(s, 600, 600, new(224, 222, 215), 0.03).Ink(s.Write(600, 600, s.Between(240, 330), s.Between(11, 18)), BlackPen);
            return page.Each((colour, x, y) =>
            {
                double u = ((x / 600.0) - 0.5) * cos + ((y / 600.0) - 0.5) * sin + 0.5, v = ((y / 600.0) - 0.5) * cos - ((x / 600.0) - 0.5) * sin + 0.5;
                double[] inside = [u - edge, 1 - edge - u, v - edge, 1 - edge - v];
                double least = other == 0 ? Math.Min(inside[side], inside[(side + 1) % 4]) : inside[side];
                return Rgb.Mix(new Rgb(92, 62, 42) * (0.7 + (0.5 * wood.At(x, y, 90, 5))), colour, Math.Clamp((least * 600) + 0.5, 0, 1));
            }).Light(Slanting(s, 0.25)).Blur(1).Noise(s, 3).ToPicture();
        }),

        new("whiteboard glare", s =>
        {
            double gx = s.Between(0, 1), gy = s.Between(0, 0.4);
            return new Page(640, 480, new Rgb(196, 200, 204)).Ink(s.Write(640, 480, s.Between(220, 340), s.Between(14, 24)), s.Pick(2) == 0 ? new(20, 90, 60) : new(30, 30, 40), 0.9)
                .Each((c, x, y) => c + Rgb.Gray(110 * StableMath.Exp(-14 * ((((x / 640.0) - gx) * ((x / 640.0) - gx)) + (((y / 480.0) - gy) * ((y / 480.0) - gy))))))
                .Light(Slanting(s, 0.25)).Noise(s, 3).ToPicture();
        }),

        new("strong compression", s => Sheet(s, 320, 320, new(232, 230, 226), 0.02)
            .Ink(s.Write(320, 320, s.Between(150, 230), s.Between(8, 15)), BluePen).Light(Slanting(s, 0.25)).Blur(1).Noise(s, 3).Compress(s.Between(14, 24)).ToPicture()),
    ];
}
