using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using StudyBot.Ports;

namespace StudyBot.Tests.Days;

/// <summary>What people decide about themselves.</summary>
public class MembersTests
{
    [Fact]
    public async Task Who_hides_is_in_no_table_and_in_every_total()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");
        await app.SaysAsync("ben", "done");

        Assert.Contains("\"show me\" brings it back", await app.AsksAsync("ana", "hide me"));
        var board = await app.AsksAsync("ben", "leaderboard");
        Assert.Contains("1. ben", board);
        Assert.DoesNotContain("ana", board);
        Assert.Contains("2 people learning", board);
        await app.UntilAsync(async () => (await app.LessonAsync(1)).Text.Contains("2 of 2 done"));
        Assert.DoesNotContain("Rank", await app.AsksAsync("ana", "me"));

        await app.AsksAsync("ana", "show me");
        Assert.Contains("1. ana", await app.AsksAsync("ben", "leaderboard all"));
    }

    [Fact]
    public async Task Who_leaves_keeps_the_record_and_gets_no_nudge_until_they_join_again()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");
        await app.SaysAsync("ben", "done");
        Assert.Contains("Your record is kept", await app.AsksAsync("ben", "leave"));
        Assert.Contains("You have left Month 3", await app.AsksAsync("ben", "leave"));
        Assert.DoesNotContain("ben", await app.AsksAsync("ana", "leaderboard"));

        await app.NextMorningAsync();
        await app.UntilAsync(async () => (await app.LessonAsync(2)).Text.Contains("0 of 1 done"));
        await app.PassAsync(Duration.FromHours(10));
        Assert.Equal(["ana"], (await app.PostsAsync("nudge")).Select(n => n.PrivateTo));

        Assert.Contains("Your streak is 1. The newest lesson is day 2. On time until", await app.AsksAsync("ben", "join"));
        Assert.Contains("You are already in", await app.AsksAsync("ben", "join"));
        Assert.Contains("Completed: 1 lesson", await app.AsksAsync("ben", "me"));
        Assert.Contains("ben", await app.AsksAsync("ana", "leaderboard all"));
    }

    [Fact]
    public async Task Who_mutes_hears_nothing_and_who_pauses_loses_nothing()
    {
        await using var app = await App.StartAsync();
        foreach (var who in new[] { "ana", "ben", "chloe" }) await app.SaysAsync(who, "done");
        await app.AsksAsync("ben", "mute");
        Assert.Contains("You are on pause through Thu 5 Mar 2026", await app.AsksAsync("chloe", "pause until 2026-03-05"));
        Assert.Contains("is in the past", await app.AsksAsync("chloe", "pause until 2026-03-01"));
        Assert.Contains("You are not on pause.", await app.AsksAsync("ana", "back"));

        await app.NextMorningAsync();
        await app.PassAsync(Duration.FromHours(10));
        Assert.Equal(["ana"], (await app.PostsAsync("nudge")).Select(n => n.PrivateTo));
        Assert.Contains("Your nudges: muted", await app.AsksAsync("ben", "settings"));
        Assert.Contains("Nudges are on again", await app.AsksAsync("ben", "unmute"));

        await app.ClockAsync("2026-03-05T12:00:00Z");
        Assert.Contains("Welcome back", await app.AsksAsync("chloe", "back"));
        await app.SaysAsync("chloe", "done");
        var why = await app.AsksAsync("chloe", "why");
        Assert.Contains("Your streak: 2", why);
        Assert.Contains("Day 2: paused or excused; the streak stays 1.", why);
        Assert.Contains("Day 4: on time. Streak 2.", why);
    }

    [Fact]
    public async Task Why_explains_every_lesson()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done");
        await app.NextMorningAsync();
        await app.ClockAsync("2026-03-04T15:00:00Z");
        await app.SaysAsync("ana", "done 2");
        await app.ClockAsync("2026-03-06T12:00:00Z");
        await app.SaysAsync("ana", "done 3");

        var why = Assert.Single((await app.SaysAsync("ana", "@StudyBot why")).Replies);
        Assert.Equal("ana", why.PrivateTo);
        Assert.Contains("Day 1: on time. Streak 1.", why.Text);
        Assert.Contains("Day 2: within the grace period. Streak 2.", why.Text);
        Assert.Contains("Day 3: completed late, so the streak starts again.", why.Text);
        Assert.Contains("Day 4: still open; the streak is 0.", why.Text);
        Assert.Contains("Day 5: still open; the streak is 0.", why.Text);
        Assert.Contains("No lesson counts for your streak yet.", await app.AsksAsync("ben", "why"));
    }

    [Fact]
    public async Task Questions_are_answered()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ana", "done: https://example.org/one?utm_source=chat");
        await app.NextMorningAsync();

        Assert.StartsWith("Day 2", await app.AsksAsync("ana", "today"), StringComparison.Ordinal);
        Assert.Contains("You have done it, on time.", await app.AsksAsync("ana", "lesson 1"));
        Assert.StartsWith("Day 3", await app.AsksAsync("ana", "next"), StringComparison.Ordinal);
        Assert.Contains("You can do it ahead of time: press Done when you have done it.", await app.AsksAsync("ana", "next"));
        Assert.Contains("still to come", await app.AsksAsync("ben", "lesson 9"));
        Assert.Contains("There is no day 31", await app.AsksAsync("ben", "lesson 31"));
        Assert.Contains("ana, day 1: https://example.org/one", await app.AsksAsync("ben", "links"));
        Assert.DoesNotContain("utm_", await app.AsksAsync("ben", "links"));

        var week = await app.AsksAsync("ana", "week");
        Assert.Matches("Day 1.*: done, on time", week);
        Assert.Matches("Day 2.*: open", week);
        Assert.Matches("Day 3.*: still to come", week);
        Assert.Contains("Blog idea of the week:", week);

        var open = Assert.Single((await app.SaysAsync("ana", "@StudyBot open")).Replies);
        Assert.Contains("Open: 1 lesson", open.Text);
        Assert.Equal(["2 on-time"], (await app.PressesAsync("ana", open.Id, "done 2")).Receipts);
        Assert.Contains("Nothing is open", await app.AsksAsync("ana", "open"));
        Assert.Contains("Lessons: 09:00", await app.AsksAsync("ben", "settings"));
        Assert.Contains("Everything stays as it is.", await app.AsksAsync("ben", "keep"));
        Assert.Contains("Did you mean \"leaderboard [week|all]\"?", await app.AsksAsync("ben", "leaderbord"));
    }

    [Fact]
    public async Task My_data_holds_everything_as_json_and_csv()
    {
        await using var app = await App.StartAsync();
        Assert.Contains("No cohort keeps anything about you", await app.AsksAsync("ben", "my data"));
        await app.AsksAsync("ana", "notes on");
        await app.SaysAsync("ben", "done, =cmd() \"quoted\" https://example.org/one");
        await app.ReactsAsync("ben", (await app.LessonAsync(1)).Id);
        await app.AsksAsync("ben", "hide me");
        await app.AsksAsync("ana", "excuse @ben 3");
        await app.NextMorningAsync();
        await app.PassAsync(Duration.FromHours(10));

        var given = Assert.Single((await app.SaysAsync("ben", "@StudyBot my data")).Replies);
        Assert.Equal("ben", given.PrivateTo);
        var files = await app.FilesAsync("ben", given.Id);
        Assert.Equal(["my-check-ins.csv", "my-cohorts.csv", "my-data.json", "my-messages.csv"], files.Keys.Order(StringComparer.Ordinal));

        var cohort = JsonDocument.Parse(files["my-data.json"]).RootElement.GetProperty("cohorts")[0];
        Assert.True(cohort.GetProperty("member").GetProperty("hidden").GetBoolean());
        Assert.Equal(3, cohort.GetProperty("member").GetProperty("excused")[0].GetInt32());
        var checkIn = cohort.GetProperty("checkIns")[0];
        Assert.Equal("=cmd() \"quoted\"", checkIn.GetProperty("note").GetString());
        Assert.Equal("https://example.org/one", checkIn.GetProperty("links")[0].GetString());
        Assert.Equal(2, checkIn.GetProperty("sources").GetArrayLength());
        Assert.Equal("nudge", cohort.GetProperty("messages")[0].GetProperty("kind").GetString());

        Assert.Contains("\"'=cmd() \"\"quoted\"\"\"", files["my-check-ins.csv"]);
        Assert.Contains("month-3", files["my-cohorts.csv"]);
        Assert.DoesNotContain("ana", string.Concat(files.Values));
    }

    [Fact]
    public async Task My_data_holds_what_a_channel_s_earlier_cohort_kept_too()
    {
        await using var app = await App.StartAsync();
        await app.SaysAsync("ben", "done https://example.org/one");
        var store = app.Services.GetRequiredService<IStudyStore>();
        var first = (await store.FindCohortAsync(new("local", "local", "study"), CancellationToken.None))!;
        Assert.Equal(Commit.Done, await store.CommitAsync(first.Value.Id, [new Change.PutCohort(first.Value with { Run = 2, Posted = [] }, first.ETag)], CancellationToken.None));

        var given = Assert.Single((await app.SaysAsync("ben", "@StudyBot my data")).Replies);

        var cohort = Assert.Single(JsonDocument.Parse((await app.FilesAsync("ben", given.Id))["my-data.json"]).RootElement.GetProperty("cohorts").EnumerateArray());
        Assert.Equal("https://example.org/one", cohort.GetProperty("checkIns")[0].GetProperty("links")[0].GetString());
    }

    [Fact]
    public async Task Forget_me_asks_then_removes_every_row_and_a_later_done_starts_anew()
    {
        await using var app = await App.StartAsync();
        await SecondCohort.SetUpAsync(app, "ben", "bakers", start: "2026-03-03");
        await app.SaysAsync("Zebedee", "done https://example.org/zebedee");
        await app.ReactsAsync("Zebedee", (await app.LessonAsync(1)).Id);
        await app.SaysAsync("Zebedee", "@StudyBot join", channel: "bakers");
        await app.SaysAsync("Zebedee", "done-ish", thread: (await app.LessonAsync(1)).Id);
        await app.TellsAsync("ana", "lead @Zebedee");
        await app.NextMorningAsync();
        await app.PassAsync(Duration.FromHours(10));
        Assert.NotEmpty(await RowsWithAsync(app, "zebedee"));

        var asked = Assert.Single((await app.SaysAsync("Zebedee", "@StudyBot forget me")).Replies);
        Assert.Equal(["forget me now", "keep"], asked.Buttons);
        Assert.Contains("Everything stays", (await app.PressesAsync("Zebedee", asked.Id, "keep")).Reply);
        Assert.Contains("Completed: 1", await app.AsksAsync("Zebedee", "me"));

        Assert.Contains("Your record is gone", await app.AsksAsync("Zebedee", "forget me now"));
        Assert.Empty(await RowsWithAsync(app, "zebedee"));

        Assert.Contains("You have not joined", await app.AsksAsync("Zebedee", "me"));
        Assert.Equal(["2 on-time"], (await app.SaysAsync("Zebedee", "done")).Receipts);
        var me = await app.AsksAsync("Zebedee", "me");
        Assert.Contains("Streak: 1", me);
        Assert.Contains("Completed: 1", me);
        Assert.Contains("ask ana", await app.AsksAsync("Zebedee", "time 10:00"));
    }

    /// <summary>The rows that hold a word, in their key or their value, whatever its case.</summary>
    private static async Task<List<string>> RowsWithAsync(App app, string word) => await app.Services.GetRequiredService<ITable>().AllAsync(CancellationToken.None)
        .Select(row => $"{row.Partition} {row.Key} {Encoding.UTF8.GetString(row.Value.Span)}")
        .Where(text => text.Contains(word, StringComparison.OrdinalIgnoreCase))
        .ToListAsync();
}
