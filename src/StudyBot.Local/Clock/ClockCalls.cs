using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Text;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Local;

/// <summary>Moves the clock to an instant and runs everything due until then, in order; given by the host.</summary>
/// <remarks>It steps from one due instant to the next (<see cref="DemoClock.MoveToAsync"/>, then a tick and a drain), and marks the bot as alive on the way:
/// time that was skipped is no outage.</remarks>
public delegate Task RunUntil(Instant until, CancellationToken cancel);

/// <summary>The calls about the demo clock.</summary>
public sealed class ClockCalls(DemoMoves moves, IStudyStore store, IHostApplicationLifetime life, TimeProvider clock, Feed feed) : IDisposable
{
    private static readonly Duration Farthest = Duration.FromDays(400);

    private readonly SemaphoreSlim _one = new(1, 1);

    public void Dispose() => _one.Dispose();

    public async Task<IResult> GetAsync(HttpContext context) => Answers.Json(await ReadAsync(context.RequestAborted));

    /// <summary><c>POST /local/clock</c> <c>{"to":"next-morning","channel":"study","offset_seconds":0}</c>, or an instant such as <c>2026-11-25T08:00:00Z</c>. With the offset that was seen,
    /// whoever comes second moves nothing: of two who press at once, both get the one morning they saw coming.</summary>
    public async Task<IResult> MoveAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context);
        var to = body.Text("to", 60);
        Instant? target = to == "next-morning" ? null : OffsetDateTimePattern.ExtendedIso.Parse(to) is { Success: true, Value: var parsed } && Calendar.IsUsual(parsed.Date) ? parsed.ToInstant() : Instant.MinValue;
        if (target == Instant.MinValue) body.Wrong("to", "\"to\" is neither \"next-morning\" nor an instant such as 2026-11-25T08:00:00Z.");
        var seen = body.OptionalNumber("offset_seconds");
        var channel = body.OptionalText("channel", JsonBody.LongestId) ?? Names.Channel;
        if (body.Problem is { } problem) return problem;
        if (moves.WhyNot is { } why) return Problem.Of(StatusCodes.Status409Conflict, why);

        await _one.WaitAsync(life.ApplicationStopping);
        try
        {
            if (seen is { } before && before != Ahead) return Answers.Json(await ReadAsync(life.ApplicationStopping));
            var until = target ?? await NextMorningAsync(channel, life.ApplicationStopping);
            if (until < clock.Now()) return Problem.Of(StatusCodes.Status409Conflict, "The demo clock moves forward only.");
            if (until > clock.Now() + Farthest) return Problem.BadInput("to", "\"to\" is more than 400 days ahead.");
            await moves.Run!(until, life.ApplicationStopping);
            feed.Tell("clock");
            return Answers.Json(await ReadAsync(life.ApplicationStopping));
        }
        finally
        {
            _one.Release();
        }
    }

    private long Ahead => (long)moves.Offset.TotalSeconds;

    /// <summary>The next slot of a lesson that is not today's; where the plan is over, tomorrow at the lesson time. A channel without a cohort has the first channel's mornings.</summary>
    private async Task<Instant> NextMorningAsync(string channel, CancellationToken cancel)
    {
        var now = clock.Now();
        var cohort = (await store.FindCohortAsync(Names.Cohort(channel), cancel) ?? await store.FindCohortAsync(Names.Cohort(Names.Channel), cancel))?.Value;
        var zone = cohort?.Schedule.Zone ?? LocalZone.Of(clock);
        var tomorrow = now.InZone(zone).Date.PlusDays(1);
        var slot = cohort is null ? null : Agenda.NextLesson(cohort, zone.AtStartOfDay(tomorrow).ToInstant() - Duration.Epsilon);
        return slot ?? Calendar.At(zone, tomorrow + (cohort?.Schedule.LessonTime ?? new LocalTime(9, 0)));
    }

    private async Task<ClockView> ReadAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var zone = (await store.FindCohortAsync(Names.Cohort(Names.Channel), cancel))?.Value.Schedule.Zone ?? LocalZone.Of(clock);
        var there = now.InZone(zone);
        return new(now, zone.Id, When.DateInFull(there.Date), When.Time(there.TimeOfDay), Ahead, moves.WhyNot is null, moves.WhyNot);
    }

    private sealed record ClockView(Instant Now, string Zone, string Date, string Time, long OffsetSeconds, bool CanMove, string? WhyNot);
}
