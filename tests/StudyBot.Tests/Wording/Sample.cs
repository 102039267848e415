using NodaTime;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Standings;

namespace StudyBot.Tests.Wording;

/// <summary>A small plan, a cohort at day 6 of it, and somebody in it, for cards to speak of.</summary>
public static class Sample
{
    public static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    public static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 12, 0);

    public static readonly Curriculum Plan = new("Bread from scratch",
    [
        Day(1, "What flour is made of: starch, gluten, ash, and what each does in the bowl.", doable: "Knead 200 g of flour and water for *ten* minutes, and feel it change."),
        Day(2, "Yeast eats sugar", doable: "Proof a spoon of yeast in warm water.", resources: [new("Why yeast rises", null, null, "https://bread.example/yeast")]),
        Day(3, null, title: "Salt and time", doable: "Bake two rolls, one without salt."),
        Day(4, "Heat, steam and crust — and why ovens lie about their temperature more often than bakers like to admit", doable: "Measure your oven."),
        Day(5, "Rest day reading", doable: null, resources: [new("The history of the oven", "Blog", 12, "https://bread.example/oven")]),
        Day(6, "Folding in place of kneading: what time does for you.", title: "Stretch and fold",
            doable: "Fold a wet dough four times, half an hour apart. See [the steps](https://bread.example/steps).",
            resources: [new("Stretch and fold", "YouTube", 10, "https://bread.example/fold"), new("Wet doughs", "Docs", 8, "https://bread.example/wet")],
            extras: [new Extra("Micro-Quiz", "What does a fold replace?", []), new Extra("Tasks", null, ["Weigh the water.", "Keep a photo of each fold."])],
            linkedIn: "I stopped kneading, and my bread got better.", blog: "A week of wet dough."),
        Day(7, "Shaping a loaf", doable: "Shape one loaf twice."),
    ]);

    public static readonly Lesson Six = Plan.Find(6)!;

    public static readonly Cohort Bakers = new(
        new("local", "local", "bread"),
        1,
        new("bread", "a1b2", Plan.Title, Plan.Lessons.Count),
        new(new(2026, 11, 17), Berlin, new(9, 0), StudyDays.Weekdays, new HashSet<LocalDate> { new(2026, 12, 24) }, [], new(18, 0), new(null, new(17, 0))),
        [.. Enumerable.Range(1, 6).Select(Posted)],
        ["U1"]);

    public static readonly PostedLesson PostedSix = Bakers.Lesson(6)!;

    public static readonly Standing Halfway = new(4, 7, 1, 5, 3, 1, 1,
    [
        new(1, UnitState.OnTime, false, false, 1),
        new(2, UnitState.Grace, false, false, 2),
        new(3, UnitState.Frozen, true, false, 2),
        new(4, UnitState.OnTime, false, true, 3),
        new(5, UnitState.Paused, false, false, 3),
        new(6, UnitState.Open, false, false, 3),
    ]);

    public static Member Member(string name) =>
        StudyBot.Cohorts.Member.New(new("local", "local", "U1"), name) with
        {
            Ledger = new("ogl.o"),
            JoinedAt = Now - Duration.FromDays(7),
            Pauses = [new(Now - Duration.FromDays(3), Now - Duration.FromDays(2))],
        };

    /// <summary>Two share the second rank.</summary>
    public static IReadOnlyList<Ranked> Table(string name) =>
        [new(1, Member(name), 4, 3), new(2, Member("Bo"), 3, 3), new(2, Member("Cleo"), 3, 3), new(4, Member("Dag"), 1, 1)];

    private static PostedLesson Posted(int day)
    {
        var date = new LocalDate(2026, 11, 16).PlusDays(day + (day > 4 ? 2 : 0));
        var slot = (date + new LocalTime(9, 0)).InZoneLeniently(Berlin).ToInstant();
        return new(day, date, slot, slot, slot, slot + Duration.FromDays(1), slot + Duration.FromHours(36), $"m{day}");
    }

    private static Lesson Day(
        int day,
        string? learning,
        string? title = null,
        string? doable = null,
        IReadOnlyList<Resource>? resources = null,
        IReadOnlyList<Extra>? extras = null,
        string? linkedIn = null,
        string? blog = null) =>
        new(day, day < 6 ? 1 : 2, day < 6 ? "Ingredients" : null, title, learning, doable, linkedIn, blog ?? (day < 6 ? "What four ingredients taught me." : null), day is 1 or 6, resources ?? [], extras ?? []);
}
