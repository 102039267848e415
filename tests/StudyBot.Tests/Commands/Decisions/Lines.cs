using NodaTime;
using NodaTime.Text;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>A decision in lines, all of it: what is written and over which version, what is shown, what is said and to whom. What is as usual is left out.</summary>
internal static class Lines
{
    public static IReadOnlyList<string> Of(Decision decision) =>
    [
        .. decision.Changes.Select(Of),
        .. decision.Receipts.Select(r => $"receipt for {r.From.User} at {Of(r.At)}: {r.Text}"),
        .. decision.Changed.Select(lesson => $"totals of {lesson}"),
        .. decision.Withdrawn.Select(c => $"withdrawn {c.Lesson}"),
        .. decision.Forget ? ["forget"] : Array.Empty<string>(),
        .. decision.Replies.Select(r => $"{(r.Private ? "told" : "said")}: {PlainText.Render(r.Card)}"),
    ];

    /// <summary>The one answer of a decision that writes nothing.</summary>
    public static string Told(Decision decision)
    {
        Assert.Empty(decision.Changes);
        var reply = Assert.Single(decision.Replies);
        Assert.True(reply.Private);
        return PlainText.Render(reply.Card);
    }

    private static string Of(Change change) => change switch
    {
        Change.PutMember put => $"member {Of(put.Member)}, {Over(put.Run, put.ETag)}",
        Change.PutCheckIn put => $"check-in {Of(put.CheckIn)}, {Over(put.Run, put.ETag)}",
        Change.RemoveCheckIn gone => $"no check-in {gone.Lesson} of {gone.Person.User}, {Over(gone.Run, gone.ETag)}",
        Change.PutDelivery put => $"delivery {Of(put.Delivery)}, {Over(put.Delivery.Id.Run, put.ETag)}",
        Change.PutCohort put => $"cohort, {Over(put.Cohort.Run, put.ETag)}",
        Change.PutSeen { Seen: var seen } => Joined($"{seen.Key} says [{string.Join(' ', seen.Lessons)}] since {Of(seen.At)}", $"changed {Of(seen.ChangedAt)}", $"kept until {Of(seen.KeepUntil)}", seen.Moved ? "moved" : null),
        _ => change.ToString(),
    };

    private static string Of(Member member) => Joined(
        $"{member.Id.User}: {member.Name} [{member.Ledger.Marks}]",
        member.JoinedAt is { } at ? $"since {Of(at)}" : "not joined",
        member.Left ? "left" : null,
        member.Muted ? "muted" : null,
        member.Hidden ? "hidden" : null,
        member.Nudges > 0 ? $"nudged {member.Nudges}" : null,
        member.Zone,
        member.Pauses.Count > 0 ? $"rests {string.Join(' ', member.Pauses.Select(p => $"{Of(p.From)}/{Of(p.Until)}"))}" : null,
        member.Excused.Count > 0 ? $"excused {string.Join(' ', member.Excused)}" : null);

    private static string Of(CheckIn checkIn) => Joined(
        $"{checkIn.Lesson} of {checkIn.Person.User}: {checkIn.Class} at {Of(checkIn.At)}",
        $"from {string.Join(" + ", checkIn.Sources)}",
        checkIn.Note,
        checkIn.Links.Count > 0 ? string.Join(' ', checkIn.Links) : null);

    private static string Of(Delivery delivery) => Joined(
        $"{delivery.Id.Kind} {delivery.Id.Subject}: {delivery.State} for {Of(delivery.Slot)}",
        LocalDatePattern.Iso.Format(delivery.Date),
        $"free at {Of(delivery.LeaseEnd)}",
        delivery.Owner.Length > 0 ? $"owned by {delivery.Owner}" : null,
        $"to {delivery.Person?.User}");

    private static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static string Over(int run, string? etag) => $"{(run == 1 ? "" : $"run {run}, ")}{(etag is null ? "new" : $"over {etag}")}";

    private static string Joined(params string?[] parts) => string.Join(", ", parts.OfType<string>());
}
