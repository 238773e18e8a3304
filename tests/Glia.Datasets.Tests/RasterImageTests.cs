namespace Glia.Datasets.Tests;

public sealed class RasterImageTests
{
    [Fact]
    public void Pixels_are_addressed_by_column_and_row()
    {
        var image = new RasterImage([.. Enumerable.Range(0, 16).Select(i => (byte)i)], 2, 2);
        Assert.Equal((4, 5, 6, 7), image[1, 0]);
        Assert.Equal((8, 9, 10, 11), image[0, 1]);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(2, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 2)]
    public void Pixels_outside_are_refused(int x, int y)
    {
        var image = RasterImage.FromGray(new byte[4], 2, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => image[x, y]);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(-1, -4)]
    [InlineData(3, 1)]
    public void Sizes_that_do_not_go_with_the_pixels_are_refused(int width, int height)
    {
        Assert.ThrowsAny<ArgumentException>(() => new RasterImage(new byte[16], width, height));
        Assert.ThrowsAny<ArgumentException>(() => RasterImage.FromGray(new byte[4], width, height));
    }

    [Fact]
    public void Gray_keeps_its_values_and_is_opaque()
    {
        byte[] gray = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var image = RasterImage.FromGray(gray, 16, 16);
        Assert.Equal(gray, image.ToGray());
        Assert.Equal(gray, image.ToGray(background: 99));
        Assert.All(image.Rgba.Chunk(4), p => Assert.Equal(255, p[3]));
    }

    [Fact]
    public void Colour_becomes_luma_over_the_background()
    {
        // Red, green, blue, then white at half and at no strength.
        var image = new RasterImage([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 128, 255, 255, 255, 0], 5, 1);
        Assert.Equal([76, 150, 29, 128, 0], image.ToGray());
        Assert.Equal([76, 150, 29, 255, 255], image.ToGray(background: 255));
    }

    [Fact]
    public void The_middle_square_is_made_smaller_by_means()
    {
        // Columns 1 … 4 of 6 are the square; each new pixel is the mean of two by two old ones.
        byte[] gray = [9, 10, 20, 100, 100, 9, 9, 30, 40, 100, 100, 9, 9, 0, 0, 8, 8, 9, 9, 0, 0, 8, 8, 9];
        Assert.Equal([25, 100, 0, 8], RasterImage.FromGray(gray, 6, 4).ToGraySquare(2));
        Assert.Equal(gray[..4], RasterImage.FromGray(gray[..4], 2, 2).ToGraySquare(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => RasterImage.FromGray(gray, 6, 4).ToGraySquare(0));
        for (int side = 1; side <= 64; side++) Assert.All(RasterImage.FromGray(new byte[49].Select(_ => (byte)77).ToArray(), 7, 7).ToGraySquare(side), p => Assert.Equal(77, p));
    }
}
