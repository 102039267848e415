using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

public class ReadingsTests
{
    private int _read;

    [Fact]
    public void A_row_is_parsed_again_where_its_version_is_another_and_only_there()
    {
        var readings = new Readings<string>(row => new($"reading {++_read}", row.ETag));

        Assert.Equal("reading 1", Read("a", "1"));
        Assert.Equal("reading 1", Read("a", "1"));
        Assert.Equal("reading 2", Read("a", "2"));
        Assert.Equal("reading 3", Read("b", "2"));

        string Read(string partition, string etag) => readings.Of(Row(partition, etag), readings.Last(partition)).Value;
    }

    [Fact]
    public void However_many_rows_come_by_few_are_kept_in_mind()
    {
        var readings = new Readings<string>(row => new($"reading {++_read}", row.ETag));
        for (var i = 0; i <= 2_000; i++) readings.Of(Row($"{i}", "1"), null);

        Assert.Null(readings.Last("0"));
        Assert.NotNull(readings.Last("2000"));
    }

    private static Row Row(string partition, string etag) => new(partition, "cohort", etag, default);
}
