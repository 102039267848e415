using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using StudyBot.Commands.Decisions;
using StudyBot.Doors;
using StudyBot.Host.Settings;
using StudyBot.Ports;

namespace StudyBot.Host.Commands;

/// <summary><c>outage PLATFORM --since INSTANT</c>: nothing that people wrote came through, and StudyBot could not notice, since what was broken stood before it.
/// Its heart is told that it was deaf; the next round makes that good as it does where it notices by itself.</summary>
internal static class OutageCommand
{
    /// <summary>The heart beats once a minute and an instance: of these tries one comes between two beats.</summary>
    private const int Tries = 8;

    /// <summary>For so long it is remembered what was handled, so that what is read back counts once.</summary>
    private static readonly Duration Longest = Statements.Kept;

    private static readonly OffsetDateTimePattern ToTheMinute = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>");

    public static Command Make(Terminal terminal)
    {
        var platform = new Argument<string>("PLATFORM") { HelpName = "PLATFORM", Description = "slack, teams or local, as a cohort's id begins." };
        platform.AcceptOnlyFromAmong(Platforms.Names);
        var since = new Option<string>("--since") { Required = true, Description = "When the last thing came through, such as 2026-11-30T08:00Z or 2026-11-30T09:00+01:00." };
        var command = new Command("outage", "Make good a time in which people's messages did not reach StudyBot, once they do again.") { platform, since };
        command.SetAction(async (parsed, cancel) =>
        {
            var (name, from) = (parsed.GetRequiredValue(platform), At("--since", parsed.GetRequiredValue(since)));
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            if (!Platforms.Has(access.Settings, name)) throw CommandException.Usage($"{name} is not set up here: these settings have {Platforms.Words(access.Settings)}.");
            await MarkAsync(access.Store, name, from, access.NowFor(new(name, "", "")), cancel);
            terminal.Line($"Marked. StudyBot's next round reads back what people wrote in {name} since {parsed.GetValue(since)}, each with the time at which they wrote it. " +
                "Where a platform cannot be read back, open lessons stay open that much longer, and one line in the channel says so.");
            return Exit.Fine;
        });
        return command;
    }

    private static Instant At(string option, string text)
    {
        foreach (var pattern in (OffsetDateTimePattern[])[ToTheMinute, OffsetDateTimePattern.Rfc3339])
            if (pattern.Parse(text) is { Success: true, Value: var at }) return at.ToInstant();
        throw CommandException.Usage($"{option}: \"{text}\" is not an instant such as 2026-11-30T08:00Z or 2026-11-30T09:00+01:00.");
    }

    private static async Task MarkAsync(IStudyStore store, string platform, Instant from, Instant now, CancellationToken cancel)
    {
        if (now - from <= Heartbeat.Gap) throw CommandException.Usage("--since: there is nothing to make good before more than five minutes have passed.");
        if (now - from > Longest) throw CommandException.Usage("--since: what is older than seven days is not read back. Name a later instant; `done N` still counts for what was before it.");
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var stored = await store.FindBeatAsync(cancel) ?? throw CommandException.Input("StudyBot has not run on this store yet, so that there is nothing to make good.");
            var deaf = new Dictionary<string, Instant>(stored.Value.Deaf ?? new Dictionary<string, Instant>(), StringComparer.Ordinal);
            if (deaf.TryGetValue(platform, out var known) && known <= from) return;
            deaf[platform] = Instant.Min(from, stored.Value.At); // Where the bot does not run, nothing was heard since it did.
            if (await store.BeatAsync(stored.Value with { Deaf = deaf }, stored.ETag, cancel)) return;
        }

        throw CommandException.Unavailable("The store was written to each time. Try again.");
    }
}
