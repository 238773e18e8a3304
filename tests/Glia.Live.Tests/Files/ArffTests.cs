using System.Text;

namespace Glia.Live.Tests;

/// <summary>ARFF tables are read as Weka reads them, come back as they were, and are refused with the line where they are not such.</summary>
public sealed class ArffTests
{
    private static ArffTable Read(string text) => ArffFile.Read("t.arff", Encoding.UTF8.GetBytes(text));

    private static string Write(ArffTable table)
    {
        using var stream = new MemoryStream();
        ArffFile.Write(stream, table);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void Every_kind_of_column_is_read()
    {
        ArffTable table = Read("""
            % a remark
            @RELATION "a set" % another

            @Attribute 'Training round' REAL
            @attribute x	integer
            @attribute it\'s-not-quoted numeric
            @attribute "it's" string
            @attribute Time date 'yyyy/MM/dd HH:mm:ss:SSS'
            @attribute when DATE
            @attribute drum { kick, 'open hat' ,"?",'50\%' }

            @data
            1.5, -2e3 ,?,'two, words','2024/05/06 07:08:09:012',2024-05-06T07:08:09,kick
            % between

            ?,?,?,?,?,?,? % after
            0	,1,2,plain,"1999/12/31 23:59:59:999","1970-01-01T00:00:00",'open hat'
            3,3,3,'it\'s \\ "so"\n'.,?,?,'?'
            """.Replace("\\n'.", "'").Replace("'two, words'", "'two, words'"));
        Assert.Equal("a set", table.Relation);
        Assert.Equal(["Training round", "x", "it\\'s-not-quoted", "it's", "Time", "when", "drum"], table.Attributes.Select(attribute => attribute.Name));
        Assert.Equal(["kick", "open hat", "?", "50%"], ((ArffNominal)table.Attributes[6]).Values);
        Assert.Equal(4, table.Rows);
        Assert.Equal((1.5, -2000, 0), (table[0, 0], table[0, 1], table[0, 6]));
        Assert.Equal("two, words", table.Texts[(int)table[0, 3]]);
        Assert.Equal(new DateTime(2024, 5, 6, 7, 8, 9, 12), ArffDate.ToTime(table[0, 4]));
        Assert.Equal(new DateTime(2024, 5, 6, 7, 8, 9), ArffDate.ToTime(table[0, 5]));
        Assert.All(Enumerable.Range(0, 7), column => Assert.True(double.IsNaN(table[1, column])));
        Assert.Equal((0, 1), (table[2, 5], table[2, 6]));
        Assert.Equal(("it's \\ \"so\"", 2), (table.Texts[(int)table[3, 3]], table[3, 6]));
    }

    [Fact]
    public void Random_tables_come_back()
    {
        var random = new Random(7);
        for (int round = 0; round < 60; round++)
        {
            string[] values = ["a", "b c", "?", "d'e", "{f}", "%g", "h\\", "", "é", "i,j"];
            ArffAttribute[] columns = [new ArffNumeric("n 'n' %"), new ArffNominal("c{", values), new ArffString("s,\""), new ArffDate("t", ArffDate.Wekinator), new ArffDate("u", ArffDate.Standard)];
            double[] cells = [.. Enumerable.Range(0, random.Next(30)).SelectMany(_ => new[]
            {
                BitConverter.Int64BitsToDouble(random.NextInt64()) is var number && double.IsFinite(number) ? number : double.NaN,
                random.Next(values.Length), random.Next(values.Length), random.NextInt64(-60_000_000_000_000, 250_000_000_000_000), 1000.0 * random.Next(),
            }).Select(cell => random.Next(6) == 0 ? double.NaN : cell)];
            var table = new ArffTable("r " + round, columns, cells, values);
            ArffTable again = Read(Write(table));
            Assert.Equal(table.Relation, again.Relation);
            Assert.Equal(columns.Select(column => column.Type), again.Attributes.Select(column => column.Type));
            Assert.Equal(columns.Select(column => column.Name), again.Attributes.Select(column => column.Name));
            for (int row = 0; row < table.Rows; row++)
            {
                Assert.Equal([table[row, 0], table[row, 1], table[row, 3], table[row, 4]], [again[row, 0], again[row, 1], again[row, 3], again[row, 4]]);
                Assert.Equal(double.IsNaN(table[row, 2]) ? null : values[(int)table[row, 2]], double.IsNaN(again[row, 2]) ? null : again.Texts[(int)again[row, 2]]);
            }
        }
    }

    private const string Good = "@relation r\n@attribute x numeric\n@attribute 'c c' {0,1}\n@attribute t date 'yyyy/MM/dd HH:mm:ss:SSS'\n@data\n1,0,'2024/05/06 07:08:09:012'\n";

    [Theory]
    [InlineData("no-data", "@data\n1,", "%data\n%1,")]
    [InlineData("header", "@data", "@date")]
    [InlineData("header", "@relation r", "@relation r s")]
    [InlineData("header", "@relation r", "@relation r\n@relation s")]
    [InlineData("header", "x numeric", "x numeric y")]
    [InlineData("header", "@data", "@data here")]
    [InlineData("no-columns", "@attribute x numeric\n@attribute 'c c' {0,1}\n@attribute t date 'yyyy/MM/dd HH:mm:ss:SSS'\n", "")]
    [InlineData("name", "x numeric", "")]
    [InlineData("type", "x numeric", "x")]
    [InlineData("type", "x numeric", "x relational")]
    [InlineData("type", "x numeric", "x blob")]
    [InlineData("duplicate-name", "x numeric", "t numeric")]
    [InlineData("name", "x numeric", "'a\\nb' numeric")]
    [InlineData("quotes", "'c c'", "'c c")]
    [InlineData("values", "{0,1}", "{0,1")]
    [InlineData("values", "{0,1}", "{0,,1}")]
    [InlineData("values", "{0,1}", "{}")]
    [InlineData("values", "{0,1}", "{0,0}")]
    [InlineData("values", "{0,1}", "{0 1}")]
    [InlineData("date-format", "HH:mm", "hh:mm")]
    [InlineData("header", "yyyy/MM", "'yyyy/MM")]
    [InlineData("sparse", "1,0,'2024", "{0 1, 1 0}\n1,0,'2024")]
    [InlineData("cell", "1,0,", "1,")]
    [InlineData("cell", "1,0,", "1,0,0,")]
    [InlineData("columns", "1,0,", "1,,")]
    [InlineData("columns", "1,0,", "1 0,")]
    [InlineData("columns", "012'\n", "012'\n1,0\n")]
    [InlineData("columns", "012'\n", "012',4\n")]
    [InlineData("weight", "012'\n", "012',{5}\n")]
    [InlineData("cell", "1,0,", "one,0,")]
    [InlineData("cell", "1,0,", "1e999,0,")]
    [InlineData("cell", "1,0,", "NaN,0,")]
    [InlineData("cell", "1,0,", "1,2,")]
    [InlineData("cell", "'2024/05/06", "'2024/13/06")]
    [InlineData("quotes", "012'\n", "012\n")]
    public void Malformed_tables_are_refused(string rule, string from, string to)
    {
        Assert.Equal(1, Read(Good).Rows);
        string text = Good.Replace(from, to);
        Assert.NotEqual(Good, text);
        InvalidFileException error = Assert.Throws<InvalidFileException>(() => Read(text));
        Assert.Equal((rule, "t.arff"), (error.Rule, error.File));
        if (rule != "no-data") Assert.Contains("Line ", error.Message);
    }

    [Fact]
    public void A_table_cut_at_every_byte_is_refused_or_has_no_half_row()
    {
        for (int length = 0; length < Good.Length; length++)
        {
            try
            {
                Assert.True(Read(Good[..length]).Rows == (length >= Good.Length - 1 ? 1 : 0));
            }
            catch (InvalidFileException)
            {
                // Refused.
            }
        }
    }

    [Fact]
    public void Limits_hold()
    {
        var wide = new StringBuilder("@relation r\n");
        for (int i = 0; i <= ArffFile.MostColumns; i++) wide.Append("@attribute a").Append(i).Append(" numeric\n");
        Assert.Equal("columns", Assert.Throws<InvalidFileException>(() => Read(wide + "@data\n")).Rule);
        Assert.Equal("long-line", Assert.Throws<InvalidFileException>(() => Read("%" + new string('x', FileLines.LongestLine))).Rule);
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (FileStream large = File.Create(path)) large.SetLength(ArffFile.MostBytes + 1);
            Assert.Equal("too-large", Assert.Throws<InvalidFileException>(() => ArffFile.Read(path)).Rule);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>As Weka writes it: a no-break space does not end a word.</summary>
    [Fact]
    public void Only_plain_blanks_end_a_word() => Assert.Equal("nb\u00a0sp", Read("@relation r\n@attribute nb\u00a0sp numeric\n@data\n1\n").Attributes[0].Name);

    [Fact]
    public void Latin_1_is_taken_where_it_is_no_UTF_8()
    {
        byte[] text = Encoding.Latin1.GetBytes("@relation r\n@attribute 'höhe' numeric\n@data\n1\n");
        Assert.Equal("höhe", ArffFile.Read("t", text).Attributes[0].Name);
    }

    [Fact]
    public void Cells_that_stand_for_nothing_are_not_written()
    {
        Assert.Throws<ArgumentException>(() => new ArffTable("r", [new ArffNominal("c", ["a"])], [1]));
        Assert.Throws<ArgumentException>(() => new ArffTable("r", [new ArffNumeric("c")], [double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new ArffTable("r", [new ArffNumeric("c"), new ArffNumeric("c")], []));
        Assert.Throws<ArgumentException>(() => new ArffTable("r", [new ArffNumeric("c"), new ArffNumeric("d")], [1]));
        Assert.Throws<ArgumentException>(() => new ArffDate("t", "EEE yyyy"));
        Assert.Throws<ArgumentException>(() => Write(new ArffTable("r", [new ArffNumeric("a\nb")], [1])));
    }
}
