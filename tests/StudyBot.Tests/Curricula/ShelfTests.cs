using StudyBot.Curricula;
using StudyBot.Doors;
using StudyBot.Storage;

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

    [Theory]
    [InlineData("Salt", "v9", "salt")]
    [InlineData("Bread", "v9", "bread-3")]
    [InlineData("Bread", "v1", "bread")]
    [InlineData("Bread", "v2", "bread-2")]
    [InlineData("パン", "v9", "plan-2")]
    public void A_plan_that_nobody_named_takes_no_others_name(string title, string version, string name) => Assert.Equal(
        name,
        Shelf.FreeName(title, version, [new("bread", "v1", "Bread", 3), new("bread-2", "v2", "Bread", 3), new("plan", "v3", "パン屋", 3)]));

    [Fact]
    public async Task A_plan_that_was_kept_is_opened_though_it_would_be_refused_today()
    {
        var plan = Shelf.Of("bread", Bread.Plan.Replace("feel it.", "feel it <!-- twice."), Bread.Plain(Bread.Plan));
        var store = new StudyStore(new MemoryTable());
        await store.SaveCurriculumAsync(plan, TestContext.Current.CancellationToken);

        Assert.Null(Bread.Read(plan.Markdown).Curriculum);
        Assert.Equal(3, (await new Library(store).OpenAsync(plan.Version, TestContext.Current.CancellationToken)).Lessons.Count);
    }

    [Theory]
    [InlineData("# Bread in three days", "Bread")]
    [InlineData("### Day 3", "### Day 4")]
    [InlineData("### Day 2", "### Day 1")]
    public async Task But_not_without_its_title_and_its_days(string old, string @new)
    {
        var plan = Shelf.Of("bread", Bread.With(old, @new), Bread.Plain(Bread.Plan));
        var store = new StudyStore(new MemoryTable());
        await store.SaveCurriculumAsync(plan, TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new Library(store).OpenAsync(plan.Version, TestContext.Current.CancellationToken));
    }

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
