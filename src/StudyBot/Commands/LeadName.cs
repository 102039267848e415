using StudyBot.Cohorts;
using StudyBot.Local;

namespace StudyBot.Host.Commands;

/// <summary>Whom an operator names to lead a cohort: a user id, or a name of the built-in chat.</summary>
internal static class LeadName
{
    /// <summary>As it may be written: with an <c>@</c>, and in none of the ways a platform writes a mention. Throws <see cref="CommandException"/>.</summary>
    /// <param name="option">What the command calls it.</param>
    public static string Read(string option, CohortId cohort, string written)
    {
        var who = written.TrimStart('@');
        if (who.Length == 0 || who.Trim() != who || who.AsSpan().ContainsAny("<>|\r\n")) throw CommandException.Usage($"{option}: \"{who}\" is no user id and no name.");
        if (cohort.Platform != Names.Platform) return who;
        if (Names.Tidy(who) is not { } tidy || tidy.Equals(Names.Bot, StringComparison.OrdinalIgnoreCase)) throw CommandException.Usage($"{option}: \"{who}\" is no name for a person of the built-in chat.");
        return tidy;
    }

    /// <summary>Whether it looks like a person's id of that platform. Anything may be one in the built-in chat, where the name is the id.</summary>
    public static bool IsId(CohortId cohort, string who) => cohort.Platform switch
    {
        Slack.Names.Platform => Slack.Names.IsUserId(who),
        StudyBot.Teams.Names.Platform => StudyBot.Teams.Names.IsUserId(who),
        _ => true,
    };

    /// <summary>The id of that person: in the built-in chat the name as it was first written, whatever its case now. Whoever is not known there yet is from now on.</summary>
    public static async Task<string> MeetAsync(StoreAccess access, CohortId cohort, string name, CancellationToken cancel) =>
        cohort.Platform == Names.Platform ? await People(access).MeetAsync(name, cancel) : name;

    /// <summary>The same of whoever is known; anybody else stays unknown.</summary>
    public static async Task<string> KnownAsync(StoreAccess access, CohortId cohort, string name, CancellationToken cancel) =>
        cohort.Platform == Names.Platform ? await People(access).KnownAsync(name, cancel) : name;

    private static People People(StoreAccess access) => new(access.Table, new Feed(TimeProvider.System));
}
