namespace StudyBot.Tests.Days;

/// <summary>What leads decide, and who is one. Ana set the cohort up.</summary>
public class LeadsTests
{
    [Fact]
    public async Task The_role_is_named_taken_back_and_never_left_empty()
    {
        await using var app = await App.StartAsync();
        Assert.Contains("ask ana", await app.AsksAsync("ben", "skip today"));
        Assert.Contains("ask ana", await app.AsksAsync("ben", "time 25:00"));
        Assert.DoesNotContain("For leads", await app.AsksAsync("ben", "help"));
        Assert.Contains("you are the last one", await app.AsksAsync("ana", "lead @ana off"));
        Assert.Contains("I know nobody here by the name of bne", await app.AsksAsync("ana", "lead bne"));

        Assert.Contains("ben is now a lead", await app.AsksAsync("ana", "lead @ben"));
        Assert.Contains("ben is already a lead", await app.AsksAsync("ana", "lead @ben"));
        Assert.Contains("For leads", await app.AsksAsync("ben", "help"));
        Assert.Contains("ana is no longer a lead", await app.AsksAsync("ben", "lead @ana off"));
        Assert.Contains("ana is not a lead", await app.AsksAsync("ben", "lead @ana off"));
        Assert.Contains("leads", await app.AsksAsync("ana", "status"));
        Assert.Contains("you are the last one", await app.AsksAsync("ben", "lead @ben off"));
    }

    [Fact]
    public async Task A_guest_leads_nothing_even_where_they_were_named_and_an_admin_leads_everywhere()
    {
        await using var app = await App.StartAsync();
        await app.AsksAsync("ana", "lead @gus");
        await app.AsksAsync("ana", "lead @ben");

        Assert.Contains("That is for this cohort's leads", await app.TellsAsync("gus", "notes on", guest: true));
        Assert.Contains("Notes are on", await app.TellsAsync("gus", "notes on"));
        Assert.Contains("Notes are off", await app.TellsAsync("wanda", "notes off", admin: true));
        Assert.Contains("That is for this cohort's leads", await app.TellsAsync("wanda", "notes off", admin: true, guest: true));
        Assert.Contains("That is for this cohort's leads", await app.TellsAsync("wanda", "notes off"));
    }

    [Fact]
    public async Task Days_are_skipped_paused_and_kept_free()
    {
        await using var app = await App.StartAsync();
        Assert.Contains("Day 1 is already out, so today goes ahead.", await app.AsksAsync("ana", "skip today"));

        await app.ClockAsync("2026-03-03T08:00:00Z");
        Assert.Contains("Next lesson: Wed 4 Mar, 09:00 (UTC)", await app.AsksAsync("ana", "skip today"));
        Assert.Contains("nothing to skip", await app.AsksAsync("ana", "skip today"));
        Assert.Contains("is a holiday", await app.AsksAsync("ana", "holiday 2026-03-05"));
        Assert.Contains("is in the past", await app.AsksAsync("ana", "holiday 2026-03-02"));
        Assert.Contains("is a holiday", await app.AsksAsync("ana", "holiday 2026-03-06"));
        Assert.Contains("it is a study day again", await app.AsksAsync("ana", "holiday 2026-03-06 off"));
        Assert.Contains("\"settings\" lists the holidays", await app.AsksAsync("ana", "holiday 2026-03-06 off"));
        await app.ClockAsync("2026-03-06T12:00:00Z");
        Assert.Contains("Day 3 is already out, so today goes ahead.", await app.AsksAsync("ana", "holiday today"));
        Assert.Equal(["2026-03-02", "2026-03-04", "2026-03-06"], await Dates(app));

        Assert.Contains("rests from tomorrow through Mon 9 Mar 2026", await app.AsksAsync("ana", "pause cohort until 2026-03-09"));
        Assert.Contains("This cohort is running again.", await app.AsksAsync("ana", "resume cohort"));
        Assert.Contains("This cohort is not paused.", await app.AsksAsync("ana", "resume cohort"));
        await app.AsksAsync("ana", "pause cohort until 2026-03-09");
        await app.ClockAsync("2026-03-10T12:00:00Z");
        Assert.Equal(["2026-03-02", "2026-03-04", "2026-03-06", "2026-03-10"], await Dates(app));
    }

    [Fact]
    public async Task Time_zone_and_days_change_the_lessons_to_come_alone()
    {
        await using var app = await App.StartAsync();
        Assert.Contains("Lessons now come at 10:30.", await app.AsksAsync("ana", "time 10:30"));
        Assert.Contains("Next lesson: Tue 3 Mar, 10:30 (America/New_York)", await app.AsksAsync("ana", "zone America/New_York"));
        Assert.Contains("did you mean Europe/Berlin?", await app.AsksAsync("ana", "zone berlin"));
        Assert.Contains("Study days are now Tuesday and Friday.", await app.AsksAsync("ana", "days tue,fri"));
        await app.ClockAsync("2026-03-07T00:00:00Z");

        Assert.Equal(["2026-03-02T09:00", "2026-03-03T15:30", "2026-03-06T15:30"], (await app.PostsAsync("lesson")).Select(m => m.At[..16]));
        Assert.Contains("Day 3 has been posted, so the start date stands.", await app.AsksAsync("ana", "start 2026-04-01"));
        Assert.Contains("day 4, Tue 10 Mar, 10:30 (America/New_York)", await app.AsksAsync("ana", "status"));
    }

    [Fact]
    public async Task Nudges_summaries_notes_and_plans_are_set()
    {
        await using var app = await App.StartAsync();
        await app.AsksAsync("ben", "join");
        Assert.Contains("Nudges are off for this cohort.", await app.AsksAsync("ana", "nudge off"));
        Assert.Contains("The weekly summary now comes on Tuesday at 12:00.", await app.AsksAsync("ana", "summary tue 12:00"));
        await app.SaysAsync("ben", "done");
        Assert.Contains("1. ben", await app.AsksAsync("ana", "summary now"));
        await app.ClockAsync("2026-03-03T13:00:00Z");
        Assert.Empty(await app.PostsAsync("nudge"));
        Assert.StartsWith("2026-03-03T12:00", Assert.Single(await app.PostsAsync("summary")).At, StringComparison.Ordinal);
        Assert.Contains("nothing to sum up yet", await app.AsksAsync("ana", "summary now"));
        Assert.Contains("The weekly summary is off.", await app.AsksAsync("ana", "summary off"));

        Assert.Contains("already follows", await app.AsksAsync("ana", "curriculum month-3"));
        Assert.Contains("I know no curriculum named month-4. I have month-3.", await app.AsksAsync("ana", "curriculum month-4"));
        Assert.Contains("is running here", await app.AsksAsync("ana", "setup"));
    }

    [Fact]
    public async Task An_excused_lesson_does_not_touch_a_streak()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ben", "done");
        Assert.Contains("Day 2 is excused for ben", await app.AsksAsync("ana", "excuse @ben 2"));
        Assert.Contains("already excused", await app.AsksAsync("ana", "excuse @ben 2"));
        Assert.Contains("has not joined", await app.AsksAsync("ana", "excuse @ana 2"));
        Assert.Contains("I know nobody here", await app.AsksAsync("ana", "excuse @nobody 2"));
        Assert.Contains("There is no day 31", await app.AsksAsync("ana", "excuse @ben 31"));

        await app.ClockAsync("2026-03-04T12:00:00Z");
        await app.SaysAsync("ben", "done");
        Assert.Contains("Streak: 2", await app.AsksAsync("ben", "me"));

        Assert.Contains("Day 2 is no longer excused for ben", await app.AsksAsync("ana", "excuse @ben 2 off"));
        await app.ClockAsync("2026-03-05T00:00:00Z");
        Assert.Contains("Streak: 1", await app.AsksAsync("ben", "me"));
    }

    [Fact]
    public async Task A_start_can_move_until_the_first_lesson_is_out()
    {
        await using var app = await App.StartAsync();
        await SecondCohort.SetUpAsync(app, "ben", "bakers", start: "2026-03-03");
        Assert.Contains("Thu 5 Mar 2026", (await app.SaysAsync("ben", "@StudyBot start thursday", channel: "bakers")).Reply);
        Assert.Contains("is in the past", (await app.SaysAsync("ben", "@StudyBot start 2026-03-01", channel: "bakers")).Reply);
        Assert.Contains("Reached: not started", (await app.SaysAsync("ben", "@StudyBot status", channel: "bakers")).Reply);

        // The end of all calendars is a date too.
        Assert.Contains("9999", (await app.SaysAsync("ben", "@StudyBot start 9999-12-31", channel: "bakers")).Reply);
        Assert.Contains("9999", (await app.SaysAsync("ben", "@StudyBot pause until 9999-12-31", channel: "bakers")).Reply);
        await app.NextMorningAsync();
        Assert.Equal(2, (await app.PostsAsync("lesson")).Count);
    }

    private static async Task<IEnumerable<string>> Dates(App app) => (await app.PostsAsync("lesson")).Select(m => m.At[..10]);
}
