using Microsoft.Extensions.Logging;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>The bot's door.</summary>
public delegate Task<Handled> Hear(Incoming incoming, CancellationToken cancel);

/// <summary>What Teams sends: it is durable before it is acknowledged. What was pressed is answered with it, everything else after.</summary>
public sealed partial class Hearing(
    People people,
    Places places,
    Comings comings,
    Reach reach,
    Hear hear,
    Answering answering,
    Pressers pressers,
    LessonCards lessons,
    IStudyStore store,
    Connector connector,
    Uploads uploads,
    TeamsOptions options,
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
                await NoteReachAsync(activity, cancel);
                foreach (var heard in ActivityReader.Read(activity, clock.Now())) await TakeAsync(activity, heard, cancel);
                return Ack.Yes;
            case { Type: "conversationUpdate" }:
                await comings.ChangedAsync(activity, cancel);
                return Ack.Yes;
            case { Type: "installationUpdate" }:
                await comings.InstalledAsync(activity, cancel);
                return Ack.Yes;
            case { Type: "invoke", Name: "adaptiveCard/action" } when ActivityReader.IsRefresh(activity):
                return await ViewAsync(activity, cancel);
            case { Type: "invoke", Name: "adaptiveCard/action" }:
                return ActivityReader.Read(activity, clock.Now()) is [var pressed] ? await PressedAsync(activity, pressed, cancel) : Ack.NotOurs;
            case { Type: "invoke", Name: "fileConsent/invoke" }:
                await GiveAsync(activity, cancel);
                return Ack.Yes;
            case { Type: "invoke" }:
                Telemetry.Ignore(Names.Platform, "invoke");
                return Ack.NotImplemented;
            default:
                Telemetry.Ignore(Names.Platform, activity.Type is "event" or "typing" or "endOfConversation" ? activity.Type : "other");
                return Ack.Yes;
        }
    }

    private async Task NoteReachAsync(Activity activity, CancellationToken cancel)
    {
        if (activity is not { Type: "message", Value: null, Conversation: { } conversation, IsByBot: false } || Kinds.Of(conversation) is Kind.Personal) return;
        if (TeamsText.Read(activity).Mentioned) return;
        await reach.HeardAsync(activity.Tenant, ConversationId.Read(conversation.Id!).Channel, cancel);
    }

    /// <summary>What was said, written or put on a message; a card's button too, where an older Teams sends it so.</summary>
    private async Task TakeAsync(Activity activity, Heard heard, CancellationToken cancel)
    {
        if (await HandleAsync(activity, heard, cancel) is { } handled) answering.Enqueue(heard.To, handled);
    }

    /// <summary>Whoever pressed sees the answer on the card they pressed: on a lesson's above what all see, elsewhere in its place.</summary>
    private async Task<Ack> PressedAsync(Activity activity, Heard pressed, CancellationToken cancel)
    {
        if (await HandleAsync(activity, pressed, cancel) is not { } handled) return Ack.Tell(Say.Noted());
        var (mine, others) = Split(handled);
        answering.Enqueue(pressed.To, handled with { Replies = others, Receipts = [] });
        pressers.Add(pressed.To);
        if (mine is null) return Ack.Tell(Say.Noted());
        return await SharedAsync(pressed.Where.ChannelId, pressed.To, cancel) is (_, var shared)
            ? Ack.Show(AdaptiveCards.RenderFor(shared, mine))
            : Ack.Show(AdaptiveCards.RenderOne(mine, pressed.To.IsDirect ? handled.Cohort ?? pressed.Where.Cohort : null));
    }

    /// <summary>What goes onto the card, and what is said elsewhere: for all, or with files.</summary>
    private static (Card? Mine, IReadOnlyList<Reply> Others) Split(Handled handled)
    {
        Reply[] mine = [.. handled.Replies.Where(reply => reply.Private && reply.Files.Count == 0)];
        Part[] parts = [.. handled.Receipts.Count > 0 ? Answering.Receipts(handled).Parts : [], .. mine.SelectMany(reply => reply.Card.Parts)];
        if (parts.Length == 0 && handled.Replies.Any(reply => reply.Files.Count > 0)) parts = [.. Say.SentDirectly().Parts];
        return (parts.Length > 0 ? new Card(parts) : null, [.. handled.Replies.Except(mine)]);
    }

    /// <summary>The lesson's card that all see, where the message is one.</summary>
    private async Task<(PostedLesson Lesson, Card Card)?> SharedAsync(CohortId id, ReplyTo to, CancellationToken cancel)
    {
        if (to.IsDirect || await store.FindCohortAsync(id, cancel) is not { Value: var cohort }) return null;
        return cohort.Posted.FirstOrDefault(lesson => lesson.MessageId == to.Card) is { } posted && await lessons.OfAsync(cohort, posted.Day, cancel) is { } card ? (posted, card) : null;
    }

    /// <summary>A card changed for all, and whoever had pressed on it asks for their own view of it again.</summary>
    private async Task<Ack> ViewAsync(Activity activity, CancellationToken cancel)
    {
        var id = new CohortId(Names.Platform, activity.Tenant, ConversationId.Read(activity.Conversation!.Id!).Channel);
        var person = new PersonId(Names.Platform, activity.Tenant, activity.From?.Id ?? "");
        var to = new ReplyTo(activity.ServiceUrl!, activity.Tenant, activity.Conversation.Id!, person.User, "", Kinds.Of(activity.Conversation) is Kind.Personal, Card: activity.ReplyToId);
        if (await SharedAsync(id, to, cancel) is not var (lesson, shared)) return Ack.NotOurs;
        var run = (await store.FindCohortAsync(id, cancel))!.Value.Run;
        return await store.FindCheckInAsync(id, run, lesson.Day, person, cancel) is { Value.Class: var @class }
            ? Ack.Show(AdaptiveCards.RenderFor(shared, Card.Line(Say.AlreadyCounted(lesson.Day, @class))))
            : Ack.Show(AdaptiveCards.RenderOne(shared));
    }

    /// <summary>Null: it asks nothing of us.</summary>
    private async Task<Handled?> HandleAsync(Activity activity, Heard heard, CancellationToken cancel)
    {
        var nobody = heard.By(new(new(Names.Platform, heard.Where.Tenant, heard.From.Id!), heard.From.Name ?? ""));
        if (Request.Of(nobody) is not { } request) return null;
        if (!heard.To.IsDirect) await comings.KnowAsync(activity, cancel);
        var person = await people.WhoIsAsync(heard, roles: request is Request.Words or Request.Form, cancel);
        var setsUp = heard.What is Did.Submitted { Form: SetUpFields.Form };
        if (setsUp && !await MaySetUpAsync(heard, person, cancel)) return Handled.Say(new Reply(Say.OnlyOwnersSetUp()));

        var handled = await hear(heard.By(person), cancel);
        if (handled.Forgotten) await comings.ForgetAsync(heard.Where.Tenant, person.Id.User, cancel);
        if (setsUp && handled is { Cohort: { } cohort, Replies: [var done, ..] } && !await reach.SetUpAsync(cohort, cancel))
            return handled with { Replies = [done with { Card = new([.. done.Card.Parts, Say.HearTest()]) }] };
        return handled;
    }

    /// <summary>A team's owner, or who brought the bot there. In a chat without owners where nobody is known to have brought it: anybody who is no guest.</summary>
    private async Task<bool> MaySetUpAsync(Heard heard, Person person, CancellationToken cancel)
    {
        if (options.Anonymous || person.Admin) return true;
        var channel = await places.FindAsync(heard.Where.Tenant, heard.Where.ChannelId.Channel, cancel);
        var whole = channel is { Place.Team: { } team } ? await places.FindAsync(heard.Where.Tenant, team, cancel) : channel;
        return whole?.Place.Installer is { } installer ? installer == person.Id.User : channel is { Place.Kind: Kind.Group } && !person.Guest;
    }

    /// <summary>A file that was offered and is wanted: made anew, as the command makes it.</summary>
    private async Task GiveAsync(Activity activity, CancellationToken cancel)
    {
        if (FileOffer.Taken(activity.Value) is not var (offer, upload) || activity.Id is not { } id) return;
        var asked = activity with { Type = "message", Value = null, Text = offer.Ask, Id = $"file {id}", Attachments = null, Entities = null };
        if (ActivityReader.Read(asked, clock.Now()) is not [var heard]) return;
        heard = heard with { Key = $"{heard.Key} {offer.Name}" };
        var handled = await hear(heard.By(await people.WhoIsAsync(heard, roles: false, cancel)), cancel);
        if (handled.Replies.SelectMany(reply => reply.Files).FirstOrDefault(file => file.Name == offer.Name) is not { } file) return;
        if (await uploads.PutAsync(upload.UploadUrl!, file, cancel) is { } failure) Log.NotGiven(log, failure.Error);
        else await connector.SendAsync(heard.To.Service, heard.To.Conversation, FileOffer.Given(file.Name, upload), cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An activity from Teams took too long; Teams was asked to deliver it again")]
        public static partial void Late(ILogger log);

        [LoggerMessage(LogLevel.Error, "An activity from Teams could not be handled; Teams was asked to deliver it again")]
        public static partial void Failed(ILogger log, Exception fault);

        [LoggerMessage(LogLevel.Warning, "A file could not be put where Teams said: {Error}")]
        public static partial void NotGiven(ILogger log, string error);
    }
}
