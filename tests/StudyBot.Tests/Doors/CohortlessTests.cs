using System.Text;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Tests.Doors;

/// <summary>Somebody speaks to the bot where there is no cohort: in a direct message before they joined any, or in a channel that has none.</summary>
public class CohortlessTests
{
    private const string User = "U5STRANGER";

    private static readonly CohortId Lobby = new("slack", "T1", "C7");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_is_in_no_cohort_is_asked_and_then_forgotten_like_anybody(bool directly)
    {
        var world = new World();
        var bot = world.Start();

        var asked = await bot.HearAsync(Says(world, "forget me", directly));
        Assert.Equal(Card(Say.ForgetMeAsk([])), Told(asked));
        Assert.False(asked.Forgotten);
        Assert.Equal(Card(Say.Kept()), Told(await bot.HearAsync(Says(world, "keep", directly))));
        Assert.Equal(Card(Say.NothingKept()), Told(await bot.HearAsync(Says(world, "my data", directly))));

        var farewell = Says(world, "forget me now", directly);
        Assert.Equal(Card(Say.Forgotten()), Told(await bot.HearAsync(farewell)));
        Assert.Empty(Traces(world));
    }

    [Fact]
    public async Task In_a_channel_without_a_cohort_words_to_others_are_left_alone()
    {
        var world = new World();

        Assert.Same(Handled.Silence, await world.Start().HearAsync(world.Says("U5", "undo")));
    }

    /// <summary>What a platform keeps may still be there, if it stopped in between.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delivered_again_it_is_forgotten_again(bool directly)
    {
        var world = new World();
        var farewell = Says(world, "forget me now", directly);

        Assert.True((await world.Start().HearAsync(farewell)).Forgotten);
        Assert.True((await world.Start().HearAsync(farewell)).Forgotten);
    }

    [Fact]
    public async Task A_question_that_is_delivered_again_is_answered_once()
    {
        var world = new World();
        var (bot, asked, told) = (world.Start(), Says(world, "forget me", directly: true), Says(world, "my data", directly: false));

        Assert.Single((await bot.HearAsync(asked)).Replies);
        Assert.Single((await bot.HearAsync(told)).Replies);
        Assert.True((await bot.HearAsync(asked)).Duplicate);
        Assert.True((await bot.HearAsync(told)).Duplicate);
    }

    [Fact]
    public async Task In_a_channel_without_a_cohort_the_persons_own_cohorts_are_told_and_forgotten()
    {
        var world = await new World().WithAsync(World.Mornings);
        var bot = world.Start();
        await bot.HearAsync(world.Says(User, "join", mentioned: true));

        Assert.NotEmpty((await bot.HearAsync(Says(world, "my data", directly: false))).Replies[0].Files);
        await bot.HearAsync(Says(world, "forget me now", directly: false));

        Assert.Empty(Traces(world));
    }

    /// <summary>A hint is written before what it announces, and may be left alone by a crash.</summary>
    [Fact]
    public async Task Somebody_of_whom_a_hint_alone_was_left_is_forgotten_in_a_direct_message()
    {
        var world = await new World().WithAsync(Lobby);
        var bot = world.Start();
        await bot.HearAsync(world.Says(User, "join", Lobby, mentioned: true));
        await world.Table.WriteAsync("cohort|slack|T1|C7", [new RowChange.Delete("cohort")], default);

        Assert.Equal(Card(Say.NoCohortOfYours()), Told(await bot.HearAsync(Says(world, "me", directly: true))));
        Assert.True((await bot.HearAsync(Says(world, "forget me now", directly: true))).Forgotten);

        Assert.Empty(Traces(world));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("hi")]
    [InlineData("")]
    public async Task Help_is_the_list_of_what_can_be_said_after_the_way_to_a_cohort(string words)
    {
        var world = new World();
        var bot = world.Start();

        Assert.Equal($"{Card(Say.NoCohortOfYours())}\n\n{Card(Say.Help(isLead: false))}", Told(await bot.HearAsync(Says(world, words, directly: true))));
        Assert.Equal($"{Card(Say.NoCohortHere())}\n\n{Card(Say.Help(isLead: false))}", Told(await bot.HearAsync(Says(world, words, directly: false))));
    }

    [Fact]
    public async Task Each_button_of_the_greeting_does_what_it_says_before_there_is_a_cohort()
    {
        var world = new World();
        var bot = world.Start();
        var greeting = Assert.Single((await bot.HearAsync(world.Does(User, new Did.BotAdded(), Lobby))).Replies).Card;
        var (setUp, help) = greeting.Parts.OfType<Part.Buttons>().Single().Items is [var first, var second] ? (first, second) : throw new Xunit.Sdk.XunitException("Not two buttons.");

        Assert.Contains("Set up a cohort", Told(await bot.HearAsync(world.Does(User, new Did.Pressed(setUp.Command), Lobby))), StringComparison.Ordinal);
        var answer = Told(await bot.HearAsync(world.Does(User, new Did.Pressed(help.Command), Lobby)));
        Assert.StartsWith("There is no cohort in this channel yet. Mention me to set one up: \"@StudyBot setup\".", answer, StringComparison.Ordinal);
        Assert.Contains("What you can say", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_word_is_answered_kindly()
    {
        var world = new World();
        var bot = world.Start();

        Assert.Equal(Card(Say.Welcome()), Told(await bot.HearAsync(Says(world, "thanks!", directly: true))));
        Assert.Empty((await bot.HearAsync(Says(world, "ok", directly: true))).Replies);
    }

    private static Incoming Says(World world, string text, bool directly)
    {
        var said = world.Says(User, text, Lobby, mentioned: !directly);
        return directly ? said with { Where = said.Where with { Channel = "D5", Direct = true } } : said;
    }

    private static string Card(Card card) => PlainText.Render(card);

    /// <summary>The only answer, which nobody else may see.</summary>
    private static string Told(Handled handled)
    {
        var reply = Assert.Single(handled.Replies);
        Assert.True(reply.Private);
        return PlainText.Render(reply.Card);
    }

    private static IReadOnlyList<string> Traces(World world) =>
        [.. world.Rows().Select(row => $"{row.Partition} {row.Key} {Encoding.UTF8.GetString(row.Value.Span)}").Where(text => text.Contains(User, StringComparison.OrdinalIgnoreCase))];
}
