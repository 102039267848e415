using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What a <c>done</c> records. Day 3 came on the 4th at 08:00.</summary>
public class CheckingInTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z", marks: "oo");

    [Fact]
    public void It_is_one_check_in_one_mark_and_one_receipt() => Assert.Equal(
        [
            "member ana: ana [ooo], since 2026-03-02T08:00:00Z, over ana 1",
            "check-in 3 of ana: OnTime at 2026-03-04T10:00:00Z, from button, new",
            "receipt for ana at 2026-03-04T10:00:00Z: Counted for day 3, on time. Streak 3.",
            "totals of 3",
        ],
        Lines.Of(Done(Morning)));

    [Fact]
    public void A_second_one_changes_no_instant_no_class_and_no_total() => Assert.Equal(
        [
            "member ana: ana [ooo], since 2026-03-02T08:00:00Z, over ana 1",
            "check-in 3 of ana: OnTime at 2026-03-04T09:00:00Z, from message + button, over day 3",
            "receipt for ana at 2026-03-04T10:00:00Z: Day 3 is already counted, on time.",
        ],
        Lines.Of(Done(Standing(Make.CheckIn(3, Make.At("2026-03-04T09:00:00Z"), "message")))));

    [Theory]
    // what stands and what is said: a note, links → how the receipt ends
    [InlineData(null, "https://a.example/", null, "https://a.example/", ".")]
    [InlineData(null, "", null, "https://a.example/", "; your link is added.")]
    [InlineData(null, "https://a.example/", null, "https://a.example/ https://b.example/ https://c.example/", "; your links are added.")]
    [InlineData("Nice", "", "Nice", "", ".")]
    [InlineData("Nice", "", null, "", ".")]
    [InlineData("Nice", "", "Nicer", "", "; your note is added.")]
    [InlineData(null, "", "Nice", "https://a.example/", "; your note and link are added.")]
    public void A_second_one_tells_what_it_added(string? note, string links, string? said, string more, string ends)
    {
        var standing = Standing(Make.CheckIn(3, Make.At("2026-03-04T09:00:00Z"), "message") with { Note = note, Links = Split(links) }).In(cohort => cohort with { NotesAllowed = true });

        Assert.Equal($"Day 3 is already counted, on time{ends}", Assert.Single(CheckingIn.Record(standing, new([3], said, Split(more)), "button").Receipts).Text);

        static string[] Split(string links) => links.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public void One_that_was_said_earlier_and_came_later_brings_its_instant_and_class()
    {
        var put = Put(Done(Standing(Make.CheckIn(3, Make.At("2026-03-06T10:00:00Z"), "message") with { Class = CheckInClass.Late })));

        Assert.Equal((Morning.At, CheckInClass.OnTime), (put.At, put.Class));
    }

    /// <summary>It was said after the grace of day 1, which ends on the 3rd at 20:00, and before an outage that had been met by then was made good.</summary>
    [Theory]
    [InlineData("2026-03-03T21:59:00Z", CheckInClass.Late)]
    [InlineData("2026-03-03T22:00:00Z", CheckInClass.Grace)]
    public void What_was_late_until_its_grace_was_extended_counts_in_grace_when_it_is_said_again(string extended, CheckInClass becomes)
    {
        var late = Make.CheckIn(1, Make.At("2026-03-03T22:00:00Z"), "message") with { Class = CheckInClass.Late };
        var scene = Standing(late).In(cohort => cohort with { Posted = [cohort.Posted[0] with { GraceEnd = Make.At(extended) }, .. cohort.Posted.Skip(1)] });

        Assert.Equal((late.At, becomes), (Put(Done(scene, 1)).At, Put(Done(scene, 1)).Class));
    }

    [Theory]
    [InlineData(CheckInClass.OnTime)]
    [InlineData(CheckInClass.Grace)]
    public void What_was_in_time_stays_so_whatever_became_of_its_lesson_since(CheckInClass @class)
    {
        var standing = Make.CheckIn(1, Make.At("2026-03-04T09:00:00Z"), "message") with { Class = @class };

        Assert.Equal(@class, Put(Done(Standing(standing), 1)).Class);
    }

    [Fact]
    public void With_the_first_a_person_joins()
    {
        var stranger = Morning with { Row = new(Make.Member("ana"), null) };

        Assert.Equal("member ana: ana [..o], since 2026-03-04T10:00:00Z, new", Lines.Of(Done(stranger))[0]);
    }

    [Fact]
    public void Who_joined_later_than_they_wrote_joined_when_they_wrote() =>
        Assert.Equal(Morning.At, Row(Done(Morning.As(m => m with { JoinedAt = Morning.At + Duration.FromHours(1) }))).JoinedAt);

    [Fact]
    public void The_count_of_nudges_begins_anew() => Assert.Equal(0, Row(Done(Morning.As(m => m with { Nudges = 3 }))).Nudges);

    /// <summary>After an outage a reaction of long ago is read back, and of old ones it is forgotten that they were handled.</summary>
    [Theory]
    [InlineData("button", 4)]
    [InlineData("message", 0)]
    public void The_same_thing_once_more_begins_no_nudges_anew(string source, int nudges) =>
        Assert.Equal(nudges, Row(Done(Standing(Make.CheckIn(3, Make.At("2026-03-04T09:00:00Z"), source)).As(m => m with { Nudges = 4 }))).Nudges);

    [Theory]
    [InlineData("Ana Maria", "Ana Maria")]
    [InlineData("", "ana")] // the platform cannot tell just now
    public void A_person_is_called_as_the_platform_calls_them(string told, string name) =>
        Assert.Equal(name, Row(Done(Morning.By(p => p with { Name = told }))).Name);

    [Theory]
    [InlineData("Europe/Paris", "Europe/Rome", "Europe/Paris")]
    [InlineData("Europe/Paris", null, "Europe/Paris")]
    [InlineData(null, "Europe/Rome", "Europe/Rome")]
    public void Their_zone_is_what_the_platform_tells_or_what_it_told_before(string? told, string? known, string zone) =>
        Assert.Equal(zone, Row(Done(Morning.By(p => p with { Zone = told }).As(m => m with { Zone = known }))).Zone);

    [Theory]
    [InlineData(true, "new", "old", "new")]
    [InlineData(true, "new", null, "new")]
    [InlineData(true, null, "old", "old")]
    [InlineData(false, "new", "old", "old")]
    [InlineData(false, "new", null, null)]
    public void The_newest_words_are_kept_where_the_cohort_keeps_words(bool allowed, string? said, string? before, string? kept)
    {
        var scene = Standing(Make.CheckIn(3, Morning.At, "message") with { Note = before }).In(cohort => cohort with { NotesAllowed = allowed });

        Assert.Equal(kept, Put(CheckingIn.Record(scene, new([3], said, []), "button")).Note);
    }

    [Fact]
    public void Links_are_added_each_once()
    {
        var scene = Standing(Make.CheckIn(3, Morning.At, "message") with { Links = ["https://a.example/", "https://b.example/"] });

        Assert.Equal(["https://a.example/", "https://b.example/", "https://c.example/"], Put(CheckingIn.Record(scene, new([3], null, ["https://b.example/", "https://c.example/"]), "button")).Links);
    }

    /// <summary>A button has no earlier version that it takes back.</summary>
    [Fact]
    public void Pressing_once_more_takes_no_link_away()
    {
        var scene = Morning.Having(Make.CheckIn(3, Make.At("2026-03-04T09:00:00Z"), "button") with { Links = ["https://a.example/"] });

        Assert.Equal(["https://a.example/"], Put(CheckingIn.Record(scene, new([3], null, []), "button")).Links);
    }

    [Fact]
    public void What_cannot_be_counted_is_told_and_the_rest_counts()
    {
        var decision = CheckingIn.Record(Morning, new([3, 9], null, []), "button");

        Assert.Equal([3], decision.Changed);
        Assert.StartsWith("told: Counted: day 3.\n\nDay 9 is still some way ahead.", Lines.Of(decision)[^1], StringComparison.Ordinal);
    }

    /// <summary>What is told as an example would count.</summary>
    [Theory]
    [InlineData(3, "done 3")]
    [InlineData(0, "done 1")]
    public void A_day_that_is_not_in_the_plan_is_answered_with_one_that_can_be_done(int newest, string example)
    {
        var scene = Scenes.At("2026-03-04T10:00:00Z", posted: newest);

        Assert.EndsWith($"such as \"{example}\".", Lines.Of(CheckingIn.Record(scene, new([40], null, []), "button"))[^1], StringComparison.Ordinal);
        Assert.NotEmpty(Done(scene, int.Parse(example[5..])).Changed);
    }

    private static Scene Standing(CheckIn checkIn) => Morning.As(m => m with { Ledger = m.Ledger.With(checkIn.Lesson, checkIn.Class) }).Having(checkIn);

    private static Decision Done(Scene scene, int lesson = 3) => Decide.On(new Command.Done(new([lesson], null, [])), scene);

    private static CheckIn Put(Decision decision) => Assert.Single(decision.Changes.OfType<Change.PutCheckIn>()).CheckIn;

    private static Member Row(Decision decision) => Assert.Single(decision.Changes.OfType<Change.PutMember>()).Member;
}
