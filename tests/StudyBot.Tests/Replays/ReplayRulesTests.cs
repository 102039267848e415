namespace StudyBot.Tests.Replays;

/// <summary>What a replay decides: the order of things, outages, the end, and the turns that a minds' changing takes.</summary>
public class ReplayRulesTests
{
    [Fact]
    public async Task At_equal_instants_deliveries_come_before_events()
    {
        var played = await Story.PlayAsync("4 08:00", cohort => cohort["nudgeTime"] = "18:00",
            "2 09:00 ana: done", // in the instant in which lesson 1 comes
            "2 10:00 ben: @StudyBot join",
            "2 18:00 ben: done", // in the instant of the nudge
            "3 09:00 ana: done",
            "3 10:00 ben: done",
            "3 18:00 chloe: @StudyBot join");

        Assert.Equal(["ana 1 on-time", "ben 1 on-time", "ana 2 on-time", "ben 2 on-time"], played.Counted());
        Assert.Equal(["2 09:00 lesson 1", "2 18:00 nudge 1 to ben", "3 09:00 lesson 2"], played.Posted());
    }

    [Theory]
    [InlineData("2 10:00 ana: done", "2 10:00 ana: undo", 0)]
    [InlineData("2 10:00 ana: undo", "2 10:00 ana: done", 1)]
    [InlineData("2 10:01 ana: undo", "2 10:00 ana: done", 0)] // by instant first
    [InlineData("2 10:00 ana: done", "2 09:59 ana: undo", 1)]
    public async Task Events_are_taken_by_instant_and_then_in_file_order(string first, string second, int completed) =>
        Assert.Equal(completed, Assert.Single((await Story.PlayAsync("3 08:00", first, second)).Members).Completed);

    [Fact]
    public async Task What_is_written_during_an_outage_arrives_at_its_end_with_its_own_instant()
    {
        var played = await Story.PlayAsync("5 08:00",
            "3 20:30 away until 4 03:00", // lesson 1 closes on the 3rd at 21:00
            "3 20:59 ana: done 1",
            "3 21:01 ben: done 1",
            "4 02:59 ana: done");

        Assert.Equal(["ana 1 grace", "ben 1 late", "ana 2 on-time"], played.Counted());
        Assert.Equal("2026-03-03T20:59:00Z", played.Receipts[0].At);
        // She joined with lesson 2, the newest when she first wrote: lesson 1 is completed and no unit.
        Assert.Equal("2 on-time, 3 open", played.Ledger("ana"));
    }

    [Fact]
    public async Task A_lesson_whose_slot_fell_into_an_outage_comes_exactly_at_its_end_and_the_bare_done_before_it_means_the_lesson_before()
    {
        var played = await Story.PlayAsync("5 08:00",
            "3 08:00 away until 3 15:00",
            "3 10:00 ana: done",
            "3 15:00 ana: done");

        Assert.Equal(["2 09:00 lesson 1", "3 15:00 lesson 2", "4 09:00 lesson 3"], played.Posted());
        Assert.Equal(["ana 1 grace", "ana 2 on-time"], played.Counted());
        // 20 hours from the 3rd at 15:00.
        Assert.Equal("2026-03-04T11:00:00Z", played.Posts[1].Due);
    }

    [Theory]
    [InlineData("3 08:00 away until 3 12:00", "3 12:00 away until 3 15:00")] // touching
    [InlineData("3 10:00 away until 3 15:00", "3 08:00 away until 3 12:00")] // overlapping, and not in order
    [InlineData("3 08:00 away until 3 15:00", "3 09:00 away until 3 10:00")] // one inside the other
    [InlineData("3 08:00 away until 3 15:00", "3 15:00 away until 3 15:00")] // of no length
    [InlineData("3 08:00 away until 3 15:00", "1 08:00 away until 1 15:00")] // before everything
    public async Task Outages_may_touch_or_overlap(string one, string other)
    {
        var played = await Story.PlayAsync("3 20:00", one, other, "3 11:00 ana: done 2", "3 12:00 ana: @StudyBot why");

        Assert.Equal(["2 09:00 lesson 1", "3 15:00 lesson 2"], played.Posted());
        Assert.Equal(["ana 2 on-time"], played.Counted());
    }

    [Theory]
    [InlineData("3 15:00", "2 09:00 lesson 1; 3 15:00 lesson 2", "ana 1 on-time")] // the end of the outage is the end of the history
    [InlineData("3 14:59", "2 09:00 lesson 1", "")] // what arrives later is no part of it
    public async Task Until_is_the_last_instant_for_what_happens_and_for_what_arrives(string until, string posted, string counted)
    {
        var played = await Story.PlayAsync(until, "3 08:00 away until 3 15:00", "3 08:30 ana: done");

        Assert.Equal(posted, string.Join("; ", played.Posted()));
        Assert.Equal(counted, string.Join("; ", played.Counted()));
    }

    [Fact]
    public async Task The_ledger_tells_each_state()
    {
        var played = await Story.PlayAsync("12 10:00",
            // Seven kept lessons: a freeze.
            "2 10:00 ana: done", "3 10:00 ana: done", "4 10:00 ana: done", "5 10:00 ana: done", "6 10:00 ana: done", "7 10:00 ana: done",
            "9 10:00 ana: done 7",
            // Lesson 8 comes on the 9th and is never done: frozen. Lesson 9 closes on the 11th at 21:00 and is done on the 12th; lesson 10 lives until 21:00.
            "12 09:30 ana: done 9",
            // Ben joins with lesson 3, is late for it, and rests from the 5th, before lesson 4 is due, to the 6th, on which lesson 5 opens.
            "4 10:00 ben: @StudyBot join", "6 08:00 ben: done 3", "5 09:30 ben: @StudyBot pause until 2026-03-06");

        Assert.Equal("1 on-time, 2 on-time, 3 on-time, 4 on-time, 5 on-time, 6 on-time, 7 grace, 8 frozen, 9 late, 10 open", played.Ledger("ana"));
        Assert.Equal("3 late, 4 paused, 5 paused, 6 missed, 7 missed, 8 missed, 9 missed, 10 open", played.Ledger("ben"));
    }

    [Fact]
    public async Task Ledgers_hold_units_and_pauses_of_lessons_posted_and_ahead_check_ins_are_counted()
    {
        var played = await Story.PlayAsync("4 10:00", "3 10:00 ana: done", "3 10:01 ana: done 3", "4 09:30 ana: done 4", "4 09:31 ana: done 1");

        var ana = Assert.Single(played.Members);
        Assert.Equal("2 on-time, 3 on-time", played.Ledger("ana"));
        Assert.Equal((4, 3, 0, 1, 2), (ana.Completed, ana.OnTime, ana.Grace, ana.Late, ana.CurrentStreak));
    }

    [Fact]
    public async Task A_lesson_whose_new_time_has_passed_today_comes_at_the_instant_of_the_change()
    {
        var played = await Story.PlayAsync("4 20:00", cohort => cohort["lessonTime"] = "12:00", "3 11:00 lead: @StudyBot time 10:00", "3 19:00 ana: done");

        Assert.Equal(["2 12:00 lesson 1", "3 11:00 lesson 2", "4 10:00 lesson 3"], played.Posted());
        Assert.Equal(["ana 2 on-time"], played.Counted());
    }

    [Theory]
    [InlineData("nudge 19:00")]
    [InlineData("notes on")]
    [InlineData("summary fri 16:00")]
    [InlineData("holiday 2026-03-08")]
    [InlineData("time 22:30")]
    public async Task A_lesson_that_waits_for_the_end_of_an_outage_is_not_lost_by_what_a_lead_sets_meanwhile(string command)
    {
        var played = await Story.PlayAsync("4 10:00", cohort => cohort["lessonTime"] = "23:00",
            "3 22:00 away until 4 03:00",
            $"4 00:30 lead: @StudyBot {command}");

        Assert.Equal(["2 23:00 lesson 1", "4 03:00 lesson 2"], played.Posted());
    }

    [Fact]
    public async Task Ids_are_each_person_s_own()
    {
        var played = await Story.PlayAsync("2 12:00",
            "2 10:00 ana m1: done",
            "2 10:01 ben m1: done",
            "2 10:02 ben edits m1: sorry, not yet",
            "2 10:03 chloe deletes m1");

        Assert.Equal(["ana 1 on-time", "ben 1 on-time"], played.Counted());
        Assert.Equal([("ana", 1), ("ben", 0)], played.Members.Select(m => (m.Id, m.Completed)));
    }

    [Fact]
    public async Task An_edit_keeps_the_instants_of_what_was_recorded_and_what_is_new_counts_from_the_edit()
    {
        var played = await Story.PlayAsync("5 08:00",
            "2 10:00 ana m1: done",
            "3 10:00 ana edits m1: done 1 and 3"); // lesson 3 is the one after the newest at the edit

        Assert.Equal(["ana 1 on-time", "ana 3 on-time"], played.Counted());
        Assert.Equal(["2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z"], played.Receipts.Select(r => r.At));
    }

    [Fact]
    public async Task A_message_of_yesterday_edited_to_done_means_yesterday_s_lesson()
    {
        var played = await Story.PlayAsync("3 12:00", "2 20:00 ana m1: nearly there", "3 09:30 ana edits m1: done");

        Assert.Equal(["ana 1 grace"], played.Counted());
    }

    [Fact]
    public async Task A_note_added_after_a_move_does_not_move_it_back()
    {
        var played = await Story.PlayAsync("3 12:00",
            "2 09:10 ana: @StudyBot join",
            "3 10:00 ana m1: done",
            "3 10:01 ana: @StudyBot move 2 to 1",
            "3 10:05 ana edits m1: done, it took an hour");

        Assert.Equal("1 grace, 2 open", played.Ledger("ana"));
    }

    [Fact]
    public async Task A_check_in_that_two_messages_made_can_be_moved()
    {
        var played = await Story.PlayAsync("3 12:00",
            "2 09:10 ana: @StudyBot join",
            "3 10:00 ana m1: done",
            "3 10:01 ana m2: done!",
            "3 10:02 ana: @StudyBot move 2 to 1",
            "3 10:03 ana edits m1: not done",
            "3 10:04 ana deletes m2");

        // Both messages speak of lesson 1 by then, and when both are gone so is the check-in.
        Assert.Equal(0, Assert.Single(played.Members).Completed);
    }

    [Theory]
    // what happens to a message written on the 2nd at 10:00 → completed afterwards, and whether the person was asked
    [InlineData("2 11:00 ana deletes m1", 0, false)] // an hour later
    [InlineData("2 11:01 ana deletes m1", 1, true)]
    [InlineData("3 21:00 ana deletes m1", 1, true)] // the last instant of grace
    [InlineData("3 21:01 ana deletes m1", 1, false)] // nothing can be taken back any more: nothing to ask
    public async Task A_deletion_more_than_an_hour_later_is_asked_about_privately_while_it_would_change_something(string deletion, int completed, bool asked)
    {
        var played = await Story.PlayAsync("4 08:00", "2 10:00 ana m1: done", deletion);

        Assert.Equal(completed, Assert.Single(played.Members).Completed);
        Assert.Equal(asked, played.Replies.Any(reply => reply.Private && reply.Text.Contains("Shall I take the check-in back too?", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_deletion_is_not_asked_about_where_something_else_says_the_same()
    {
        var played = await Story.PlayAsync("4 08:00", "2 10:00 ana m1: done", "2 10:01 ana ticks 1", "2 15:00 ana deletes m1", "2 15:01 ana unticks 1");

        // The message is gone as a source, so the tick was the last.
        Assert.Empty(played.Replies);
        Assert.Equal(0, Assert.Single(played.Members).Completed);
    }

    [Fact]
    public async Task Nobody_is_nudged_after_an_outage_for_what_was_done_or_paused_meanwhile()
    {
        var played = await Story.PlayAsync("4 08:00", cohort => cohort["nudgeTime"] = "18:00",
            "2 10:00 ana: done", "2 10:00 ben: done", "2 10:00 chloe: done",
            "3 17:00 away until 3 20:00",
            "3 18:30 ana: done",
            "3 18:30 ben: @StudyBot pause until 2026-03-08");

        Assert.Equal(["2 09:00 lesson 1", "3 09:00 lesson 2", "3 20:00 nudge 2 to chloe"], played.Posted());
    }

    [Fact]
    public async Task After_three_lessons_ignored_in_a_row_comes_one_question_and_then_silence_until_the_next_check_in()
    {
        var played = await Story.PlayAsync("11 20:00", cohort => cohort["nudgeTime"] = "18:00", "2 10:00 ana: @StudyBot join", "8 19:00 ana: done");

        Assert.Equal(
            ["2 18:00 nudge 1 to ana", "3 18:00 nudge 2 to ana", "4 18:00 nudge 3 to ana", "5 18:00 nudge 4 to ana", "9 18:00 nudge 8 to ana", "10 18:00 nudge 9 to ana", "11 18:00 nudge 10 to ana"],
            played.Posted().Where(p => p.Contains("nudge", StringComparison.Ordinal)));
        var texts = played.Posts.Where(p => p.Kind == "nudge").Select(p => p.Text).ToList();
        Assert.Single(texts, text => text.StartsWith("Would a pause help?", StringComparison.Ordinal));
        Assert.StartsWith("Would a pause help?", texts[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_without_a_lesson_has_no_summary_and_the_last_one_closes_the_plan()
    {
        var played = await Story.PlayAsync("31 20:00", cohort =>
        {
            cohort["summary"] = "sun 17:00";
            cohort["holidays"] = new System.Text.Json.Nodes.JsonArray([.. Enumerable.Range(9, 7).Select(day => (System.Text.Json.Nodes.JsonNode)$"2026-03-{day:00}")]);
        }, "2 10:00 ana: done");

        Assert.Equal(["8 17:00 summary", "22 17:00 summary"], played.Posted().Where(p => p.Contains("summary", StringComparison.Ordinal)));
        Assert.Equal("18 09:00 lesson 10", played.Posted().Last(p => p.Contains("lesson", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_second_done_changes_neither_instant_nor_class_and_may_add_a_link()
    {
        var played = await Story.PlayAsync("3 12:00",
            "2 10:00 ana: done",
            "3 10:00 ana: done 1 https://example.org/notes?utm_source=mail",
            "3 10:01 ana: @StudyBot my data",
            "3 10:02 ana: @StudyBot links");

        Assert.Equal(["ana 1 on-time", "ana 1 on-time"], played.Counted());
        Assert.Equal("1 on-time, 2 open", played.Ledger("ana"));
        Assert.Contains("https://example.org/notes", played.Replies[^1].Text);
        Assert.DoesNotContain("utm_source", played.Replies[^1].Text);
    }

    [Fact]
    public async Task There_are_two_tables_this_week_and_all_lessons()
    {
        // The week ends on Sunday the 8th at 17:00; lesson 8 comes on the 9th.
        var played = await Story.PlayAsync("10 12:00", cohort => cohort["summary"] = "sun 17:00",
            "2 10:00 ana: done", "3 10:00 ana: done", "4 10:00 ana: done",
            "9 10:00 ben: done",
            "9 10:01 ben: @StudyBot leaderboard week",
            "9 10:02 ben: @StudyBot leaderboard all");

        Assert.DoesNotContain("ana", played.Replies[^2].Text, StringComparison.Ordinal);
        Assert.Contains("1. ben", played.Replies[^2].Text);
        Assert.Contains("1. ana", played.Replies[^1].Text);
        Assert.Contains("2. ben", played.Replies[^1].Text);
        Assert.All(played.Replies.TakeLast(2), table => Assert.False(table.Private));
    }

    [Fact]
    public async Task More_than_7_at_once_is_refused_whole_and_of_fewer_those_that_exist_count()
    {
        var played = await Story.PlayAsync("9 12:00", "9 10:00 ana: done 1-8", "9 10:01 ana: done 7-11");

        Assert.Equal(["ana 7 grace", "ana 8 on-time", "ana 9 on-time"], played.Counted());
        Assert.Equal(2, played.Replies.Count);
    }

    [Fact]
    public async Task Forgotten_is_forgotten_and_a_later_done_starts_anew()
    {
        var played = await Story.PlayAsync("5 08:00", "2 10:00 ana: done", "3 10:00 ana: done", "3 10:01 ana: @StudyBot forget me now", "4 10:00 ana: done");

        var ana = Assert.Single(played.Members);
        Assert.Equal(("3 on-time", 1, 1), (played.Ledger("ana"), ana.Completed, ana.CurrentStreak));
    }

    [Fact]
    public async Task Who_left_stays_a_member_and_is_in_no_table_until_they_join()
    {
        string[] left = ["2 10:00 ana: done", "3 10:00 ana: @StudyBot leave", "4 10:00 ana: done"];

        var played = await Story.PlayAsync("5 08:00", left);
        Assert.Equal("1 on-time, 2 missed, 3 on-time", played.Ledger("ana"));
        Assert.Empty(played.Leaderboard);

        var back = await Story.PlayAsync("5 08:00", [.. left, "4 10:01 ana: @StudyBot join"]);
        Assert.Equal(2, Assert.Single(back.Leaderboard).Completed);
    }
}
