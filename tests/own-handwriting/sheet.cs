#:property PublishAot=false
#:project ../Glia.OwnHandwriting/Glia.OwnHandwriting.csproj

// Writes all pictures of tests/Glia.OwnHandwriting as sheets, pictures-1.png and on, and what InkPreparation makes of each as prepared-1.png and on, one row per situation:
//     dotnet run tests/own-handwriting/sheet.cs -- FOLDER [SEED] [MODEL.safetensors]
// With a model, says how many of each situation it reads right, and marks the others red.
using Glia;
using Glia.Datasets;
using Glia.OwnHandwriting;

const int Cell = 120, Gap = 4, Rows = 11;
string folder = args[0];
ulong seed = args.Length > 1 ? ulong.Parse(args[1]) : 1;
Network? reader = args.Length > 2 ? Network.Load(args[2]) : null;
Directory.CreateDirectory(folder);
IReadOnlyList<OwnPicture> pictures = OwnPictures.Draw(seed);
InkPreparationResult[] prepared = [.. pictures.AsParallel().AsOrdered().Select(p => InkPreparation.Prepare(p.Picture))];
int?[] answers = [.. prepared.Select(p => Answer(p.Pixels))];
for (int first = 0; first < OwnPictures.Situations.Count; first += Rows)
{
    WriteSheet($"pictures-{(first / Rows) + 1}.png", first, i => pictures[i].Picture);
    WriteSheet($"prepared-{(first / Rows) + 1}.png", first, i => prepared[i].Framed);
}

if (reader is null) return;

int right = 0;
for (int row = 0; row < OwnPictures.Situations.Count; row++)
{
    int[] wrong = [.. Enumerable.Range(row * 10, 10).Where(i => answers[i] != pictures[i].Digit)];
    right += 10 - wrong.Length;
    Console.WriteLine($"{OwnPictures.Situations[row],-24}{10 - wrong.Length,3} of 10  {string.Join(", ", wrong.Select(i => $"{pictures[i].Digit} (way {pictures[i].Way}) read as {answers[i]}"))}");
}

Console.WriteLine($"{right} of {pictures.Count} right, {(double)right / pictures.Count:P1}");

int? Answer(byte[] pixels)
{
    float[]? outputs = reader?.Predict([.. pixels.Select(value => (float)value)]);
    return outputs is null ? null : Array.IndexOf(outputs, outputs.Max());
}

void WriteSheet(string name, int firstRow, Func<int, RasterImage> of)
{
    int width = 10 * (Cell + Gap), height = Math.Min(Rows, OwnPictures.Situations.Count - firstRow) * (Cell + Gap);
    var rgba = new byte[width * height * 4];
    for (int at = 0; at < width * height; at++)
    {
        int x = at % width, y = at / width, i = ((firstRow + (y / (Cell + Gap))) * 10) + (x / (Cell + Gap)), inX = x % (Cell + Gap), inY = y % (Cell + Gap);
        bool wrong = answers[i] is int answer && answer != pictures[i].Digit;
        (byte r, byte g, byte b, byte a) = inX < Cell && inY < Cell ? Shrunk(of(i), inX, inY) : wrong ? ((byte)255, (byte)0, (byte)0, (byte)255) : ((byte)90, (byte)110, (byte)90, (byte)255);
        byte check = (byte)(((x / 8) + (y / 8)) % 2 == 0 ? 110 : 150); // behind what is transparent
        (rgba[4 * at], rgba[(4 * at) + 1], rgba[(4 * at) + 2], rgba[(4 * at) + 3]) = (Over(r, a, check), Over(g, a, check), Over(b, a, check), 255);
    }

    Png.Write(Path.Combine(folder, name), new RasterImage(rgba, width, height));
}

static byte Over(byte value, byte alpha, byte behind) => (byte)(((value * alpha) + (behind * (255 - alpha))) / 255);

// The mean of the pixels that a cell's pixel covers; grey beside pictures that are not square.
static (byte R, byte G, byte B, byte A) Shrunk(RasterImage picture, int x, int y)
{
    double scale = (double)Math.Max(picture.Width, picture.Height) / Cell;
    double left = (x * scale) - (((Cell * scale) - picture.Width) / 2), top = (y * scale) - (((Cell * scale) - picture.Height) / 2);
    int count = 0, r = 0, g = 0, b = 0, a = 0;
    for (int py = (int)Math.Floor(top); py < Math.Max(top + scale, Math.Floor(top) + 1); py++)
    {
        for (int px = (int)Math.Floor(left); px < Math.Max(left + scale, Math.Floor(left) + 1); px++)
        {
            if (px < 0 || py < 0 || px >= picture.Width || py >= picture.Height) continue;
            (byte pr, byte pg, byte pb, byte pa) = picture[px, py];
            (r, g, b, a, count) = (r + pr, g + pg, b + pb, a + pa, count + 1);
        }
    }

    return count == 0 ? ((byte)60, (byte)60, (byte)60, (byte)255) : ((byte)(r / count), (byte)(g / count), (byte)(b / count), (byte)(a / count));
}
