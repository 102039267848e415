using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary><c>cohorts [list] | add | show | pause | resume | remove</c>. A running host sees a change by its next tick.</summary>
internal static class CohortCommands
{
    private const string Operator = "operator";

    public static Command Make(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("cohorts", "List, add, show, pause, resume and remove cohorts.")
        {
            json,
            Add(terminal),
            Show(terminal),
            Pause(terminal),
            Resume(terminal),
            Remove(terminal),
        };
        command.SetAction((parsed, cancel) => ListAsync(terminal, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> ListAsync(Terminal terminal, bool json, CancellationToken cancel)
    {
        using var access = await StoreAccess.OpenAsync(cancel);
        var now = access.Clock.Now();
        var rows = new List<CohortRow>();
        await foreach (var cohort in access.Store.CohortsAsync(cancel)) rows.Add(CohortRow.Of(cohort.Value, now));
        rows.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        if (json)
        {
            terminal.Json(rows);
            return Exit.Fine;
        }

        if (rows.Count == 0)
        {
            terminal.Line("There is no cohort yet. `studybot cohorts add --help` shows how to add one.");
            return Exit.Fine;
        }

        var table = Terminal.NewTable("Cohort", "Plan", "Day", "State", "Next lesson (UTC)");
        foreach (var row in rows) Terminal.Row(table, row.Id, row.Plan, $"{row.Day} of {row.Lessons}", row.State, row.NextLesson ?? "none");
        terminal.Pretty.Write(table);
        return Exit.Fine;
    }

    private static Command Add(Terminal terminal)
    {
        var platform = new Option<string>("--platform") { Description = "local, slack or teams.", Required = true }.AcceptOnlyFromAmong("local", "slack", "teams");
        var tenant = new Option<string>("--tenant") { Description = "Slack workspace or Teams tenant; local for the built-in chat.", DefaultValueFactory = _ => Names.Tenant };
        var channel = new Option<string>("--channel") { Description = "The channel's id.", Required = true };
        var plan = new Option<string>("--curriculum") { Description = "A built-in or imported plan, by name.", Required = true };
        var start = new Option<string>("--start") { Description = "The first date that may get a lesson, such as 2026-12-01.", Required = true };
        var time = new Option<string>("--time") { Description = "Lesson time, such as 09:00.", Required = true };
        var zone = new Option<string>("--zone") { Description = "IANA time zone, such as Europe/Berlin.", Required = true };
        var days = new Option<string>("--days") { Description = "Study days, such as mon-fri or mon,wed.", DefaultValueFactory = _ => "mon-fri" };
        var holidays = new Option<string[]>("--holiday") { Description = "A date without a lesson; may be given several times.", DefaultValueFactory = _ => [] };
        var nudge = new Option<string>("--nudge") { Description = "Nudge time, or off.", DefaultValueFactory = _ => "18:00" };
        var summary = new Option<string>("--summary") { Description = "Weekly summary, such as \"fri 16:00\", or off.", DefaultValueFactory = _ => "17:00" };
        var lead = new Option<string>("--lead") { Description = "The user id of who leads it." };
        var command = new Command("add", "Add a cohort to a channel.") { platform, tenant, channel, plan, start, time, zone, days, holidays, nudge, summary, lead };
        command.SetAction(async (parsed, cancel) =>
        {
            var schedule = new Schedule(
                Options.Date("--start", parsed.GetRequiredValue(start)),
                Options.Zone("--zone", parsed.GetRequiredValue(zone)),
                Options.Time("--time", parsed.GetRequiredValue(time)),
                Options.Days("--days", parsed.GetRequiredValue(days)),
                parsed.GetRequiredValue(holidays).Select(date => Options.Date("--holiday", date)).ToHashSet(),
                [],
                Options.TimeOrOff("--nudge", parsed.GetRequiredValue(nudge)),
                Options.Summary("--summary", parsed.GetRequiredValue(summary)));
            using var access = await StoreAccess.OpenAsync(cancel);
            var version = await PlanAsync(access, parsed.GetRequiredValue(plan), cancel);
            var id = new CohortId(parsed.GetRequiredValue(platform), parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(channel));
            var before = await access.Store.FindCohortAsync(id, cancel);
            if (before is { Value.IsFinished: false }) throw CommandException.Input($"{id} has a running cohort, and a channel has one at a time. `studybot cohorts show {id}` shows it.");

            var now = access.Clock.Now();
            IReadOnlyList<string> leads = parsed.GetValue(lead) is { Length: > 0 } named ? [named.TrimStart('@')] : [];
            var cohort = new Cohort(id, (before?.Value.Run ?? 0) + 1, version, schedule, Posted: [], leads) { ChangedAt = now };
            if (Agenda.Next(cohort, now) is { } next) await access.Store.AnnounceAsync(new(id, next), cancel);
            if (await access.Store.CommitAsync(id, [new Change.PutCohort(cohort, before?.ETag)], cancel) is not Commit.Done)
                throw CommandException.Input($"Somebody set up {id} at the same moment. `studybot cohorts show {id}` shows it.");
            terminal.Line($"{id} is set up. Its first lesson comes {Moment(Leads.NextLesson(cohort, now), schedule.Zone)}.");
            return Exit.Fine;
        });
        return command;
    }

    private static async Task<CurriculumVersion> PlanAsync(StoreAccess access, string name, CancellationToken cancel)
    {
        if (await access.Store.FindCurriculumAsync(name, cancel) is { } known) return known.Version;
        if (BuiltIn.Find(name) is not { } builtIn)
            throw CommandException.Input($"--curriculum: there is no plan \"{name}\". Built in: {string.Join(", ", BuiltIn.Names)}; `studybot curriculum import FILE --as {name}` brings your own.");
        await access.Store.SaveCurriculumAsync(builtIn, cancel);
        return builtIn.Version;
    }

    private static Command Show(Terminal terminal)
    {
        var id = Options.Cohort();
        var json = Options.Json();
        var command = new Command("show", "Show a cohort: its settings, where it is, and its table.") { id, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var access = await StoreAccess.OpenAsync(cancel);
            var (cohort, now) = (await FindAsync(access, parsed.GetRequiredValue(id), cancel), access.Clock.Now());
            if (parsed.GetValue(json))
            {
                terminal.Json(CohortRow.Of(cohort, now));
                return Exit.Fine;
            }

            Member[] members = [.. (await access.Store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(m => m.Value)];
            var deliveries = await access.Store.DeliveriesAsync(cohort.Id, cohort.Run, DeliveryKind.Lesson, cancel);
            var last = deliveries.Count == 0 ? null : deliveries[^1].Value;
            var people = Totals.For(cohort.Day, members, now).Of;
            terminal.Line(PlainText.Render(Say.Status(cohort, Leads.NextLesson(cohort, now), last, people)));
            terminal.Line("");
            terminal.Line(PlainText.Render(Say.Settings(cohort, null)));
            terminal.Line("");
            terminal.Line(PlainText.Render(Say.Leaderboard(cohort.Curriculum.Title, thisWeek: false, Table.Rank(members, _ => true), people)));
            return Exit.Fine;
        });
        return command;
    }

    private static Command Pause(Terminal terminal)
    {
        var id = Options.Cohort();
        var until = new Option<string>("--until") { Description = "The last date without a lesson.", Required = true };
        var command = new Command("pause", "Let a cohort rest through a date.") { id, until };
        command.SetAction((parsed, cancel) => TellAsync(terminal, parsed.GetRequiredValue(id), $"pause cohort until {Options.Date("--until", parsed.GetRequiredValue(until)):uuuu-MM-dd}", cancel));
        return command;
    }

    private static Command Resume(Terminal terminal)
    {
        var id = Options.Cohort();
        var command = new Command("resume", "End a cohort's rest, or let one go on whose channel had refused the bot.") { id };
        command.SetAction((parsed, cancel) => TellAsync(terminal, parsed.GetRequiredValue(id), "resume cohort", cancel));
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        var id = Options.Cohort();
        var yes = new Option<bool>("--yes") { Description = "Really." };
        var command = new Command("remove", "Remove a cohort with everything kept about it. `export` gives a copy first.") { id, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            using var access = await StoreAccess.OpenAsync(cancel);
            var cohort = await FindAsync(access, parsed.GetRequiredValue(id), cancel);
            if (!parsed.GetValue(yes)) throw CommandException.Usage($"This removes every lesson, check-in and name of {cohort.Id}, for good. Say it again with --yes.");
            await access.Store.RemoveCohortAsync(cohort.Id, cancel);
            terminal.Line($"{cohort.Id} is gone.");
            return Exit.Fine;
        });
        return command;
    }

    /// <summary>Through the door that leads speak to, so that the same rules hold.</summary>
    private static async Task<int> TellAsync(Terminal terminal, string idText, string words, CancellationToken cancel)
    {
        using var access = await StoreAccess.OpenAsync(cancel);
        var cohort = await FindAsync(access, idText, cancel);
        var now = access.Clock.Now();
        var who = new Person(new PersonId(cohort.Id.Platform, cohort.Id.Tenant, Operator), Operator, Admin: true);
        var where = new Place(cohort.Id.Platform, cohort.Id.Tenant, cohort.Id.Channel);
        var bot = new Bot(access.Store, access.Library, new Refreshes(), NullLogger<Bot>.Instance);
        var handled = await bot.HandleAsync(new Incoming($"{Operator} {now.ToUnixTimeTicks()}", where, who, now, new Did.Said($"{Operator} {now.ToUnixTimeTicks()}", words, Mentioned: true)), cancel);
        foreach (var reply in handled.Replies) terminal.Line(PlainText.Render(reply.Card));
        return Exit.Fine;
    }

    public static async Task<Cohort> FindAsync(StoreAccess access, string id, CancellationToken cancel) =>
        (await access.Store.FindCohortAsync(Options.CohortId(id), cancel))?.Value
        ?? throw CommandException.Input($"There is no cohort {id}. `studybot cohorts` lists them.");

    private static string Moment(Instant? at, DateTimeZone zone) => at is { } instant ? When.Moment(instant, zone) : "never: the plan is over";
}

/// <summary>A cohort in a list.</summary>
/// <param name="NextLesson">An instant in UTC; null: none comes.</param>
internal sealed record CohortRow(string Id, string Plan, int Day, int Lessons, string State, string? NextLesson)
{
    public static CohortRow Of(Cohort cohort, Instant now)
    {
        var today = now.InZone(cohort.Schedule.Zone).Date;
        var state = cohort switch
        {
            { Broken: { } broken } => $"stopped: {broken}",
            { IsFinished: true } => "finished",
            _ when cohort.Schedule.Pauses.Any(p => p.Contains(today)) => "paused",
            { Day: 0 } => "not started",
            _ => "running",
        };
        return new(cohort.Id.ToString(), cohort.Curriculum.Name, cohort.Day, cohort.Curriculum.Lessons, state, Exports.ExportWords.Of(Leads.NextLesson(cohort, now)));
    }
}
