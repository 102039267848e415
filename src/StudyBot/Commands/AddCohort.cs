using System.CommandLine;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary><c>cohorts add</c>: a cohort in a channel, as <c>setup</c> makes one in the chat; but where the first lesson's hour has passed today, it comes now, however long ago that was.</summary>
internal static class AddCohort
{
    public static Command Make(Terminal terminal)
    {
        var platform = new Option<string>("--platform") { Description = "local, slack or teams.", Required = true }.AcceptOnlyFromAmong(Platforms.Names);
        var tenant = new Option<string>("--tenant") { Description = "Slack workspace or Teams tenant; not needed for the built-in chat." };
        var channel = new Option<string>("--channel") { Description = "The channel's id.", Required = true };
        var plan = new Option<string>("--curriculum") { Description = "A built-in or imported plan, by name.", Required = true };
        var start = new Option<string>("--start") { Description = "The first date that may get a lesson, such as 2026-12-01.", Required = true };
        var time = new Option<string>("--time") { Description = "Lesson time, such as 09:00.", Required = true };
        var zone = new Option<string>("--zone") { Description = "IANA time zone, such as Europe/Berlin.", Required = true };
        var days = new Option<string>("--days") { Description = "Study days, such as mon-fri or mon,wed.", DefaultValueFactory = _ => "mon-fri" };
        var holidays = new Option<string[]>("--holiday") { Description = "A date without a lesson; may be given several times.", DefaultValueFactory = _ => [] };
        var nudge = new Option<string>("--nudge") { Description = "Nudge time, or off; otherwise one that suits the lesson time." };
        var summary = new Option<string>("--summary") { Description = "Weekly summary, such as \"fri 16:00\", or off.", DefaultValueFactory = _ => When.Time(SummarySlot.Usual.Time) };
        var lead = new Option<string>("--lead") { Description = "The user id of who leads it." };
        var command = new Command("add", "Add a cohort to a channel.") { platform, tenant, channel, plan, start, time, zone, days, holidays, nudge, summary, lead };
        command.SetAction((parsed, cancel) =>
        {
            var lesson = Options.Time("--time", parsed.GetRequiredValue(time));
            var schedule = new Schedule(
                Options.Date("--start", parsed.GetRequiredValue(start)),
                Options.Zone("--zone", parsed.GetRequiredValue(zone)),
                lesson,
                Options.Days("--days", parsed.GetRequiredValue(days)),
                parsed.GetRequiredValue(holidays).Select(date => Options.Date("--holiday", date)).ToHashSet(),
                [],
                parsed.GetValue(nudge) is { } asked ? Options.TimeOrOff("--nudge", asked) : NudgeTimes.For(lesson),
                Options.Summary("--summary", parsed.GetRequiredValue(summary)));
            var id = Id(parsed.GetRequiredValue(platform), parsed.GetValue(tenant), parsed.GetRequiredValue(channel));
            IReadOnlyList<string> leads = parsed.GetValue(lead) is { Length: > 0 } named ? [Lead(id, named)] : [];
            return AddAsync(terminal, id, parsed.GetRequiredValue(plan), schedule, leads, cancel);
        });
        return command;
    }

    private static CohortId Id(string platform, string? tenant, string channel)
    {
        if (platform != Names.Platform)
        {
            if (string.IsNullOrEmpty(tenant)) throw CommandException.Usage($"--tenant: a channel of {platform} is named with its workspace or tenant, such as --tenant T0123456789.");
            return new(platform, Options.Name("--tenant", tenant), Options.Name("--channel", channel));
        }

        if (tenant is not (null or Names.Tenant)) throw CommandException.Usage($"--tenant: the built-in chat has none but {Names.Tenant}; leave it out.");
        if (!Names.IsChannel(channel)) throw CommandException.Usage($"--channel: \"{channel}\" is no channel of the built-in chat; use lower case letters, digits and dashes, such as {Names.Channel}.");
        return Names.Cohort(channel);
    }

    private static string Lead(CohortId id, string named) => LeadName.Read("--lead", id, named) is var who && LeadName.IsId(id, who)
        ? who
        : throw CommandException.Usage($"--lead: \"{who}\" is no user id of {id.Platform}, such as {(id.Platform == Slack.Names.Platform ? Slack.Names.UserIdExample : StudyBot.Teams.Names.UserIdExample)}.");

    private static async Task<int> AddAsync(Terminal terminal, CohortId id, string plan, Schedule schedule, IReadOnlyList<string> named, CancellationToken cancel)
    {
        using var access = await StoreAccess.OpenAsync(terminal, create: true, cancel);
        var version = await PlanAsync(access, plan, cancel);
        var before = await access.Store.FindCohortAsync(id, cancel);
        var now = access.NowFor(id);
        if (before is { } running && !Agenda.IsOver(running.Value, now)) throw CommandException.Input($"{id} has a running cohort, and a channel has one at a time. `StudyBot cohorts show {id}` shows it.");

        string[] leads = [.. await Task.WhenAll(named.Select(name => LeadName.MeetAsync(access, id, name, cancel)))];
        var cohort = new Cohort(id, (before?.Value.Run ?? 0) + 1, version, schedule, Posted: [], leads)
        {
            ChangedAt = now,
            ShowButtonsFirst = before?.Value.ShowButtonsFirst ?? id.Platform == Teams.Names.Platform,
        };
        if (!await KeepAsync(access.Store, cohort, before?.ETag, now, cancel)) throw CommandException.Input($"Somebody set up {id} at the same moment. `StudyBot cohorts show {id}` shows it.");

        terminal.Line($"{id} is set up. Its first lesson comes {Moment(Agenda.ComingLesson(cohort, now), schedule.Zone, now)}.");
        if (leads.Length == 0) terminal.Complain($"Note: nobody is named to lead it. `StudyBot cohorts lead {id} PERSON` names somebody.");
        if (Say.NudgesWithoutRoom(schedule) is { } nudges) terminal.Complain($"Note: {PlainText.Render(nudges)}");
        if (!Platforms.Has(access.Settings, id.Platform)) terminal.Complain($"Note: {id.Platform} is not set up here, so nothing is posted until it is.");
        return Exit.Fine;
    }

    /// <summary>False: somebody was faster.</summary>
    /// <param name="before">The version of the channel's cohort that it follows; null where there is none.</param>
    internal static async Task<bool> KeepAsync(IStudyStore store, Cohort cohort, string? before, Instant now, CancellationToken cancel)
    {
        var changes = new List<Change> { new Change.PutCohort(cohort, before) };
        foreach (var user in cohort.Leads)
            changes.Add(new Change.PutMember(cohort.Run, await Newcomers.LeadAsync(store, cohort.Id, cohort.Run, new(cohort.Id.Platform, cohort.Id.Tenant, user), cohort.Id.Platform == Names.Platform ? user : "", cancel), null));
        DueHint[] hints = Agenda.Next(cohort, now) is { } next ? [new(cohort.Id, next)] : [];
        return await store.CommitAsync(cohort.Id, changes, hints, cancel) is Commit.Done;
    }

    private static async Task<CurriculumVersion> PlanAsync(StoreAccess access, string name, CancellationToken cancel)
    {
        if (await access.Store.FindCurriculumAsync(name, cancel) is { } known) return known.Version;
        if (BuiltIn.Find(name) is not { } builtIn)
            throw CommandException.Input($"--curriculum: there is no plan \"{name}\". Built in: {Many.And(BuiltIn.Names)}; `StudyBot curriculum import FILE --as {name}` brings your own.");
        await access.Store.SaveCurriculumAsync(builtIn, cancel);
        return builtIn.Version;
    }

    private static string Moment(Instant? at, DateTimeZone zone, Instant now) => at switch
    {
        null => "never: no study day is in sight",
        { } instant when instant <= now => "now",
        { } instant => When.Moment(instant, zone, now),
    };
}
