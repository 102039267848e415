using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using StudyBot.Cohorts;
using StudyBot.Host.Commands;
using StudyBot.Host.Replay;

namespace StudyBot.Tests.Replays;

/// <summary>A history whose words are known: what each means stands beside it, so that a model need not read them.</summary>
/// <param name="Deeds">In file order, which need not be that of their instants.</param>
internal sealed record History(Schedule Schedule, IReadOnlyList<Interval> Outages, Instant Until, IReadOnlyList<Deed> Deeds)
{
    public const int Lessons = 10;

    private static readonly Ports.StoredCurriculum Plan = CurriculumFile.Store(Repository.PathOf("docs", "examples", "ten-days.md"), "ten-days");

    public Scenario Read() => new ScenarioReader(_ => Plan).Read(Encoding.UTF8.GetBytes(Json()));

    /// <summary>As the file that <c>replay</c> takes.</summary>
    public string Json() => JsonSerializer.Serialize(new
    {
        curriculum = "ten-days.md",
        cohort = new
        {
            timeZone = Schedule.Zone.Id,
            lessonTime = Text(Schedule.LessonTime),
            startDate = LocalDatePattern.Iso.Format(Schedule.Start),
            studyDays = string.Join(',', Enum.GetValues<IsoDayOfWeek>().Skip(1).Where(day => Schedule.Days.HasFlag(Enum.Parse<StudyDays>($"{day}"))).Select(day => $"{day}"[..3].ToLowerInvariant())),
            holidays = Schedule.Holidays.Select(LocalDatePattern.Iso.Format),
            lead = "lead",
            nudgeTime = Schedule.Nudge is { } nudge ? Text(nudge) : "off",
        },
        until = Text(Until),
        outages = Outages.Select(outage => new { from = Text(outage.Start), until = Text(outage.End) }),
        events = Deeds.Select(deed => deed.Json()),
    });

    internal static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static string Text(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}";
}

internal abstract record Deed(Instant At, string From)
{
    public abstract object Json();

    public sealed record Says(Instant At, string From, string Id, Words Words, int? Thread) : Deed(At, From)
    {
        public override object Json() => new { at = History.Text(At), from = From, id = Id, text = Words.Text, thread = Thread };
    }

    public sealed record Edits(Instant At, Says Message, Words Words) : Deed(At, Message.From)
    {
        public override object Json() => new { at = History.Text(At), from = From, edit = Message.Id, text = Words.Text };
    }

    public sealed record Deletes(Instant At, Says Message) : Deed(At, Message.From)
    {
        public override object Json() => new { at = History.Text(At), from = From, delete = Message.Id };
    }

    public sealed record Reacts(Instant At, string From, int Lesson, string Emoji, bool On) : Deed(At, From)
    {
        public override object Json() => new { at = History.Text(At), from = From, react = Emoji, lesson = Lesson, on = On };
    }
}

internal sealed record Words(string Text, Meaning Means);

/// <summary>What words are, known beforehand.</summary>
internal abstract record Meaning
{
    /// <param name="Lessons">None: the one that is meant by place and time.</param>
    public sealed record Done(params int[] Lessons) : Meaning;

    /// <summary>Nothing that counts.</summary>
    public sealed record Chatter : Meaning;

    public sealed record NotDone(int? Lesson) : Meaning;

    public sealed record Undo(int? Lesson) : Meaning;

    public sealed record Move(int From, int To) : Meaning;

    public sealed record Join : Meaning;

    public sealed record Leave : Meaning;

    public sealed record Hide(bool On) : Meaning;

    public sealed record Pause(LocalDate Date) : Meaning;

    public sealed record Back : Meaning;
}
