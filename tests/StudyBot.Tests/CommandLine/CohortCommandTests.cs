using System.Text.Json;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Host.Commands;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;
using StudyBot.Tests.Days;
using StudyBot.Tests.Doors;

namespace StudyBot.Tests.CommandLine;

/// <summary><c>cohorts</c>: what an operator does from a shell, on a real store, beside a host that runs or without one.</summary>
public class CohortCommandTests
{
    private const string Evening = "local/local/evening";

    [Fact]
    public async Task Adding_listing_showing_pausing_resuming_and_removing()
    {
        using var shell = new StoreShell();

        var added = await shell.AddAsync("evening", ("--holiday", "2035-01-03"), ("--lead", "@ana"));
        Assert.Equal($"{Evening} is set up. Its first lesson comes Tue 2 Jan 2035, 09:00 (Etc/UTC).\n", added.Output);

        var row = Assert.Single((await shell.JsonAsync("cohorts")).EnumerateArray());
        Assert.Equal("""{"id":"local/local/evening","plan":"month-3","day":0,"lessons":30,"state":"not started","nextLesson":"2035-01-02T09:00:00Z"}""", JsonSerializer.Serialize(row));
        Assert.Equal(JsonSerializer.Serialize(row), JsonSerializer.Serialize(await shell.JsonAsync("cohorts", "show", Evening)));
        Assert.Contains("│ local/local/evening │ month-3 │ 0 of 30 │ not started │ 2035-01-02T09:00:00Z │", await shell.SaysAsync("cohorts", "list"));

        var shown = await shell.SaysAsync("cohorts", "show", Evening);
        foreach (var fact in new[] { "Reached: not started", "Next lesson: day 1, Tue 2 Jan 2035, 09:00 (Etc/UTC)", "Lessons: 09:00 (Etc/UTC), Monday to Friday", "Holidays: Wed 3 Jan 2035", "No check-ins here yet" })
            Assert.Contains(fact, shown);

        Assert.Contains("rests through Fri 5 Jan 2035", await shell.SaysAsync("cohorts", "pause", Evening, "--until", "2035-01-05"));
        Assert.Equal("2035-01-08T09:00:00Z", (await shell.JsonAsync("cohorts", "show", Evening)).GetProperty("nextLesson").GetString());
        Assert.Contains("running again", await shell.SaysAsync("cohorts", "resume", Evening));
        Assert.Equal("2035-01-02T09:00:00Z", (await shell.JsonAsync("cohorts", "show", Evening)).GetProperty("nextLesson").GetString());

        Assert.Equal(2, (await shell.RunAsync("cohorts", "remove", Evening)).Exit);
        Assert.Equal($"{Evening} is gone. What was written in its channel stays there.\n", await shell.SaysAsync("cohorts", "remove", Evening, "--yes"));
        Assert.Empty((await shell.JsonAsync("cohorts")).EnumerateArray());
        Assert.Contains("There is no cohort yet", await shell.SaysAsync("cohorts"));
    }

    /// <summary>It is copied from there into the next command.</summary>
    [Fact]
    public async Task A_long_id_stands_on_one_line()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");
        var id = new CohortId("teams", "11111111-2222-3333-4444-555555555555", "19:a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0a1b2@thread.tacv2");
        using (var table = SqliteTable.Open(shell.Database))
        {
            var store = new StudyStore(table);
            var cohort = (await store.FindCohortAsync(new("local", "local", "evening"), default))!.Value;
            await store.CommitAsync(id, [new Change.PutCohort(cohort with { Id = id, Broken = "I was removed from the channel, which was archived a little later" }, null)], default);
        }

        Assert.Contains($"│ {id} │", await shell.SaysAsync("cohorts"));
    }

    [Theory]
    [InlineData("16:00", "18:00", "")]
    [InlineData("17:00", null, "")]
    [InlineData("17:00", "18:00", "Note: A nudge comes two hours or more after its lesson and before the next one, so on ordinary days there is none at 18:00. \"nudge 21:00\" works.\n")]
    public async Task A_nudge_time_that_leaves_nudges_no_room_is_noted(string time, string? nudge, string note)
    {
        using var shell = new StoreShell();

        var added = await shell.AddAsync("evening", [("--time", time), ("--days", "mon-sun"), .. nudge is null ? [] : new[] { ("--nudge", nudge) }]);

        Assert.Equal((0, note), (added.Exit, added.Error));
    }

    /// <summary>An option of <c>cohorts add</c>, a value it cannot take, and what is said. Another one is one more line here.</summary>
    [Theory]
    [InlineData("--platform", "irc", "--platform: Argument 'irc' not recognized.")]
    [InlineData("--tenant", "T1", "--tenant: the built-in chat has none but local")]
    [InlineData("--platform", "slack", "--tenant: a channel of slack is named with its workspace or tenant, such as --tenant T0123456789")]
    [InlineData("--channel", "Evening Class", "--channel: \"Evening Class\" is no channel of the built-in chat")]
    [InlineData("--start", "2035-02-30", "--start: \"2035-02-30\" is not a date such as 2026-12-01.")]
    [InlineData("--time", "25:00", "--time: \"25:00\" is not a time such as 09:00.")]
    [InlineData("--zone", "Berlin", "--zone: \"Berlin\" is not an IANA time zone such as Europe/Berlin.")]
    [InlineData("--days", "someday", "--days: \"someday\" is not weekdays such as mon-fri or mon,wed.")]
    [InlineData("--holiday", "xmas", "--holiday: \"xmas\" is not a date such as 2026-12-01.")]
    [InlineData("--nudge", "later", "--nudge: \"later\" is not a time such as 09:00.")]
    [InlineData("--lead", "<@U0123>", "--lead: \"<@U0123>\" is no user id and no name.")]
    [InlineData("--lead", "StudyBot", "--lead: \"StudyBot\" is no name for a person of the built-in chat.")]
    [InlineData("--summary", "fri", "--summary: \"fri\" is not a slot such as \"fri 16:00\", or off.")]
    public async Task A_value_that_means_nothing_is_wrong_usage_and_adds_nothing(string option, string value, string says)
    {
        using var shell = new StoreShell();

        var ran = await shell.AddAsync("evening", (option, value));

        Assert.Equal(2, ran.Exit);
        Assert.StartsWith(says, ran.Error);
        Assert.False(File.Exists(shell.Database));
    }

    [Fact]
    public async Task What_is_not_there_or_there_already_is_an_error_of_the_input()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("evening");

        Assert.Contains("has a running cohort", await ErrorAsync(shell.AddAsync("evening")));
        Assert.Contains("there is no plan \"rust\". Built in: month-3", await ErrorAsync(shell.AddAsync("night", ("--curriculum", "rust"))));
        Assert.Contains("There is no cohort local/local/night.", await ErrorAsync(shell.RunAsync("cohorts", "show", "local/local/night")));
        Assert.Contains("There is no cohort local/local/night.", await ErrorAsync(shell.RunAsync("cohorts", "remove", "local/local/night", "--yes")));
        Assert.Contains("This cohort is not paused.", await ErrorAsync(shell.RunAsync("cohorts", "resume", Evening)));
        Assert.Contains("--until: 2020-01-01 is over", await ErrorAsync(shell.RunAsync("cohorts", "pause", Evening, "--until", "2020-01-01")));
        Assert.Single((await shell.JsonAsync("cohorts")).EnumerateArray());
    }

    [Fact]
    public async Task A_cohort_of_a_chat_that_is_not_set_up_is_kept_and_said_to_wait()
    {
        using var shell = new StoreShell();

        var ran = await shell.AddAsync("19:abc@thread.tacv2", ("--platform", "teams"), ("--tenant", "T1"), ("--lead", "29:1abc"));

        Assert.Equal(0, ran.Exit);
        Assert.Equal("Note: teams is not set up here, so nothing is posted until it is.\n", ran.Error);
        Assert.Equal("teams/T1/19:abc@thread.tacv2", (await shell.JsonAsync("cohorts"))[0].GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("teams", "29:1abc", true)]
    [InlineData("slack", "U0ANA", false)]
    public async Task A_cohort_in_Teams_begins_with_buttons(string platform, string lead, bool buttonsFirst)
    {
        using var shell = new StoreShell();
        await shell.AddAsync("C1", ("--platform", platform), ("--tenant", "T1"), ("--lead", lead));

        using var table = SqliteTable.Open(shell.Database);
        Assert.Equal(buttonsFirst, (await new StudyStore(table).FindCohortAsync(new(platform, "T1", "C1"), default))!.Value.ShowButtonsFirst);
    }

    /// <summary>Its lessons would never come: a lesson before the change is not due.</summary>
    [Fact]
    public async Task The_demo_clock_is_no_time_for_the_cohort_of_another_chat()
    {
        using var shell = new StoreShell();
        var tomorrow = TimeProvider.System.Now().InUtc().Date.PlusDays(1);
        using (var table = SqliteTable.Open(shell.Database)) await new DemoClock(TimeProvider.System).MoveToAsync(TimeProvider.System.Now() + Duration.FromDays(30), table, default);

        await shell.AddAsync("C1", ("--platform", "slack"), ("--tenant", "T1"), ("--lead", "U0ANA"), ("--start", $"{tomorrow:uuuu-MM-dd}"), ("--days", "mon-sun"));

        Assert.Equal($"{tomorrow:uuuu-MM-dd}T09:00:00Z", Assert.Single((await shell.JsonAsync("cohorts")).EnumerateArray()).GetProperty("nextLesson").GetString());
    }

    [Fact]
    public async Task A_first_lesson_whose_hour_has_come_today_comes_now()
    {
        using var shell = new StoreShell();
        var today = TimeProvider.System.Now().InUtc().Date;

        var added = await shell.AddAsync("evening", ("--start", $"{today:uuuu-MM-dd}"), ("--time", "00:00"), ("--days", "mon-sun"));

        Assert.Equal($"{Evening} is set up. Its first lesson comes now.\n", added.Output);
    }

    [Fact]
    public async Task A_cohort_without_a_lead_is_noted_and_gets_one()
    {
        await using var app = await App.StartAsync("2035-01-01T12:00:00Z");
        using var shell = new StoreShell(app.Database);

        Assert.Equal($"Note: nobody is named to lead it. `StudyBot cohorts lead {Evening} PERSON` names somebody.\n", (await shell.AddAsync("evening", ("--lead", ""))).Error);
        Assert.StartsWith("That is for a lead, and this cohort has none. Whoever runs me can name one, with StudyBot cohorts lead.", await AsksAsync("ben", "setup"), StringComparison.Ordinal);

        Assert.Equal("ben is now a lead of this cohort. \"help\" shows what leads can say.\n", await shell.SaysAsync("cohorts", "lead", Evening, "@ben"));
        Assert.Contains("Notes are on", await AsksAsync("ben", "notes on"));
        Assert.Equal("That is for this cohort's leads: ask ben.", await AsksAsync("cem", "notes off"));

        Assert.Contains("ben is already a lead.", await ErrorAsync(shell.RunAsync("cohorts", "lead", Evening, "ben")));
        Assert.Contains("ben is the last one", await ErrorAsync(shell.RunAsync("cohorts", "lead", Evening, "ben", "--off")));
        await shell.SaysAsync("cohorts", "lead", Evening, "cem");
        Assert.Equal("ben is no longer a lead of this cohort.\n", await shell.SaysAsync("cohorts", "lead", Evening, "ben", "--off"));

        async Task<string> AsksAsync(string who, string command) => (await app.SaysAsync(who, $"@StudyBot {command}", channel: "evening")).Reply;
    }

    [Fact]
    public async Task Who_was_named_with_the_cohort_is_whom_others_are_told_to_ask()
    {
        await using var app = await App.StartAsync("2035-01-01T12:00:00Z");
        using var shell = new StoreShell(app.Database);

        await shell.AddAsync("evening", ("--lead", "@lea"));

        Assert.Equal("That is for this cohort's leads: ask lea.", (await app.SaysAsync("ben", "@StudyBot notes on", channel: "evening")).Reply);
    }

    /// <summary>Upper and lower case are the same person, before their first word too.</summary>
    [Theory]
    [InlineData("ANA", "ana")]
    [InlineData("Lea", "lea")]
    public async Task Who_was_named_with_the_cohort_leads_it_however_the_name_is_capitalised(string named, string speaks)
    {
        await using var app = await App.StartAsync("2035-01-01T12:00:00Z");
        using var shell = new StoreShell(app.Database);

        await shell.AddAsync("evening", ("--lead", named));

        Assert.Contains("Notes are on", (await app.SaysAsync(speaks, "@StudyBot notes on", channel: "evening")).Reply);
    }

    /// <summary>It finds no cohort yet, and takes the hint for one of something that is gone.</summary>
    [Fact]
    public async Task A_host_that_looks_while_a_cohort_is_added_knows_all_the_same_when_to_look_again()
    {
        var now = Instant.FromUtc(2035, 1, 1, 12, 0);
        var table = new ScriptedTable(new MemoryTable(), new());
        var store = new StudyStore(table);
        var id = Names.Cohort("evening");
        table.Meanwhile = async call =>
        {
            if (call.Partition != Keys.Partition(id)) return;
            table.Meanwhile = null;
            await store.SettleAsync(id, await store.DueAsync(0, Instant.MaxValue, default), null, default);
        };
        var schedule = new Schedule(new(2035, 1, 2), DateTimeZone.Utc, new(9, 0), StudyDays.EveryDay, new HashSet<LocalDate>(), [], Nudge: null, Summary: null);

        Assert.True(await AddCohort.KeepAsync(store, new(id, 1, new("month-3", "a1", "Month 3", Lessons: 2), schedule, [], ["ana"]), null, now, default));

        Assert.Null(table.Meanwhile);
        Assert.Equal(id, Assert.Single(await store.DueAsync(0, Instant.MaxValue, default)).Cohort);
    }

    /// <summary>Else whoever is refused in that moment would be told that all went well.</summary>
    [Fact]
    public async Task What_a_host_does_to_a_cohort_meanwhile_is_not_taken_for_what_the_command_did()
    {
        var world = await new World().WithAsync(World.Mornings);
        var table = new ScriptedTable(world.Table, new());
        table.Meanwhile = async _ =>
        {
            table.Meanwhile = null;
            var before = (await world.Store.FindCohortAsync(World.Mornings, default))!;
            await world.Store.CommitAsync(World.Mornings, [new Change.PutCohort(before.Value with { NotesAllowed = true }, before.ETag)], default);
        };

        var (said, changed) = await CohortCommands.TellAsync(table, 1, World.Mornings, "resume cohort", world.Now, default);

        Assert.Null(table.Meanwhile);
        Assert.StartsWith("This cohort is not paused.", Assert.Single(said), StringComparison.Ordinal);
        Assert.False(changed);
        Assert.True((await CohortCommands.TellAsync(table, 1, World.Mornings, "lead <@U7>", world.Now + Duration.FromSeconds(1), default)).Changed);
    }

    /// <summary>What is no id may be a name of the tables; nobody is made a lead by a slip.</summary>
    [Fact]
    public async Task A_name_that_nobody_has_leads_no_cohort_of_another_chat()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("C1", ("--platform", "slack"), ("--tenant", "T1"), ("--lead", "U0ANA"));

        Assert.Equal(1, (await shell.RunAsync("cohorts", "lead", "slack/T1/C1", "Bern")).Exit);
        var added = await shell.AddAsync("C2", ("--platform", "slack"), ("--tenant", "T1"), ("--lead", "ana"));
        Assert.Equal((2, "--lead: \"ana\" is no user id of slack, such as U0123456789.\n"), (added.Exit, added.Error));

        using var table = SqliteTable.Open(shell.Database);
        Assert.Equal(["U0ANA"], (await new StudyStore(table).FindCohortAsync(new("slack", "T1", "C1"), default))!.Value.Leads);
    }

    /// <summary>Their id is nothing to call them by.</summary>
    [Fact]
    public async Task A_lead_of_another_chat_is_named_by_id_and_called_by_none()
    {
        using var shell = new StoreShell();
        await shell.AddAsync("C1", ("--platform", "slack"), ("--tenant", "T1"), ("--lead", "U0ANA"));

        Assert.StartsWith("That person is now a lead", await shell.SaysAsync("cohorts", "lead", "slack/T1/C1", "U0ABC"), StringComparison.Ordinal);

        using var table = SqliteTable.Open(shell.Database);
        var store = new StudyStore(table);
        Assert.Equal(["U0ANA", "U0ABC"], (await store.FindCohortAsync(new("slack", "T1", "C1"), default))!.Value.Leads);
        Assert.Equal("", (await store.FindMemberAsync(new("slack", "T1", "C1"), 1, new("slack", "T1", "U0ABC"), default))!.Value.Name);
    }

    /// <summary>The commands and the host meet in the store alone.</summary>
    [Fact]
    public async Task A_running_host_sees_a_change_by_its_next_tick()
    {
        await using var app = await App.StartAsync("2035-01-01T12:00:00Z");
        using var shell = new StoreShell(app.Database);

        await shell.AddAsync("evening", ("--time", "18:00"), ("--days", "mon-sun"));
        await app.ClockAsync("2035-01-02T18:01:00Z");
        Assert.Equal([1], await LessonsAsync(app));
        Assert.Equal("running", await StateAsync(shell));

        await shell.SaysAsync("cohorts", "pause", Evening, "--until", "2035-01-04");
        await app.ClockAsync("2035-01-04T18:01:00Z");
        Assert.Equal([1], await LessonsAsync(app));

        await shell.SaysAsync("cohorts", "resume", Evening);
        await app.ClockAsync("2035-01-05T18:01:00Z");
        Assert.Equal([1, 2], (await LessonsAsync(app)).Order());

        await shell.SaysAsync("cohorts", "remove", Evening, "--yes");
        await app.ClockAsync("2035-01-06T18:01:00Z");
        Assert.Equal([1, 2], (await LessonsAsync(app)).Order());
        Assert.Equal("local/local/study", Assert.Single((await shell.JsonAsync("cohorts")).EnumerateArray()).GetProperty("id").GetString());
    }

    private static async Task<IEnumerable<int>> LessonsAsync(App app)
    {
        var messages = JsonDocument.Parse(await app.Http.GetStringAsync("/local/messages?channel=evening")).RootElement;
        return [.. messages.EnumerateArray().Where(m => m.GetProperty("kind").GetString() == "lesson").Select(m => m.GetProperty("lesson").GetInt32())];
    }

    private static async Task<string?> StateAsync(StoreShell shell) => (await shell.JsonAsync("cohorts", "show", Evening)).GetProperty("state").GetString();

    private static async Task<string> ErrorAsync(Task<Ran> running)
    {
        var ran = await running;
        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        return ran.Error;
    }
}
