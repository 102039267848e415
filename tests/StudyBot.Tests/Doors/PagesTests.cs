using StudyBot.Doors;

namespace StudyBot.Tests.Doors;

/// <summary>How far a list that comes in pages is followed.</summary>
public class PagesTests
{
    private readonly Pages _pages = new();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void It_is_read_until_no_next_page_is_named(string? none)
    {
        Assert.Null(_pages.Next);
        Assert.True(_pages.Turn("b"));
        Assert.Equal("b", _pages.Next);
        Assert.True(_pages.Turn("c"));
        Assert.False(_pages.IsAtEnd);
        Assert.True(_pages.Turn(none));
        Assert.True(_pages.IsAtEnd);
    }

    [Fact]
    public void A_page_that_names_itself_leads_nowhere()
    {
        Assert.True(_pages.Turn("b"));
        Assert.False(_pages.Turn("b"));
        Assert.False(_pages.IsAtEnd);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("more", false)]
    public void So_many_pages_are_read_and_none_after_them(string? next, bool leads)
    {
        for (var page = 1; page < Pages.Most; page++) Assert.True(_pages.Turn($"{page}"));
        Assert.Equal(leads, _pages.Turn(next));
    }
}
