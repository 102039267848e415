using Microsoft.Extensions.Time.Testing;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.Local;

/// <summary>The chat as a platform, and its log of messages.</summary>
public class LocalPlatformTests
{
    private static readonly Post Lesson = new(Names.Cohort("study"), Deliveries.Lesson(1, 3), Card.Line("Day 3"));
    private static readonly Sought SoughtLesson = new(Lesson.Cohort, Lesson.Delivery, Lesson.To, Instant.MinValue);

    private readonly FakeTimeProvider _time = new(Chat.FirstMorning);

    [Fact]
    public async Task It_can_always_tell_whether_a_post_of_ours_is_there()
    {
        var (platform, _) = Make(new MemoryTable());
        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson, CancellationToken.None));

        var sent = Assert.IsType<Sending.Sent>(await platform.PostAsync(Lesson, CancellationToken.None));

        Assert.Equal(new Found.Here(sent.MessageId, sent.At), await platform.FindAsync(SoughtLesson, CancellationToken.None));
        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson with { Delivery = Deliveries.Lesson(1, 4) }, CancellationToken.None));
        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson with { Delivery = Deliveries.Lesson(2, 3) }, CancellationToken.None));
        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson with { Cohort = Names.Cohort("evenings") }, CancellationToken.None));
    }

    /// <summary>Two bots on one store may have sent the same.</summary>
    [Fact]
    public async Task Of_two_posts_of_a_delivery_it_finds_either_beside_the_other()
    {
        var (platform, _) = Make(new MemoryTable());
        var first = Assert.IsType<Sending.Sent>(await platform.PostAsync(Lesson, CancellationToken.None));
        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson with { Besides = first.MessageId }, CancellationToken.None));
        for (var i = 0; i < 250; i++) await platform.PostAsync(Lesson with { Delivery = Deliveries.Nudge(1, 3, Names.Person($"u{i}")) }, CancellationToken.None);
        var second = Assert.IsType<Sending.Sent>(await platform.PostAsync(Lesson, CancellationToken.None));

        Assert.Equal(new Found.Here(first.MessageId, first.At), await platform.FindAsync(SoughtLesson with { Besides = second.MessageId }, CancellationToken.None));
        Assert.Equal(new Found.Here(second.MessageId, second.At), await platform.FindAsync(SoughtLesson with { Besides = first.MessageId }, CancellationToken.None));
    }

    /// <summary>An earlier cohort of the channel, or a reminder that was asked for before, had a delivery of the same name.</summary>
    [Fact]
    public async Task A_post_from_before_is_none_of_those_sought()
    {
        var (platform, _) = Make(new MemoryTable());
        var before = Assert.IsType<Sending.Sent>(await platform.PostAsync(Lesson, CancellationToken.None));
        _time.Advance(TimeSpan.FromHours(2));
        var since = Instant.FromDateTimeOffset(_time.GetUtcNow());

        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson with { Since = since }, CancellationToken.None));

        var sent = Assert.IsType<Sending.Sent>(await platform.PostAsync(Lesson, CancellationToken.None));
        Assert.Equal(new Found.Here(sent.MessageId, sent.At), await platform.FindAsync(SoughtLesson with { Since = since }, CancellationToken.None));
        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson with { Since = since, Besides = sent.MessageId }, CancellationToken.None));
        Assert.NotEqual(before.MessageId, sent.MessageId);
    }

    [Fact]
    public async Task A_post_that_was_taken_back_is_not_there_and_its_number_is_not_used_again()
    {
        var (platform, messages) = Make(new MemoryTable());
        var sent = Assert.IsType<Sending.Sent>(await platform.PostAsync(Lesson, CancellationToken.None));

        Assert.True(await platform.DeleteAsync(Lesson.Cohort, sent.MessageId, CancellationToken.None));
        Assert.True(await platform.DeleteAsync(Lesson.Cohort, sent.MessageId, CancellationToken.None));

        Assert.IsType<Found.Nowhere>(await platform.FindAsync(SoughtLesson, CancellationToken.None));
        Assert.Null(await messages.FindAsync(sent.MessageId, CancellationToken.None));
        Assert.Equal("m2", Assert.IsType<Sending.Sent>(await platform.PostAsync(Lesson, CancellationToken.None)).MessageId);
    }

    [Fact]
    public async Task What_is_private_goes_to_the_persons_own_conversation()
    {
        var (platform, messages) = Make(new MemoryTable());

        await platform.PostAsync(Lesson with { Delivery = Deliveries.Nudge(1, 3, Names.Person("ana")), To = Names.Person("ana") }, CancellationToken.None);

        var nudge = Assert.Single(await messages.PageAsync(null, CancellationToken.None));
        Assert.Equal(("@ana", "ana", MessageKind.Nudge, 3), (nudge.Channel, nudge.PrivateTo, nudge.Kind, nudge.Lesson));
        Assert.Equal(Lesson.Cohort, nudge.Cohort);
    }

    [Fact]
    public async Task Where_the_store_cannot_answer_nobody_knows_whether_it_was_posted()
    {
        var (platform, _) = Make(new Broken());

        Assert.IsType<Sending.Unknown>(await platform.PostAsync(Lesson, CancellationToken.None));
    }

    [Fact]
    public async Task Two_writers_of_one_log_share_its_numbers()
    {
        var table = new MemoryTable();
        var (one, _) = Make(table);
        var (other, _) = Make(table);

        var ids = new List<string>();
        for (var day = 1; day <= 6; day++)
        {
            var post = Lesson with { Delivery = Deliveries.Lesson(1, day) };
            ids.Add(Assert.IsType<Sending.Sent>(await (day % 3 == 0 ? other : one).PostAsync(post, CancellationToken.None)).MessageId);
        }

        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "m6"], ids);
    }

    [Fact]
    public async Task Whoever_is_far_behind_the_newest_number_looks_for_it_once()
    {
        var table = new ScriptedTable(new MemoryTable(), new());
        var (one, _) = Make(table);
        var (other, _) = Make(table);
        await one.PostAsync(Lesson, CancellationToken.None);
        for (var day = 1; day <= 100; day++) await other.PostAsync(Lesson with { Delivery = Deliveries.Lesson(2, day) }, CancellationToken.None);
        var before = table.Calls.Count;

        Assert.Equal("m102", Assert.IsType<Sending.Sent>(await one.PostAsync(Lesson with { Delivery = Deliveries.Lesson(3, 1) }, CancellationToken.None)).MessageId);

        Assert.InRange(table.Calls.Count - before, 3, 5);
    }

    /// <summary>The longest there is, in letters that take the most room.</summary>
    [Fact]
    public async Task Whatever_a_person_is_called_a_nudge_s_row_fits_every_table()
    {
        var table = new MemoryTable();
        var (platform, _) = Make(table);
        var person = Names.Person(new string('\u674e', 40));

        await platform.PostAsync(Lesson with { Delivery = Deliveries.Nudge(1, 3, person), To = person }, CancellationToken.None);

        await foreach (var row in table.AllAsync(CancellationToken.None)) Assert.NotEmpty(AzureKey.OfRow(row.Key));
    }

    [Fact]
    public async Task A_cohort_that_was_removed_and_people_who_were_forgotten_do_not_come_back()
    {
        var table = new MemoryTable();
        await using (var first = await Chat.StartAsync(table))
        {
            foreach (var friend in new[] { "ana", "ben", "chloe" }) await first.Get<People>().ForgetAsync(friend, CancellationToken.None);
            await first.Get<IStudyStore>().RemoveCohortAsync(Names.Cohort(Names.Channel), CancellationToken.None);
        }

        await using var second = await Chat.StartAsync(table, Chat.FirstMorning.AddHours(1));

        Assert.Null(await second.Get<IStudyStore>().FindCohortAsync(Names.Cohort(Names.Channel), CancellationToken.None));
        Assert.Empty(await second.Get<People>().AllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_written_but_not_handled_before_a_crash_is_handled_at_the_next_start()
    {
        var table = new MemoryTable();
        await using (var first = await Chat.StartAsync(table))
        {
            await first.Get<MessageLog>().AddAsync(
                number => new(number, first.Now, Names.Channel, "ana", MessageKind.Message) { Words = "done", Waiting = true },
                CancellationToken.None);
        }

        await using var second = await Chat.StartAsync(table, Chat.FirstMorning.AddDays(3));

        var receipt = Assert.Single((await second.MessagesAsync()).Single(m => m.Text("text") == "done").GetProperty("receipts").EnumerateArray());
        Assert.Equal("on-time", receipt.Text("class"));
    }

    [Fact]
    public async Task What_was_edited_but_not_handled_before_a_crash_is_handled_at_the_next_start()
    {
        var table = new MemoryTable();
        await using (var first = await Chat.StartAsync(table))
        {
            await first.SayAsync("ana", "done");
            await first.Get<MessageLog>().ChangeAsync(2, m => m with { Words = "not yet", Edited = first.Now, Waiting = true }, CancellationToken.None);
        }

        await using var second = await Chat.StartAsync(table, Chat.FirstMorning.AddHours(1));

        Assert.Empty((await second.MessagesAsync()).Single(m => m.Text("id") == "m2").GetProperty("receipts").EnumerateArray());
        Assert.Contains("0 of 1 done", (await second.MessagesAsync())[0].Text("text"));
    }

    [Fact]
    public async Task What_is_older_than_the_bot_remembers_is_not_handled_a_second_time()
    {
        var table = new MemoryTable();
        await using (var first = await Chat.StartAsync(table))
        {
            await first.SayAsync("ana", "done");
            await first.SayAsync("ana", "undo");
            // The bot had died before it could note that it had handled the first.
            await first.Get<MessageLog>().ChangeAsync(2, m => m with { Waiting = true }, CancellationToken.None);
            await new StudyStore(table).SweepAsync(first.Now + Duration.FromDays(9), CancellationToken.None);
        }

        await using var second = await Chat.StartAsync(table, Chat.FirstMorning.AddDays(9));

        Assert.Empty((await second.MessagesAsync()).Single(m => m.Text("id") == "m2").GetProperty("receipts").EnumerateArray());
    }

    private (LocalPlatform Platform, MessageLog Messages) Make(ITable table)
    {
        var feed = new Feed(_time);
        var messages = new MessageLog(table, feed);
        return (new(messages, new Channels(table, feed), _time), messages);
    }

    /// <summary>A table that is down.</summary>
    private sealed class Broken : ITable
    {
        public Task<Row?> GetAsync(string partition, string key, CancellationToken cancel) => throw new TableUnavailableException("down");

        public Task<IReadOnlyList<Row>> RangeAsync(string partition, string from, string until, int limit, CancellationToken cancel) => throw new TableUnavailableException("down");

        public Task<Written> WriteAsync(string partition, IReadOnlyList<RowChange> changes, CancellationToken cancel) => throw new TableUnavailableException("down");

        public IAsyncEnumerable<Row> EveryAsync(string from, string until, string key, CancellationToken cancel) => throw new TableUnavailableException("down");

        public IAsyncEnumerable<Row> AllAsync(CancellationToken cancel) => throw new TableUnavailableException("down");
    }
}
