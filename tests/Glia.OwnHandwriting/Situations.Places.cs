namespace Glia.OwnHandwriting;

internal static partial class Situations
{
    private static Situation[] Places =>
    [
        new("small in a corner", s => Sheet(s, 900, 700, new(236, 235, 230), 0.02)
            .Ink(s.Write(900, 700, s.Between(44, 90), s.Between(4.5, 8), s.Pick(2) == 0 ? 0.1 : 0.9, s.Pick(2) == 0 ? 0.12 : 0.88), BlackPen).Light(Slanting(s, 0.25)).Noise(s, 2).ToPicture()),

        new("fills the picture", s => Sheet(s, 400, 440, new(235, 234, 230), 0.03).Ink(s.Write(400, 440, s.Between(385, 405), s.Between(22, 30)), BlackPen).Light(Slanting(s, 0.2)).Noise(s, 3).ToPicture()),

        new("tiny", s =>
        {
            int side = (int)s.Between(20, 40);
            return new Page(side, side, Rgb.Gray(240)).Ink(s.Write(side, side, side * s.Between(0.62, 0.8), side * s.Between(0.07, 0.11)), Rgb.Gray(25)).ToPicture();
        }),

        new("wide or tall", s =>
        {
            (int width, int height) = s.Pick(2) == 0 ? (1000, 180) : (180, 1000);
            return Sheet(s, width, height, new(236, 235, 231), 0.02)
                .Ink(s.Write(width, height, s.Between(110, 150), s.Between(6, 11), width > height ? s.Between(0.1, 0.9) : 0.5, width > height ? 0.5 : s.Between(0.1, 0.9)), BluePen).Light(Slanting(s, 0.3)).Noise(s, 3).ToPicture();
        }),

        new("large", s => Sheet(s, 1200, 900, new(228, 226, 220), 0.04)
            .Ink(s.Write(1200, 900, s.Between(450, 700), s.Between(24, 48)), BlackPen).Light(Slanting(s, 0.35)).Light(Vignette(0.4)).Blur(2).Noise(s, 5).ToPicture()),
    ];
}
