using CsCheck;
using StudyBot.Exports;

namespace StudyBot.Tests.Exports;

public class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("she said \"done\"", "\"she said \"\"done\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" padded ", "\" padded \"")]
    [InlineData("", "")]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t'=1")]
    [InlineData("\r=1", "\"'\r'=1\"")]
    [InlineData("  =1", "'  =1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("=1,\"x\"", "\"'=1,\"\"x\"\"\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("a; b-c", "a; b-c")]
    [InlineData("a;=cmd|'/C calc'!A0;b", "a;'=cmd|'/C calc'!A0;b")]
    [InlineData("a; @SUM(A1)", "a; '@SUM(A1)")]
    [InlineData("a\n=1", "\"a\n'=1\"")]
    [InlineData("2026-11-24T08:00:00Z", "2026-11-24T08:00:00Z")]
    public void A_value_is_written_so_that_it_comes_back_as_text(string value, string written) =>
        Assert.Equal($"h\r\n{written}\r\n", Csv.Of(["h"], [[value]]));

    [Fact]
    public void A_null_is_an_empty_value() => Assert.Equal("a,b\r\n,x\r\n", Csv.Of(["a", "b"], [[null, "x"]]));

    [Fact]
    public void Whatever_is_written_reads_back_as_the_same_table_and_starts_no_formula() =>
        Gen.String[Gen.Char["=+-@\t\r\n\";, 'ab＝"], 0, 8].Array[3].Array[0, 5].Sample(rows =>
        {
            var read = Rfc4180(Csv.Of(["a", "b", "c"], rows));
            Assert.Equal(rows.Length + 1, read.Count);
            foreach (var (row, back) in rows.Zip(read.Skip(1)))
            {
                Assert.Equal(row.Length, back.Count);
                foreach (var (value, cell) in row.Zip(back))
                {
                    Assert.DoesNotMatch(@"(^|[;\t\r\n])[ \u00A0]*[=+\-@＝]", cell);
                    Assert.Equal(value.Replace("'", ""), cell.Replace("'", ""));
                }
            }
        });

    /// <summary>A reader after the grammar of RFC 4180, written for this test alone.</summary>
    private static List<List<string>> Rfc4180(string text)
    {
        var rows = new List<List<string>>();
        var at = 0;
        while (at < text.Length)
        {
            var row = new List<string>();
            while (true)
            {
                row.Add(text[at] == '"' ? Quoted() : Bare());
                if (text[at] == ',') { at++; continue; }
                Assert.Equal("\r\n", text.Substring(at, 2));
                at += 2;
                break;
            }

            rows.Add(row);
        }

        return rows;

        string Bare()
        {
            var from = at;
            while (text[at] is not (',' or '\r' or '\n' or '"')) at++;
            return text[from..at];
        }

        string Quoted()
        {
            var value = new System.Text.StringBuilder();
            at++;
            while (true)
            {
                if (text[at] != '"') value.Append(text[at++]);
                else if (text[at + 1] == '"') { value.Append('"'); at += 2; }
                else { at++; return value.ToString(); }
            }
        }
    }
}
