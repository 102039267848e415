using NodaTime;

namespace StudyBot.Simulation.Stories;

/// <summary>What goes wrong in a story: at least ten things, most of them where a lesson is due, and each where it can strike.</summary>
internal static class Faulting
{
    private static readonly FaultKind[] Kinds = [.. Enum.GetValues<FaultKind>()];

    public static IReadOnlyList<Fault> Of(Chance chance, IReadOnlyList<StoryCohort> cohorts, Instant start, int days, int instances)
    {
        var faults = new List<Fault>();
        var count = chance.Int(10, 22);
        for (var number = 0; number < count; number++)
        {
            var kind = Kind(chance, number);
            var fault = Make(chance, number, kind, Moment(chance, cohorts, start, days), cohorts, instances);
            faults.Add(fault);
            if (With(chance, fault) is { } other) faults.Add(other with { Number = count + number });
        }

        return faults;
    }

    /// <summary>At least one bot dies in every story; an outage comes to every third.</summary>
    private static FaultKind Kind(Chance chance, int number)
    {
        if (number == 0) return FaultKind.Kill;
        var kind = chance.In(0.25) ? chance.Of(FaultKind.Kill, FaultKind.Pause, FaultKind.PostUnanswered, FaultKind.StoreReplyLost) : chance.Of<FaultKind>(Kinds);
        return kind is FaultKind.Outage or FaultKind.ChannelGone && chance.In(0.5) ? FaultKind.Duplicates : kind;
    }

    /// <summary>Just before a lesson is due, or at any time.</summary>
    private static Instant Moment(Chance chance, IReadOnlyList<StoryCohort> cohorts, Instant start, int days)
    {
        var day = chance.Int(2, days - 6);
        var cohort = cohorts[chance.Int(0, cohorts.Count)];
        var slot = Writing.Slot(cohort, start, day);
        return chance.Int(0, 10) switch
        {
            < 6 => slot - chance.Seconds(0, 50),
            < 8 => slot + chance.Minutes(0, 180),
            _ => start + Duration.FromDays(day) + chance.Minutes(0, 1440),
        };
    }

    /// <summary>What has to go wrong first, so that the bot makes the call that then fails; and a store that is down when a sleeper wakes, who then has two things to ask at once.</summary>
    private static Fault? With(Chance chance, Fault fault) => fault.Kind switch
    {
        FaultKind.Pause when fault.AtPost && chance.In(0.4) => fault with { Kind = FaultKind.StoreDown, At = fault.At + fault.Length, Length = chance.Seconds(20, 90), AtPost = false },
        FaultKind.FindFails => fault with { Kind = FaultKind.PostUnanswered, Count = 1 },
        FaultKind.DeleteFails => fault with { Kind = FaultKind.Pause, Length = chance.Minutes(3, 10), Skip = 0, Count = 1, AtPost = true, After = false },
        FaultKind.ReadBackFails => fault with { Kind = FaultKind.Outage, At = fault.At + Duration.FromMinutes(1), Length = chance.Minutes(6, 240) },
        _ => null,
    };

    private static Fault Make(Chance chance, int number, FaultKind kind, Instant at, IReadOnlyList<StoryCohort> cohorts, int instances)
    {
        var fault = new Fault(number, kind, at, Instance: chance.Int(0, instances), After: chance.In(0.5), Skip: chance.Int(0, 40), Where: chance.Of("slack", "teams", "local"), Cohort: chance.Int(0, cohorts.Count));
        // The built-in chat is the bot's own: it asks for no break, and nobody takes the bot out of it.
        var away = chance.Of("slack", "teams");
        return kind switch
        {
            FaultKind.Kill or FaultKind.Pause when chance.In(0.5) => fault with
            {
                Length = kind is FaultKind.Kill ? chance.Seconds(5, 240) : chance.Minutes(2, 12),
                AtPost = true,
                Skip = chance.Int(0, 3),
            },
            FaultKind.Kill => fault with { Length = chance.In(0.8) ? chance.Seconds(5, 240) : chance.Minutes(4, 40) },
            FaultKind.Pause => fault with { Length = chance.In(0.7) ? chance.Minutes(2, 12) : chance.Seconds(5, 130) },
            FaultKind.Outage => fault with { Length = chance.In(0.5) ? chance.Minutes(6, 700) : chance.Minutes(700, 3 * 1440) },
            FaultKind.StoreErrors => fault with { Count = chance.Int(1, 6) },
            FaultKind.StoreReplyLost => fault with { Count = chance.Int(1, 4), Skip = chance.Int(0, 15) },
            FaultKind.StoreDown => fault with { Length = chance.In(0.7) ? chance.Seconds(5, 600) : chance.Minutes(10, 90) },
            FaultKind.StoreSlow => fault with { Length = chance.Minutes(1, 60) },
            FaultKind.StoreFull => fault with { Length = chance.Minutes(1, 60) },
            FaultKind.PostUnanswered or FaultKind.PostHangs => fault with { Count = chance.Int(1, 4) },
            FaultKind.PostRefusedConnection => fault with { Count = chance.Int(1, 5) },
            FaultKind.LimitWithHeader or FaultKind.LimitWithoutHeader or FaultKind.LimitAbsurd or FaultKind.LimitZero => fault with { Count = chance.Int(1, 5), Where = kind is FaultKind.LimitZero ? "teams" : away, AtPost = chance.In(0.5) },
            FaultKind.FindFails or FaultKind.ReadBackFails => fault with { Count = chance.Int(1, 4), Skip = 0, Where = "slack" },
            FaultKind.UpdateFails or FaultKind.DeleteFails => fault with { Count = chance.Int(1, 4), Skip = 0, Where = away },
            FaultKind.HistoryScarce => fault with { Length = chance.Minutes(1440, 20 * 1440), Where = "slack" },
            FaultKind.Duplicates or FaultKind.Reorder => fault with { Length = chance.Minutes(60, 3 * 1440) },
            FaultKind.ClockSkew => fault with { Length = chance.Minutes(60, 5 * 1440) },
            FaultKind.ClockBack => fault with { Length = chance.Minutes(5, 600) },
            FaultKind.ChannelGone => fault with { Length = chance.Minutes(10, 2 * 1440), Cohort = chance.Of([.. cohorts.Where(cohort => cohort.Id.Platform != "local")]).Index },
            FaultKind.ChannelSick or FaultKind.RowUnreadable => fault with { Length = chance.Minutes(10, 300) },
            _ => fault,
        };
    }
}
