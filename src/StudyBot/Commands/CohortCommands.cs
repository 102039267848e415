using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Standings;
using StudyBot.Storage;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary><c>cohorts [list] | add | show | lead | pause | resume | remove</c>. A running host sees a change by its next tick.</summary>
internal static class CohortCommands
{
    private const string Operator = "operator";

    public static Command Make(Terminal terminal)
    {
        var command = Listing(terminal, "cohorts", "List, add, show, lead, pause, resume and remove cohorts.");
        command.Add(Listing(terminal, "list", "List the cohorts, as `cohorts` alone does."));
        command.Add(AddCohort.Make(terminal));
        command.Add(Show(terminal));
        command.Add(Lead(terminal));
        command.Add(Pause(terminal));
        command.Add(Resume(terminal));
        command.Add(Remove(terminal));
        return command;
    }

    private static Command Listing(Terminal terminal, string name, string words)
    {
        var json = Options.Json();
        var command = new Command(name, words) { json };
        command.SetAction((parsed, cancel) => ListAsync(terminal, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> ListAsync(Terminal terminal, bool json, CancellationToken cancel)
    {
        using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
        var rows = new List<CohortRow>();
        await foreach (var cohort in access.Store.CohortsAsync(cancel)) rows.Add(CohortRow.Of(cohort.Value, access.NowFor(cohort.Value.Id)));
        var unreadable = await access.Store.UnreadableCohortsAsync(cancel).ToListAsync(cancel);
        foreach (var row in unreadable) terminal.Complain(row);
        rows.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        var exit = unreadable.Count == 0 ? Exit.Fine : Exit.InputErrors;
        if (json)
        {
            terminal.Json(rows);
            return exit;
        }

        if (rows.Count == 0)
        {
            if (unreadable.Count == 0) terminal.Line("There is no cohort yet. `StudyBot cohorts add --help` shows how to add one.");
            return exit;
        }

        var table = Terminal.NewTable("Cohort", "Plan", "Day", "State", "Next lesson (UTC)");
        foreach (var row in rows) Terminal.Row(table, row.Id, row.Plan, $"{row.Day} of {row.Lessons}", row.State, row.NextLesson ?? "none");
        terminal.WriteWithIds(table, rows.Select(row => row.Id));
        return exit;
    }

    private static Command Show(Terminal terminal)
    {
        var id = Options.Cohort();
        var json = Options.Json();
        var command = new Command("show", "Show a cohort: its settings, where it is, and its table.") { id, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var named = Options.CohortId(parsed.GetRequiredValue(id));
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            var (cohort, now) = (await FindAsync(access, named, cancel), access.NowFor(named));
            if (parsed.GetValue(json))
            {
                terminal.Json(CohortRow.Of(cohort, now));
                return Exit.Fine;
            }

            Member[] members = [.. (await access.Store.MembersAsync(cohort.Id, cohort.Run, cancel)).Select(m => m.Value)];
            var deliveries = await access.Store.DeliveriesAsync(cohort.Id, cohort.Run, DeliveryKind.Lesson, cancel);
            var last = deliveries.Count == 0 ? null : deliveries[^1].Value;
            var people = Totals.For(cohort.Day, members, now);
            terminal.Line(PlainText.Render(Say.Status(cohort, Agenda.ComingLesson(cohort, now), last, people, members.Any(m => m.JoinedAt is not null), now)));
            terminal.Line("");
            terminal.Line(PlainText.Render(Say.Settings(cohort, null, default)));
            terminal.Line("");
            terminal.Line(PlainText.Render(Say.Leaderboard(cohort.Curriculum.Title, thisWeek: false, Table.Rank(members), people, Table.IsStarted(members))));
            return Exit.Fine;
        });
        return command;
    }

    /// <summary>The way back to a lead for a cohort that has none, and where a platform knows no admins the only one.</summary>
    private static Command Lead(Terminal terminal)
    {
        var id = Options.Cohort();
        var person = new Argument<string>("PERSON") { Description = "The user id of who leads it, or the name the tables show." };
        var off = new Option<bool>("--off") { Description = "Take the role back." };
        var command = new Command("lead", "Name somebody who leads a cohort.") { id, person, off };
        command.SetAction((parsed, cancel) =>
        {
            var named = Options.CohortId(parsed.GetRequiredValue(id));
            var who = LeadName.Read("PERSON", named, parsed.GetRequiredValue(person));
            return TellAsync(terminal, named, async access => $"lead {Mention(named, await LeadName.KnownAsync(access, named, who, cancel))}{(parsed.GetValue(off) ? " off" : "")}", cancel);
        });
        return command;
    }

    /// <summary>In the built-in chat the id is the name; elsewhere it is nothing to call anybody by, and what is no id is a name of the tables.</summary>
    private static string Mention(CohortId cohort, string who) => cohort.Platform == Names.Platform ? $"<@{who}|{who}>" : LeadName.IsId(cohort, who) ? $"<@{who}>" : $"@{who}";

    private static Command Pause(Terminal terminal)
    {
        var id = Options.Cohort();
        var until = new Option<string>("--until") { Description = "The last date without a lesson.", Required = true };
        var command = new Command("pause", "Let a cohort rest through a date.") { id, until };
        command.SetAction((parsed, cancel) =>
        {
            var date = Options.Date("--until", parsed.GetRequiredValue(until));
            return TellAsync(terminal, Options.CohortId(parsed.GetRequiredValue(id)), _ => Task.FromResult($"pause cohort until {date:uuuu-MM-dd}"), cancel, today =>
            {
                if (date < today) throw CommandException.Input($"--until: {date:uuuu-MM-dd} is over; today is {today:uuuu-MM-dd} there.");
            });
        });
        return command;
    }

    private static Command Resume(Terminal terminal)
    {
        var id = Options.Cohort();
        var command = new Command("resume", "End a cohort's rest, or let one go on whose channel had refused the bot.") { id };
        command.SetAction((parsed, cancel) => TellAsync(terminal, Options.CohortId(parsed.GetRequiredValue(id)), _ => Task.FromResult("resume cohort"), cancel));
        return command;
    }

    private static Command Remove(Terminal terminal)
    {
        var id = Options.Cohort();
        var yes = new Option<bool>("--yes") { Description = "Really." };
        var command = new Command("remove", "Remove a cohort with everything kept about it. `export` gives a copy first.") { id, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            var named = Options.CohortId(parsed.GetRequiredValue(id));
            if (!parsed.GetValue(yes)) throw CommandException.Usage($"This removes every lesson, check-in and name kept of {named}, for good; what was written in its channel stays there. Say it again with --yes.");
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            var cohort = await FindAsync(access, named, cancel);
            await access.Store.RemoveCohortAsync(cohort.Id, cancel);
            terminal.Line($"{cohort.Id} is gone. What was written in its channel stays there.");
            return Exit.Fine;
        });
        return command;
    }

    /// <summary>Through the door that leads speak to, so that the same rules hold.</summary>
    /// <param name="check">Looks at the date it is for the cohort, before anything is said.</param>
    private static async Task<int> TellAsync(Terminal terminal, CohortId id, Func<StoreAccess, Task<string>> words, CancellationToken cancel, Action<LocalDate>? check = null)
    {
        using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
        var cohort = await FindAsync(access, id, cancel);
        var now = access.NowFor(id);
        check?.Invoke(now.InZone(cohort.Schedule.Zone).Date);
        var (said, changed) = await TellAsync(access.Table, access.Settings.Scheduling.Shards, id, await words(access), now, cancel);
        if (!changed) throw CommandException.Input(string.Join('\n', said));
        foreach (var line in said) terminal.Line(line);
        return Exit.Fine;
    }

    /// <summary>What is answered, and whether the cohort was changed by it; a refusal leaves it as it was, whatever a host does to it meanwhile.</summary>
    internal static async Task<(IReadOnlyList<string> Said, bool Changed)> TellAsync(ITable table, int shards, CohortId id, string words, Instant now, CancellationToken cancel)
    {
        var watched = new CohortWatch(table, id);
        var store = new StudyStore(watched, shards);
        var who = new Person(new PersonId(id.Platform, id.Tenant, Operator), Operator, Admin: true);
        var bot = new Bot(store, new Library(store), new Refreshes(), NullLogger<Bot>.Instance);
        var key = $"{Operator} {now.ToUnixTimeTicks()}";
        var handled = await bot.HandleAsync(new Incoming(key, new Place(id.Platform, id.Tenant, id.Channel), who, now, new Did.Said(key, words, Mentioned: true)), cancel);
        return ([.. handled.Replies.Select(reply => PlainText.Render(reply.Card))], watched.IsChanged);
    }

    public static async Task<Cohort> FindAsync(StoreAccess access, CohortId id, CancellationToken cancel) =>
        (await access.Store.FindCohortAsync(id, cancel))?.Value ?? throw NotThere(id);

    private static CommandException NotThere(CohortId id) => CommandException.Input($"There is no cohort {id}. `StudyBot cohorts` lists them.");
}
