namespace Glia.OwnHandwriting;

internal static partial class Situations
{
    private static Situation[] Pens =>
    [
        new("pencil", s =>
        {
            Page page = Sheet(s, 420, 420, new(228, 227, 222), 0.04);
            return page.Ink(Broken(s, s.Write(420, 420, s.Between(190, 280), s.Between(6, 10)), 2, 0.62), Pencil, s.Between(0.5, 0.8)).Light(Slanting(s, 0.2)).Noise(s, 3).ToPicture();
        }),

        new("faint pencil", s => Sheet(s, 420, 420, new(215, 214, 210), 0.03)
            .Ink(Broken(s, s.Write(420, 420, s.Between(200, 290), s.Between(6, 11)), 2, 0.6), new(110, 110, 112), s.Between(0.3, 0.45)).Light(Slanting(s, 0.15)).Noise(s, 3).ToPicture()),

        new("marker", s => Sheet(s, 360, 360, new(240, 239, 236), 0.02)
            .Ink(s.Write(360, 360, s.Between(170, 230), s.Between(32, 46)), s.Pick(2) == 0 ? new(20, 20, 22) : new(180, 30, 40)).Light(Slanting(s, 0.15)).Noise(s, 3).ToPicture()),

        new("ballpoint, thin", s => Sheet(s, 640, 640, new(242, 241, 238), 0.02)
            .Ink(Broken(s, s.Write(640, 640, s.Between(380, 480), s.Between(3.5, 6)), 3, 0.85), new(45, 60, 150), 0.85).Light(Slanting(s, 0.2)).Noise(s, 3).ToPicture()),

        new("fountain pen", s =>
        {
            s.Press(0.55);
            return Sheet(s, 480, 480, new(246, 243, 232), 0.02).Ink(s.Write(480, 480, s.Between(240, 340), s.Between(10, 18)), new(25, 30, 90)).Light(Slanting(s, 0.15)).Noise(s, 2).ToPicture();
        }),

        new("highlighter", s => Sheet(s, 400, 400, new(244, 243, 240), 0.02)
            .Ink(s.Write(400, 400, s.Between(220, 280), s.Between(24, 34)), s.Pick(2) == 0 ? new(240, 240, 60) : new(255, 150, 190), 0.85).Light(Slanting(s, 0.15)).Noise(s, 2).ToPicture()),

        new("chalk on green", s =>
        {
            var dust = new Grain(s.NextSeed());
            return new Page(520, 400, (x, y) => new Rgb(44, 84, 66) * (0.9 + (0.35 * dust.At(x, y, 120, 60))))
                .Ink(Broken(s, s.Write(520, 400, s.Between(220, 300), s.Between(11, 19)), 2.5, 0.62), new(228, 230, 222)).Light(Slanting(s, 0.25)).Noise(s, 4).ToPicture();
        }),

        new("chalk on black", s =>
        {
            var dust = new Grain(s.NextSeed());
            return new Page(480, 480, (x, y) => Rgb.Gray(26 + (34 * dust.At(x, y, 150, 40))))
                .Ink(Broken(s, s.Write(480, 480, s.Between(230, 320), s.Between(14, 24)), 3, 0.65), new(222, 220, 210)).Light(Slanting(s, 0.2)).Noise(s, 3).ToPicture();
        }),

        new("dry brush", s => Sheet(s, 440, 440, new(238, 234, 224), 0.05)
            .Ink(Broken(s, s.Write(440, 440, s.Between(220, 300), s.Between(22, 34)), 6, 0.66), new(32, 30, 34)).Light(Slanting(s, 0.15)).Noise(s, 3).ToPicture()),
    ];

    // Ink that reaches only the high parts of the ground: gaps of about `scale` pixels, with `part` of the stroke covered.
    private static float[] Broken(Scribe s, float[] ink, double scale, double part)
    {
        int side = (int)Math.Sqrt(ink.Length);
        var grain = new Grain(s.NextSeed());
        for (int i = 0; i < ink.Length; i++)
        {
            if (ink[i] == 0) continue;
            double ground = 0.5 * (grain.At(i % side, i / side, scale) + grain.At(i % side, i / side, 1.3));
            ink[i] *= (float)Math.Clamp((4 * (part - ground)) + 0.4, 0.08, 1);
        }

        return ink;
    }
}
