using StudyBot.Curricula;

namespace StudyBot.Tests.Curricula;

public class ShelfTests
{
    [Theory]
    [InlineData("Month 3: Feature engineering", "month-3-feature-engineering")]
    [InlineData("  (Bread)  ", "bread")]
    [InlineData("A -- B", "a-b")]
    [InlineData("Über Brot", "ber-brot")]
    [InlineData("パン", "plan")]
    [InlineData("", "plan")]
    [InlineData("1234567890123456789012345678901234567890", "1234567890123456789012345678901234567890")]
    [InlineData("12345678901234567890123456789012345678901", "1234567890123456789012345678901234567890")]
    [InlineData("123456789012345678901234567890123456789 1", "123456789012345678901234567890123456789")]
    public void A_title_makes_a_name_that_people_can_type(string title, string name) => Assert.Equal(name, Shelf.NameFor(title));

    [Fact]
    public void The_same_bytes_are_the_same_version()
    {
        var stored = Shelf.Of("bread", Bread.Plan, Bread.Plain(Bread.Plan));

        Assert.Equal(("bread", "Bread in three days", 3), (stored.Version.Name, stored.Version.Title, stored.Version.Lessons));
        Assert.Matches("^[0-9a-f]{16}$", stored.Version.Version);
        Assert.Equal(stored.Version.Version, Shelf.VersionOf(System.Text.Encoding.UTF8.GetBytes(Bread.Plan)));
        Assert.NotEqual(stored.Version.Version, Shelf.VersionOf(System.Text.Encoding.UTF8.GetBytes(Bread.Plan + " ")));
    }
}
