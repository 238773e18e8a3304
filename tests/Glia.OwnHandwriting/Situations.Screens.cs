namespace Glia.OwnHandwriting;

internal static partial class Situations
{
    private static Situation[] Screens =>
    [
        new("paint program", s => new Page(280, 280, Rgb.Gray(255)).Ink(s.Write(280, 280, s.Between(150, 230), s.Between(8, 22), s.Between(0.4, 0.6), s.Between(0.42, 0.58), edge: 0), Rgb.Gray(0)).ToPicture()),
        new("paint, one pixel", s => new Page(200, 200, Rgb.Gray(255)).Ink(s.Write(200, 200, s.Between(110, 160), 1.3, edge: 0), Rgb.Gray(0)).ToPicture()),
        new("dark screen", s => new Page(360, 640, new Rgb(24, 26, 34)).Ink(s.Write(360, 640, s.Between(200, 300), s.Between(8, 18), 0.5, s.Between(0.3, 0.7)), new(226, 230, 240)).ToPicture()),
        new("transparent, black ink", s => Page.Transparent(256, 256, s.Write(256, 256, s.Between(130, 220), s.Between(6, 16)), Rgb.Gray(0))),
        new("transparent, white ink", s => Page.Transparent(256, 256, s.Write(256, 256, s.Between(130, 220), s.Between(6, 16)), Rgb.Gray(255))),
        new("screenshot", s => new Page(500, 360, (_, y) => y < 30 ? new Rgb(60, 66, 80) : Rgb.Gray(250)).Ink(s.Write(500, 360, s.Between(180, 250), s.Between(8, 14), 0.5, 0.55), Rgb.Gray(10)).ToPicture()),
    ];
}
