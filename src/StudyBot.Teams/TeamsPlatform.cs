using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>The way out to Teams. A lesson is a new thread of its channel. The Bot Connector reads nothing back, so whether a post arrived is not looked up;
/// <c>docs/decisions/teams-hears-what-it-may.md</c> says why Microsoft Graph is not asked.</summary>
public sealed partial class TeamsPlatform(Connector connector, Places places, Directs directs, Pressers pressers, IStudyStore store, TeamsOptions options, Afterwards afterwards, TimeProvider clock, ILogger<TeamsPlatform> log) : IPlatform
{
    public string Name => Names.Platform;

    /// <summary>Source: "Optimize your bot with rate limiting". A tenant takes 50 a second; what people are answered needs room too.</summary>
    public Limits Limits { get; } = new(
        [new(7, Duration.FromSeconds(1)), new(8, Duration.FromSeconds(2)), new(60, Duration.FromSeconds(30)), new(1_800, Duration.FromHours(1))],
        [new(40, Duration.FromSeconds(1))]) { UpdateGap = Duration.FromSeconds(1) };

    public bool CanReadBack => false;

    public async Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        if (await places.FindAsync(post.Cohort.Tenant, post.Cohort.Channel, cancel) is not var (place, _))
            return new Sending.NotSent("it is not known yet how the channel is reached; any message that mentions the bot tells");
        if (post.To is { } person) return await ToPersonAsync(post, person, place, cancel);

        var messages = Messages.Of(post.Card);
        var posted = await OpenAsync(post.Cohort, place, messages[0], cancel);
        if (posted.Value is not { } sent) return ToSending(posted.Failure!);
        if (post.Delivery == Deliveries.Lesson(post.Delivery.Run, 1) && !place.HearsAll) afterwards.Enqueue(Names.Platform, post.Cohort.Tenant, token => TellAsync(post.Cohort, place, token));
        if (messages.Count > 1) afterwards.Enqueue(Names.Platform, post.Cohort.Tenant, token => GoOnAsync(place.Service, sent.Conversation, messages.Skip(1), token));
        return Sent(new MessageId(post.Cohort.Channel, sent.Id), post.Cohort);
    }

    public async Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel)
    {
        if (await FindAsync(cohort, messageId, cancel) is not var (service, conversation, id)) return true;
        var answer = await connector.UpdateAsync(service, conversation, id, Messages.One(card, pressers.Of(cohort.Tenant, cohort.Channel, id)), cancel);
        if (answer.Failure is not { } failure) return true;
        Log.NotUpdated(log, cohort, id, failure.Error);
        return failure.Kind is FailureKind.Refused;
    }

    public async Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel)
    {
        if (await FindAsync(cohort, messageId, cancel) is not var (service, conversation, id)) return false;
        var answer = await connector.DeleteAsync(service, conversation, id, cancel);
        return answer.Failure is null or { Error: "ActivityNotFoundInConversation" or "MessageNotFound" };
    }

    public Task<Found> FindAsync(Sought sought, CancellationToken cancel) => Task.FromResult<Found>(new Found.CannotTell());

    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => Task.CompletedTask;

    private async Task<Sending> ToPersonAsync(Post post, PersonId person, ChatPlace place, CancellationToken cancel)
    {
        var direct = await directs.WithAsync(place.Service, post.Cohort.Tenant, person.User, cancel);
        if (direct.Value is not { } conversation) return Unopened(direct.Failure!);
        var messages = Messages.Of(post.Card, post.Cohort);
        var sent = await connector.SendAsync(place.Service, conversation, messages[0], cancel);
        if (sent.Value?.Id is not { Length: > 0 } id) return ToSending(sent.Failure ?? NoId);
        if (messages.Count > 1) afterwards.Enqueue(Names.Platform, post.Cohort.Tenant, token => GoOnAsync(place.Service, conversation, messages.Skip(1), token));
        return Sent(new MessageId(conversation, id), post.Cohort);
    }

    /// <summary>A new thread in a channel, a message in a chat; and where what belongs to it goes on.</summary>
    private async Task<CallResult<Opened>> OpenAsync(CohortId cohort, ChatPlace place, Message message, CancellationToken cancel)
    {
        if (place.Kind is not ConversationKind.Channel)
        {
            var sent = await connector.SendAsync(place.Service, cohort.Channel, message, cancel);
            return sent.Value?.Id is { Length: > 0 } posted ? new Opened(cohort.Channel, posted) : sent.Failure ?? NoId;
        }

        var opened = await connector.OpenAsync(place.Service, new(null, IsGroup: true, cohort.Tenant, new(new(cohort.Tenant), new(cohort.Channel)), Activity: message), cancel);
        if (opened.Failure is { } failure) return failure;
        var (_, thread) = ConversationId.Read(opened.Value!.Id ?? "");
        return (thread ?? opened.Value.ActivityId) is { Length: > 0 } id ? new Opened(new ConversationId(cohort.Channel, id).Write(), id) : NoId;
    }

    private async Task<(string Service, string Conversation, string Id)?> FindAsync(CohortId cohort, string messageId, CancellationToken cancel)
    {
        if (await places.FindAsync(cohort.Tenant, cohort.Channel, cancel) is not var (place, _)) return null;
        var (conversation, id) = MessageId.Of(messageId, cohort.Channel);
        return (place.Service, conversation == cohort.Channel && place.Kind is ConversationKind.Channel ? new ConversationId(conversation, id).Write() : conversation, id);
    }

    /// <summary>What one message could not hold.</summary>
    private async Task GoOnAsync(string service, string conversation, IEnumerable<Message> messages, CancellationToken cancel)
    {
        foreach (var message in messages)
            if ((await clock.AsLongAsItHelpsAsync(() => connector.SendAsync(service, conversation, message, cancel), cancel)).Failure is { } failure) Log.NotWhole(log, failure.Error);
    }

    /// <summary>No plain message had come when the first lesson went out: its leads learn what that means, once.</summary>
    private async Task TellAsync(CohortId id, ChatPlace place, CancellationToken cancel)
    {
        if (await store.FindCohortAsync(id, cancel) is not { Value: { ShowButtonsFirst: true } cohort }) return;
        // A managed identity can be granted nothing, and where data goes with the bot, so would the cohort.
        var mayAgree = options is { Type: not AppType.UserAssignedMSI, RemoveDataOnUninstall: false };
        var told = Messages.Of(Say.HowToConsent(cohort.Curriculum.Title, place.Kind is ConversationKind.Channel, mayAgree), id);
        foreach (var lead in cohort.Leads)
            if ((await directs.WithAsync(place.Service, id.Tenant, lead, cancel)).Value is { } direct) await GoOnAsync(place.Service, direct, told, cancel);
    }

    private Sending.Sent Sent(MessageId id, CohortId cohort) => new(id.Write(cohort.Channel), ConversationId.WrittenAt(id.Id) ?? clock.Now());

    /// <summary>It was taken, but no one can say where it is.</summary>
    private static Failure NoId { get; } = new(FailureKind.Unknown, "the answer named no message");

    private static Sending ToSending(Failure failure) => Sending.Of(failure, Reasons.Of);

    /// <summary>Whatever became of a chat that was to be opened, nothing was posted in it.</summary>
    private static Sending Unopened(Failure failure) => failure.Kind is FailureKind.Refused ? ToSending(failure) : new Sending.NotSent(failure.Error, failure.RetryAfter);

    private sealed record Opened(string Conversation, string Id);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The card {Id} of {Cohort} was not updated: {Error}")]
        public static partial void NotUpdated(ILogger log, CohortId cohort, string id, string error);

        [LoggerMessage(LogLevel.Warning, "The rest of a long post was not taken: {Error}")]
        public static partial void NotWhole(ILogger log, string error);
    }
}
