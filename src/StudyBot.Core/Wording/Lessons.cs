using System.Runtime.CompilerServices;
using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Curricula;
using StudyBot.Standings;

namespace StudyBot.Wording;

public static partial class Say
{
    private static readonly ConditionalWeakTable<Lesson, Part[]> Bodies = [];

    /// <summary>The channel's card of a lesson; the same card is rendered again whenever the totals change.</summary>
    /// <param name="totals">Null, or of nobody: before anyone has joined.</param>
    /// <param name="buttonsFirst">Plain replies do not reach the bot in this channel.</param>
    public static Card Lesson(Curriculum plan, Lesson lesson, Totals? totals, bool buttonsFirst = false) => CardOf([
        Headed(LessonTitle.WithDay(lesson)),
        Quietly(Place(plan, lesson)),
        .. Body(lesson),
        Quietly(Tally(totals, buttonsFirst)),
        Choose(DoneButton(lesson.Day), new Button("Remind me later", "remind me")),
    ]);

    /// <summary>A lesson that was posted, for one reader: <c>today</c>, <c>lesson N</c>.</summary>
    /// <param name="mine">How the reader's check-in counted; null where there is none.</param>
    public static Card LessonAgain(Curriculum plan, Lesson lesson, PostedLesson posted, CheckInClass? mine, Instant now, DateTimeZone zone) => CardOf([
        Headed(LessonTitle.WithDay(lesson)),
        Quietly(Place(plan, lesson)),
        .. Body(lesson),
        Quietly($"Opened {When.Moment(posted.Opens, zone)}. {Deadline(posted, mine, now, zone)}"),
        mine is null ? Choose(DoneButton(lesson.Day)) : null,
    ]);

    /// <summary>A lesson still to come: <c>next</c>, <c>lesson N</c>.</summary>
    /// <param name="opens">When it comes, where that is known.</param>
    /// <param name="mayBeDone">It is the one after the newest, which may be done ahead.</param>
    /// <param name="isDone">The reader has done it ahead.</param>
    public static Card LessonAhead(Curriculum plan, Lesson lesson, Instant? opens, DateTimeZone zone, Instant now, bool mayBeDone, bool isDone = false) => CardOf([
        Headed(LessonTitle.WithDay(lesson)),
        Quietly(Place(plan, lesson)),
        .. Body(lesson),
        opens is { } at ? Quietly($"Opens {When.Moment(at, zone, now)}.") : null,
        isDone ? Sentence("You have done it ahead of time.") : null,
        mayBeDone && !isDone ? Sentence("You can do it ahead of time: press Done when you have done it.") : null,
        mayBeDone && !isDone ? Choose(DoneButton(lesson.Day)) : null,
    ]);

    /// <summary><c>next</c> after the last lesson.</summary>
    public static Card NoNextLesson(string plan) => Tell($"That was the last lesson of {plan}. ", Typed("me"), " shows what you have done.");

    /// <summary>Everything to learn and do, without when and how many. It is read once: a lesson never changes, and thousands of channels get it on the same morning.</summary>
    private static Part[] Body(Lesson lesson) => Bodies.GetValue(lesson, static read => [.. Parts(read)]);

    private static IEnumerable<Part> Parts(Lesson lesson)
    {
        if (Words(lesson.Learning) is { } learning) yield return new Part.Paragraph(learning);
        if (lesson.Resources.Count > 0) yield return new Part.Bullets([.. lesson.Resources.Select(Link)]);
        if (Doable(lesson) is { } doable) yield return doable;
        foreach (var extra in lesson.Extras)
        {
            var items = extra.Items.Select(Words).OfType<Text>().ToArray();
            yield return Labelled(extra.Name, extra.Text);
            if (items.Length > 0) yield return new Part.Bullets(items);
        }

        if (lesson.LinkedInPost is { } post) yield return Labelled("LinkedIn idea", post);
        if (lesson is { OpensWeek: true, BlogPost: { } blog }) yield return Labelled("Blog idea of the week", blog);
    }

    private static Part.Callout? Doable(Lesson lesson) => Words(lesson.Doable) is { } doable ? new("Doable", doable) : null;

    private static Part.Paragraph Labelled(string label, string? markdown) =>
        Words(markdown) is { } words ? new(new Text([Span.Bold($"{label}: "), .. words.Spans])) : new(Text.Of(Span.Bold($"{label}:")));

    /// <summary>An author's Markdown as text; null where there is none.</summary>
    private static Text? Words(string? markdown) =>
        markdown is not null && Inlines.ToText(markdown) is var text && !string.IsNullOrWhiteSpace(text.ToString()) ? text : null;

    /// <summary><c>Week 1: title · lesson 6 of 30 · about 18 min of study</c>.</summary>
    private static string Place(Curriculum plan, Lesson lesson) => string.Join(" · ", new[]
    {
        lesson.Week == 0 ? null : WeekName(lesson),
        $"{(lesson.Week == 0 ? "Lesson" : "lesson")} {lesson.Day} of {Math.Max(lesson.Day, plan.Lessons.Count)}",
        lesson.Minutes == 0 ? null : $"about {Many.Minutes(lesson.Minutes)} of study",
    }.OfType<string>());

    private static Span[] Tally(Totals? totals, bool buttonsFirst) => totals switch
    {
        { Of: > 0 } t when t.Done == t.Of => [$"{t.Done} of {t.Of} done: that is the whole team."],
        { Of: > 0 } t when buttonsFirst => [$"{t.Done} of {t.Of} done. Press Done when you have done it."],
        { Done: > 0 } t => [$"{t.Done} of {t.Of} done."],
        { Of: > 0 } t => [$"0 of {t.Of} done. Reply ", Typed("done"), " when you have done it."],
        _ when buttonsFirst => ["Press Done when you have done it: that is all it takes to join."],
        _ => ["Reply ", Typed("done"), " when you have done it: that is all it takes to join."],
    };

    private static string Deadline(PostedLesson posted, CheckInClass? mine, Instant now, DateTimeZone zone) => mine switch
    {
        { } done => $"You have done it, {Class(done)}.",
        null when now <= posted.Due => $"On time until {When.Moment(posted.Due, zone)}.",
        null when now <= posted.GraceEnd => $"Grace period until {When.Moment(posted.GraceEnd, zone)}.",
        null => "You can complete it whenever you like.",
    };
}
