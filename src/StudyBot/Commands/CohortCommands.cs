using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Doors;
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
        var command = Listing(terminal, "cohorts", "List, add, show, pause, resume and remove cohorts.");
        command.Add(Listing(terminal, "list", "List the cohorts, as `cohorts` alone does."));
        command.Add(AddCohort.Make(terminal));
        command.Add(Show(terminal));
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

    private static Command Show(Terminal terminal)
    {
        var id = Options.Cohort();
        var json = Options.Json();
        var command = new Command("show", "Show a cohort: its settings, where it is, and its table.") { id, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var named = Options.CohortId(parsed.GetRequiredValue(id));
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            var (cohort, now) = (await FindAsync(access, named, cancel), access.Clock.Now());
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
            terminal.Line(PlainText.Render(Say.Leaderboard(cohort.Curriculum.Title, thisWeek: false, Table.Rank(members), people)));
            return Exit.Fine;
        });
        return command;
    }

    private static Command Pause(Terminal terminal)
    {
        var id = Options.Cohort();
        var until = new Option<string>("--until") { Description = "The last date without a lesson.", Required = true };
        var command = new Command("pause", "Let a cohort rest through a date.") { id, until };
        command.SetAction((parsed, cancel) =>
        {
            var date = Options.Date("--until", parsed.GetRequiredValue(until));
            return TellAsync(terminal, Options.CohortId(parsed.GetRequiredValue(id)), $"pause cohort until {date:uuuu-MM-dd}", cancel, today =>
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
        command.SetAction((parsed, cancel) => TellAsync(terminal, Options.CohortId(parsed.GetRequiredValue(id)), "resume cohort", cancel));
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
            if (!parsed.GetValue(yes)) throw CommandException.Usage($"This removes every lesson, check-in and name of {named}, for good. Say it again with --yes.");
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            var cohort = await FindAsync(access, named, cancel);
            await access.Store.RemoveCohortAsync(cohort.Id, cancel);
            terminal.Line($"{cohort.Id} is gone.");
            return Exit.Fine;
        });
        return command;
    }

    /// <summary>Through the door that leads speak to, so that the same rules hold.</summary>
    /// <param name="check">Looks at the date it is for the cohort, before anything is said.</param>
    private static async Task<int> TellAsync(Terminal terminal, CohortId id, string words, CancellationToken cancel, Action<LocalDate>? check = null)
    {
        using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
        var cohort = await FindAsync(access, id, cancel);
        var now = access.Clock.Now();
        check?.Invoke(now.InZone(cohort.Schedule.Zone).Date);
        var who = new Person(new PersonId(cohort.Id.Platform, cohort.Id.Tenant, Operator), Operator, Admin: true);
        var where = new Place(cohort.Id.Platform, cohort.Id.Tenant, cohort.Id.Channel);
        var bot = new Bot(access.Store, access.Library, new Refreshes(), NullLogger<Bot>.Instance);
        var handled = await bot.HandleAsync(new Incoming($"{Operator} {now.ToUnixTimeTicks()}", where, who, now, new Did.Said($"{Operator} {now.ToUnixTimeTicks()}", words, Mentioned: true)), cancel);
        foreach (var reply in handled.Replies) terminal.Line(PlainText.Render(reply.Card));
        return Exit.Fine;
    }

    public static async Task<Cohort> FindAsync(StoreAccess access, CohortId id, CancellationToken cancel) =>
        (await access.Store.FindCohortAsync(id, cancel))?.Value
        ?? throw CommandException.Input($"There is no cohort {id}. `studybot cohorts` lists them.");
}
