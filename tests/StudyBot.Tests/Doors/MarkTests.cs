using StudyBot.Ports;

namespace StudyBot.Tests.Doors;

/// <summary>How it is remembered that something was handled.</summary>
public class MarkTests
{
    [Fact]
    public async Task What_a_message_says_is_its_mark_too_and_the_same_message_again_says_and_writes_nothing()
    {
        var (world, bot) = await World.MorningAsync();
        var message = world.Message("U5", "p77", "done");
        Assert.Single((await bot.HearAsync(message)).Receipts);
        Assert.Single(Marks(world));

        var rows = world.Rows();
        var again = await bot.HearAsync(message);

        Assert.Equal((0, 0), (again.Replies.Count, again.Receipts.Count));
        Assert.Equal(rows, world.Rows());
    }

    [Fact]
    public async Task Of_two_bots_that_hear_the_same_message_at_once_one_records_it()
    {
        var (world, bot) = await World.MorningAsync();
        var other = world.Start();
        var (message, late) = (world.Message("U5", "p77", "done 9"), (Handled?)null);

        // Nothing but the mark is written for a lesson that is refused: nothing else can tell the two apart.
        bot.Table.Meanwhile = async call =>
        {
            bot.Table.Meanwhile = null;
            late = await other.HearAsync(message);
        };
        var first = await bot.HearAsync(message);

        Assert.Single(late!.Replies);
        Assert.True(first.Duplicate);
    }

    [Fact]
    public async Task Where_an_id_does_not_make_a_message_itself_the_event_has_a_mark_of_its_own()
    {
        var (world, bot) = await World.MorningAsync();
        var said = world.Says("U5", "done");
        await bot.HearAsync(said);
        Assert.Equal(2, Marks(world).Count());

        // Delivered again under a new message id, as Teams does.
        var again = await bot.HearAsync(said with { What = new Did.Said("p78", "done") });
        Assert.True(again.Duplicate);
    }

    [Fact]
    public async Task In_a_direct_message_the_event_has_a_mark_of_its_own_since_that_tells_which_cohort_was_meant()
    {
        var (world, bot) = await World.MorningAsync();
        await bot.HearAsync(world.Message("U5", "p1", "done"));
        var direct = world.Message("U5", "p2", "done 2") with { Where = new("slack", "T1", "D5", Direct: true), Key = Incoming.KeyOf("D5", "p2") };
        await bot.HearAsync(direct);
        await world.WithAsync(World.Evenings);
        await bot.HearAsync(world.Does("U5", new Did.Said("p3", "done 1"), World.Evenings));

        await bot.HearAsync(direct);

        Assert.Equal("oo", (await world.MemberAsync(World.Mornings, "U5"))!.Ledger.Marks);
        Assert.Equal("o", (await world.MemberAsync(World.Evenings, "U5"))!.Ledger.Marks);
    }

    [Fact]
    public async Task A_message_that_comes_again_brings_nothing_back_of_somebody_who_was_forgotten_since()
    {
        var (world, bot) = await World.MorningAsync();
        var message = world.Message("U5", "p77", "done");
        await bot.HearAsync(message);
        await bot.HearAsync(world.Says("U5", "forget me now", mentioned: true));
        var rows = Places(world);

        await bot.HearAsync(message);

        Assert.Equal(rows, Places(world));
        Assert.Empty(await world.Store.CohortsOfAsync(message.From.Id, default));
    }

    private static IEnumerable<string> Places(World world) => [.. world.Rows().Select(row => $"{row.Partition} {row.Key}")];

    private static IEnumerable<Row> Marks(World world) => world.Rows().Where(row => row.Key.StartsWith("seen|", StringComparison.Ordinal));
}
