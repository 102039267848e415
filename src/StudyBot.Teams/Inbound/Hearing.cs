using Microsoft.Extensions.Logging;
using StudyBot.Cards;
using StudyBot.Commands;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>What Teams sends: it is durable before it is acknowledged. What was pressed is answered with it, everything else after.</summary>
public sealed partial class Hearing(
    People people,
    Comings comings,
    Reach reach,
    SetUpRight right,
    Hear hear,
    Answering answering,
    Views views,
    Giving giving,
    TimeProvider clock,
    ILogger<Hearing> log)
{
    /// <summary>Teams waits 15 s for a turn, and then sends it again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    public async Task<Ack> HearAsync(Activity activity, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            return await OnAsync(activity, either.Token);
        }
        catch (OperationCanceledException)
        {
            Log.Late(log);
            return Ack.NotNow;
        }
        catch (Exception fault)
        {
            Log.Failed(log, fault);
            return Ack.NotNow;
        }
    }

    private async Task<Ack> OnAsync(Activity activity, CancellationToken cancel)
    {
        switch (activity)
        {
            case { Type: "message" or "messageUpdate" or "messageDelete" or "messageReaction" }:
                foreach (var heard in ActivityReader.Read(activity, clock.Now())) await TakeAsync(activity, heard, cancel);
                return Ack.Yes;
            case { Type: "conversationUpdate" }:
                await comings.ChangedAsync(activity, cancel);
                return Ack.Yes;
            case { Type: "installationUpdate" }:
                await comings.InstalledAsync(activity, cancel);
                return Ack.Yes;
            case { Type: "invoke", Name: "adaptiveCard/action" } when ActivityReader.IsRefresh(activity):
                return await views.AgainAsync(activity, cancel);
            case { Type: "invoke", Name: "adaptiveCard/action" }:
                return ActivityReader.Read(activity, clock.Now()) is [var pressed] ? await PressedAsync(activity, pressed, cancel) : Ack.NotOurs;
            case { Type: "invoke", Name: "fileConsent/invoke" }:
                await giving.GiveAsync(activity, cancel);
                return Ack.Yes;
            case { Type: "invoke" }:
                Telemetry.Ignore(Names.Platform, "invoke");
                return Ack.NotImplemented;
            default:
                Telemetry.Ignore(Names.Platform, activity.Type is "event" or "typing" or "endOfConversation" ? activity.Type : "other");
                return Ack.Yes;
        }
    }

    /// <summary>What was said, written or put on a message; a card's button too, where an older Teams sends it so.</summary>
    private async Task TakeAsync(Activity activity, Heard heard, CancellationToken cancel)
    {
        if (heard is { What: Did.Said { Mentioned: false }, To.IsDirect: false }) await reach.HeardAsync(heard.Where.Tenant, heard.Where.Channel, cancel);
        if (await HandleAsync(activity, heard, cancel) is { } handled) answering.Enqueue(heard.To, handled);
    }

    /// <summary>Whoever pressed sees the answer on the card they pressed.</summary>
    private async Task<Ack> PressedAsync(Activity activity, Heard pressed, CancellationToken cancel)
    {
        if (await HandleAsync(activity, pressed, cancel) is not { } handled) return Ack.Tell(Say.Noted());
        var (mine, others) = Split(handled);
        answering.Enqueue(pressed.To, handled with { Replies = others, Receipts = [] });
        return await views.AnswerAsync(pressed, mine, handled.Cohort ?? pressed.Where.Cohort, cancel);
    }

    /// <summary>What goes onto the card, and what is said elsewhere: for all, or with files.</summary>
    private static (Card? Mine, IReadOnlyList<Reply> Others) Split(Handled handled)
    {
        Reply[] mine = [.. handled.Replies.Where(reply => reply.Private && reply.Files.Count == 0)];
        Part[] parts = [.. handled.Receipts.Count > 0 ? Answering.Receipts(handled).Parts : [], .. mine.SelectMany(reply => reply.Card.Parts)];
        if (parts.Length == 0 && handled.Replies.Any(reply => reply.Files.Count > 0)) parts = [.. Say.SentDirectly().Parts];
        return (parts.Length > 0 ? new Card(parts) : null, [.. handled.Replies.Except(mine)]);
    }

    /// <summary>Null: it asks nothing of us.</summary>
    private async Task<Handled?> HandleAsync(Activity activity, Heard heard, CancellationToken cancel)
    {
        if (heard.Asked is not { } request) return null;
        var roles = request is Request.Words or Request.Form;
        if (roles && !heard.To.IsDirect) await comings.KnowAsync(activity, cancel);
        else if (!heard.To.IsDirect) comings.KnowLater(activity);
        var person = await people.WhoIsAsync(heard, roles, cancel);
        var setsUp = heard.What is Did.Submitted { Form: SetUpFields.Form };
        if (setsUp && !await right.IsOfAsync(heard, person, cancel)) return Handled.Say(Say.OnlyOwnersSetUp());

        var handled = await hear(heard.By(person), cancel);
        if (handled.Forgotten) await comings.ForgetAsync(heard.Where.Tenant, person.Id.User, cancel);
        if (!setsUp && AsksToSetUp(handled) && !await right.IsOfAsync(heard, person, cancel)) return Handled.Say(Say.OnlyOwnersSetUp());
        if (setsUp && handled is { Cohort: { } cohort, Replies: [var done, ..] } && !await reach.BeginAsync(cohort, cancel))
            return handled with { Replies = [done with { Card = new([.. done.Card.Parts, Say.HearTest(elsewhere: heard.To.IsDirect)]) }] };
        return handled;
    }

    /// <summary>Whoever may not set up is spared the form.</summary>
    private static bool AsksToSetUp(Handled handled) => handled.Replies.Any(reply => reply.Card.Parts.Any(part => part is Part.Form { Name: SetUpFields.Form }));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An activity from Teams took too long; Teams was asked to deliver it again")]
        public static partial void Late(ILogger log);

        [LoggerMessage(LogLevel.Error, "An activity from Teams could not be handled; Teams was asked to deliver it again")]
        public static partial void Failed(ILogger log, Exception fault);
    }
}
