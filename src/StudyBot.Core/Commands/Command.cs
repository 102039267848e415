using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Commands;

/// <summary>What somebody asked of the bot, as a value. The words are the same everywhere; <see cref="CommandGrammar"/> reads them.</summary>
public abstract record Command
{
    private Command() { }

    /// <summary>What a lead alone may ask.</summary>
    public abstract record ForLeads : Command
    {
        private protected ForLeads() { }
    }

    /// <summary><c>done …</c>, as <see cref="ReplyGrammar"/> reads it.</summary>
    public sealed record Done(Reading.CheckIn CheckIn) : Command;

    /// <summary><c>undo [N]</c>; null: the latest standing one, or the thread's.</summary>
    public sealed record Undo(int? Lesson) : Command;

    public sealed record Move(int From, int To) : Command;

    public sealed record Today : Command;

    public sealed record ShowLesson(int Lesson) : Command;

    public sealed record Next : Command;

    public sealed record Me : Command;

    public sealed record Why : Command;

    /// <summary><c>leaderboard [week|all]</c>.</summary>
    public sealed record Leaderboard(bool ThisWeek) : Command;

    public sealed record Join : Command;

    public sealed record Leave : Command;

    public sealed record PauseUntil(LocalDate Date) : Command;

    public sealed record Back : Command;

    public sealed record Mute : Command;

    public sealed record Unmute : Command;

    /// <summary><c>remind me [at HH:MM]</c>; null: at the nudge time, or in 3 h.</summary>
    public sealed record Remind(LocalTime? At) : Command;

    public sealed record Hide : Command;

    public sealed record Show : Command;

    public sealed record MyData : Command;

    /// <summary><c>forget me</c> asks; <c>forget me now</c>, which its button says, does.</summary>
    public sealed record ForgetMe(bool Sure) : Command;

    public sealed record Help : Command;

    /// <summary><c>open</c>: what I still owe.</summary>
    public sealed record Open : Command;

    public sealed record Week : Command;

    public sealed record Links : Command;

    public sealed record Settings : Command;

    /// <summary><c>keep</c>: the answer no to a question the bot asked; nothing changes.</summary>
    public sealed record Keep : Command;

    /// <summary><c>lead @person [off]</c>.</summary>
    public sealed record Lead(Whom Whom, bool Off) : ForLeads;

    /// <param name="Name">Null: which plans there are.</param>
    public sealed record UseCurriculum(string? Name) : ForLeads;

    /// <summary><c>excuse @person N [off]</c>.</summary>
    public sealed record Excuse(Whom Whom, int Lesson, bool Off) : ForLeads;

    public sealed record Notes(bool On) : ForLeads;

    public sealed record Setup : ForLeads;

    public sealed record Start(LocalDate Date) : ForLeads;

    public sealed record Time(LocalTime At) : ForLeads;

    public sealed record Zone(string Id) : ForLeads;

    public sealed record Days(StudyDays StudyDays) : ForLeads;

    /// <summary><c>holiday DATE [off]</c>.</summary>
    public sealed record Holiday(LocalDate Date, bool Off) : ForLeads;

    /// <summary>Null: off.</summary>
    public sealed record Nudge(LocalTime? At) : ForLeads;

    /// <summary>Null: off.</summary>
    public sealed record Summary(SummarySlot? Slot) : ForLeads;

    public sealed record PauseCohort(LocalDate Until) : ForLeads;

    public sealed record ResumeCohort : ForLeads;

    public sealed record SkipToday : ForLeads;

    public sealed record SummaryNow : ForLeads;

    public sealed record Status : ForLeads;
}
