using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;

namespace StudyBot.Tests.Rules;

/// <summary>A bot reduced to its agenda: what is due is settled in the same instant, and told.</summary>
internal sealed class World(Cohort cohort)
{
    public Cohort Cohort { get; private set; } = cohort;

    public List<string> Told { get; } = [];

    public void Tick(Instant now)
    {
        for (var round = 0; Agenda.Due(Cohort, now) is [var due, ..]; round++)
        {
            Assert.True(round < 10, $"{due} is due again and again.");
            Settle(due, now);
        }
    }

    /// <summary>Looks each minute.</summary>
    public World RunByMinute(Instant from, Instant until)
    {
        for (var now = from; now <= until; now += Duration.FromMinutes(1)) Tick(now);
        return this;
    }

    /// <summary>Jumps from one due instant to the next.</summary>
    /// <param name="awake">The first instant from one on at which the bot runs.</param>
    public World RunByJumps(Instant from, Instant until, Func<Instant, Instant> awake)
    {
        var now = awake(from);
        Tick(now);
        while (Agenda.Next(Cohort, now) is { } next && awake(next) <= until)
        {
            Assert.True(next > now, $"{now} comes again.");
            now = awake(next);
            Tick(now);
        }

        return this;
    }

    private void Settle(Due due, Instant now)
    {
        switch (due)
        {
            case Due.Lesson lesson:
                Told.Add($"{now} lesson {lesson.Day} of {lesson.Slot}");
                Cohort = Cohort with { Posted = [.. Cohort.Posted, Calendar.Post(Cohort.Schedule, lesson.Day, lesson.Date, lesson.Slot, now, $"post {lesson.Day}")] };
                break;
            case Due.Nudge nudge:
                Told.Add($"{now} nudge {nudge.Day} of {nudge.At}");
                Cohort = Cohort with { NudgedThrough = nudge.Day };
                break;
            case Due.Summary summary:
                Told.Add($"{now} summary of {summary.Slot}");
                Cohort = Cohort with { LastSummary = summary.Slot };
                break;
            default:
                throw new NotSupportedException(due.ToString());
        }
    }
}
