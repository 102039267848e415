using NodaTime;
using StudyBot.Ports;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Running;

/// <summary>What is wrong just now, and how often each thing really struck.</summary>
internal sealed class Trouble(World world)
{
    /// <summary>A fault that waits for calls.</summary>
    private sealed class Arm(Fault fault)
    {
        public Fault Fault => fault;

        public int Skip { get; set; } = fault.Skip;

        public int Left { get; set; } = fault.Count;
    }

    /// <summary>A time in which something was wrong.</summary>
    /// <param name="Cohort">Of one cohort, or of all (-1).</param>
    /// <param name="Where">Of one platform, or of all ("").</param>
    /// <param name="Tenant">Of one workspace or tenant, or of all ("").</param>
    private sealed record Span(FaultKind Kind, Instant From, Instant Until, int Cohort, string Where, string Tenant)
    {
        /// <summary>Whether a post of a cohort may not come about because of it.</summary>
        public bool Stops(StoryCohort cohort) =>
            Kind is not (FaultKind.UpdateFails or FaultKind.DeleteFails or FaultKind.ReadBackFails or FaultKind.HistoryScarce or FaultKind.Duplicates or FaultKind.Reorder or FaultKind.ClockSkew or FaultKind.ClockBack) &&
            (Cohort < 0 || Cohort == cohort.Index) &&
            (Where.Length == 0 || Where == cohort.Id.Platform) &&
            (Tenant.Length == 0 || Tenant == cohort.Id.Tenant);
    }

    private readonly List<Span> _spans = [];

    private readonly List<Arm> _arms = [];
    private readonly List<Fault> _lasting = [];

    public SortedDictionary<FaultKind, int> Tally { get; } = [];

    /// <summary>Whether nothing stood in the way of a cohort's posts for so long at a stretch.</summary>
    /// <param name="stops">When it had stopped besides.</param>
    public bool HasRest(StoryCohort cohort, IEnumerable<(Instant From, Instant Until)> stops, Instant from, Instant until, Duration length)
    {
        foreach (var span in _spans.Where(span => span.Stops(cohort)).Select(span => (span.From, span.Until)).Concat(stops).Where(span => span.From < until && from < span.Until).Order().ToList())
        {
            if (span.From - from >= length) return true;
            from = Instant.Max(from, span.Until);
        }

        return until - from >= length;
    }

    /// <summary>Whether something of the story that is wrong now, or was just now, brings such a fault about.</summary>
    public bool Explains(Exception fault) => fault switch
    {
        OperationCanceledException => true,
        TableUnavailableException => IsFelt(FaultKind.StoreErrors, FaultKind.StoreReplyLost, FaultKind.StoreDown, FaultKind.StoreFull),
        HttpRequestException => IsFelt(FaultKind.ReadBackFails),
        InvalidDataException => IsFelt(FaultKind.RowUnreadable),
        _ => false,
    };

    private bool IsFelt(params ReadOnlySpan<FaultKind> kinds)
    {
        foreach (var span in _spans)
            if (kinds.Contains(span.Kind) && span.From <= world.Now && world.Now < span.Until) return true;
        return false;
    }

    /// <summary>Whether something is wrong with this cohort alone: what is due there waits, and rightly.</summary>
    public bool IsIll(int cohort) => _spans.Any(span => IsOfCohort(span.Kind) && span.Cohort == cohort && span.From <= world.Now && world.Now < span.Until);

    /// <summary>Whether the cohort's platform may have asked for a break that is cut to an hour: what is due waits, and rightly.</summary>
    public bool Waits(StoryCohort cohort) => _spans.Any(span => span.Kind is FaultKind.LimitAbsurd && span.Stops(cohort) && span.From <= world.Now && world.Now < span.Until);

    public bool AnyArms => _arms.Count > 0;

    public void Begin(Fault fault)
    {
        world.Tell($"fault {fault.Number} {fault.Kind}{(fault.Length > Duration.Zero ? $" for {fault.Length}" : "")}{(fault.Where.Length > 0 && IsOfPlatform(fault.Kind) ? $" on {fault.Where}" : "")}");
        switch (fault.Kind)
        {
            case FaultKind.Outage:
                if (!world.GoDown(fault.Length)) return;
                Struck(fault.Kind);
                break;
            case FaultKind.ClockSkew or FaultKind.ClockBack:
                Struck(fault.Kind);
                var ahead = fault.Kind is FaultKind.ClockBack ? Duration.FromHours(-1) : Duration.FromSeconds(fault.After ? 5 : -5);
                world.SetClock(fault.Instance, ahead);
                Last(fault, () => world.SetClock(fault.Instance, Duration.Zero));
                break;
            case FaultKind.StoreDown or FaultKind.StoreSlow or FaultKind.StoreFull or FaultKind.Duplicates or FaultKind.Reorder or FaultKind.ChannelSick or FaultKind.RowUnreadable or FaultKind.HistoryScarce:
                if (fault.Kind is FaultKind.StoreDown or FaultKind.StoreFull) world.Beat();
                Last(fault);
                break;
            case FaultKind.ChannelGone:
                // Nobody can take the bot out of the built-in chat, nor where it is out already.
                if (!world.Remove(fault.Cohort)) return;
                Struck(fault.Kind);
                Last(fault, () => world.Return(fault.Cohort));
                break;
            default:
                _arms.Add(new(fault));
                return;
        }

        Feel(fault);
    }

    public void Struck(FaultKind kind) => Tally[kind] = Tally.GetValueOrDefault(kind) + 1;

    /// <summary>Whether something lasting is on now.</summary>
    public bool Is(FaultKind kind, int cohort = -1)
    {
        if (_lasting.Count == 0) return false;
        foreach (var fault in _lasting)
            if (fault.Kind == kind && (cohort < 0 || fault.Cohort == cohort)) return true;
        return false;
    }

    /// <summary>Whether a fault of one of these kinds strikes the call that is about to be made.</summary>
    /// <param name="cohort">Whose call it is, where it is one to a platform.</param>
    /// <param name="posts">It is a post: a limit that names a time is felt by all of its workspace or tenant.</param>
    public Fault? Strikes(Func<Fault, bool> which, StoryCohort? cohort = null, bool posts = false)
    {
        if (_arms.Count == 0) return null;
        foreach (var arm in _arms)
        {
            if (!which(arm.Fault)) continue;
            if (arm.Skip-- > 0) continue;
            if (--arm.Left <= 0) _arms.Remove(arm);
            Struck(arm.Fault.Kind);
            Feel(arm.Fault, cohort, ofTenant: posts && arm.Fault.Asked is not null);
            return arm.Fault;
        }

        return null;
    }

    /// <param name="cohort">Whose call it struck, which alone feels it, unless it is felt by all of its workspace or tenant.</param>
    private void Feel(Fault fault, StoryCohort? cohort = null, bool ofTenant = false) => _spans.Add(new(
        fault.Kind,
        world.Now,
        world.Now + fault.Length + After(fault),
        IsOfCohort(fault.Kind) ? fault.Cohort : ofTenant ? -1 : cohort?.Index ?? -1,
        IsOfPlatform(fault.Kind) ? fault.Where : "",
        ofTenant ? cohort!.Id.Tenant : ""));

    /// <summary>How long it is felt once it is over: an absurd wait is cut to an hour.</summary>
    private static Duration After(Fault fault) => Duration.FromMinutes(fault.Kind is FaultKind.LimitAbsurd ? 75 : 20);

    private static bool IsOfPlatform(FaultKind kind) => kind is >= FaultKind.PostUnanswered and <= FaultKind.HistoryScarce;

    private static bool IsOfCohort(FaultKind kind) => kind is FaultKind.ChannelGone or FaultKind.ChannelSick or FaultKind.RowUnreadable;

    private void Last(Fault fault, Action? end = null)
    {
        _lasting.Add(fault);
        world.Time.After(fault.Length, () =>
        {
            _lasting.Remove(fault);
            world.Tell($"fault {fault.Number} {fault.Kind} is over");
            end?.Invoke();
        });
    }
}
