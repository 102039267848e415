using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Exports;
using StudyBot.Ports;
using StudyBot.Standings;

namespace StudyBot.Host.Replay;

/// <summary>What a replay prints with <c>--json</c>. Instants are in UTC.</summary>
internal sealed record ReplayOutput(
    IReadOnlyList<PostOutput> Posts,
    IReadOnlyList<ReceiptOutput> Receipts,
    IReadOnlyList<ReplyOutput> Replies,
    IReadOnlyList<MemberOutput> Members,
    IReadOnlyList<RankOutput> Leaderboard,
    IReadOnlyList<CohortOutput>? Cohorts)
{
    public static ReplayOutput Of(Played played)
    {
        var (cohort, members) = played.Cohorts[0];
        return new(
            [.. played.Posts.Select(p => Post(played, p.Post, p.Sent))],
            [.. played.Receipts.Select(r => new ReceiptOutput(ExportWords.Of(r.At), r.From.User, r.Lesson, ExportWords.Of(r.Class), r.Text))],
            [.. played.Replies.Select(r => new ReplyOutput(ExportWords.Of(r.At), r.To, r.Reply.Private, PlainText.Render(r.Reply.Card)))],
            MembersOf(cohort, members, played.Until),
            LeaderboardOf(members),
            played.Cohorts.Count == 1
                ? null
                : [.. played.Cohorts.Skip(1).Select(c => new CohortOutput(c.Cohort.Id.Channel, MembersOf(c.Cohort, c.Members, played.Until), LeaderboardOf(c.Members)))]);
    }

    private static PostOutput Post(Played played, Post post, Sending.Sent sent)
    {
        var cohort = played.Cohorts.Single(c => c.Cohort.Id == post.Cohort).Cohort;
        var lesson = Deliveries.LessonOf(post.Delivery);
        var due = post.Delivery.Kind is DeliveryKind.Lesson ? cohort.Lesson(lesson!.Value)?.Due : null;
        return new(
            ExportWords.Of(sent.At),
            post.Delivery.Kind.ToString().ToLowerInvariant(),
            lesson,
            ExportWords.Of(due),
            post.To?.User,
            cohort == played.Cohorts[0].Cohort ? null : cohort.Id.Channel,
            PlainText.Render(post.Card));
    }

    private static IReadOnlyList<MemberOutput> MembersOf(Cohort cohort, IReadOnlyList<Member> members, Instant now) =>
    [
        .. members.Where(m => m.JoinedAt is not null).OrderBy(m => m.Id.User, StringComparer.Ordinal).Select(member =>
        {
            var standing = Streak.Fold(cohort.Posted, member, now);
            return new MemberOutput(
                member.Id.User,
                standing.Completed,
                standing.OnTime,
                standing.Grace,
                standing.Late,
                standing.Current,
                standing.Longest,
                standing.Freezes,
                [.. standing.Units.Select(unit => new LedgerOutput(unit.Lesson, Name(unit.State)))]);
        }),
    ];

    private static IReadOnlyList<RankOutput> LeaderboardOf(IReadOnlyList<Member> members) =>
        [.. Table.Rank(members).Select(row => new RankOutput(row.Rank, row.Member.Id.User, row.Completed))];

    private static string Name(UnitState state) => state is UnitState.OnTime ? "on-time" : state.ToString().ToLowerInvariant();
}

/// <param name="Kind">lesson, nudge, summary, reminder or notice.</param>
/// <param name="To">Whom it is for, where it is private.</param>
/// <param name="Channel">Set for a further cohort's.</param>
internal sealed record PostOutput(string At, string Kind, int? Lesson, string? Due, string? To, string? Channel, string Text);

internal sealed record ReceiptOutput(string At, string From, int Lesson, string Class, string Text);

internal sealed record ReplyOutput(string At, string To, bool Private, string Text);

internal sealed record MemberOutput(
    string Id,
    int Completed,
    int OnTime,
    int Grace,
    int Late,
    int CurrentStreak,
    int LongestStreak,
    int Freezes,
    IReadOnlyList<LedgerOutput> Ledger);

internal sealed record LedgerOutput(int Lesson, string State);

internal sealed record RankOutput(int Rank, string Id, int Completed);

internal sealed record CohortOutput(string Channel, IReadOnlyList<MemberOutput> Members, IReadOnlyList<RankOutput> Leaderboard);
