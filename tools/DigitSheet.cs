#:project ../src/Glia.Datasets
#:property PublishAot=false

// Writes docs/generated-digits.png: digits as HandwrittenDigits draws them, a column for each class.
// Run from the root of the repository: dotnet run tools/DigitSheet.cs
using Glia.Datasets;

const int Side = 28, Columns = 20, Rows = 10;
var sheet = new byte[Columns * Side * Rows * Side];
var drawn = new int[10];
var pixels = new byte[Side * Side];
for (long index = 0; drawn.Any(count => count < Rows * Columns / 10); index++)
{
    HandwrittenDigits.Draw(1, index, pixels, out int digit);
    int place = drawn[digit]++;
    if (place >= Rows * Columns / 10) continue;
    int left = ((2 * digit) + (place % 2)) * Side, top = place / 2 * Side;
    for (int row = 0; row < Side; row++)
        for (int column = 0; column < Side; column++) sheet[((top + row) * Columns * Side) + left + column] = (byte)(255 - pixels[(row * Side) + column]);
}

Png.WriteGray("docs/generated-digits.png", sheet, Columns * Side, Rows * Side);
