using Microsoft.Extensions.Logging;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>Says and shows what came of something a person did: a check mark on what they wrote, a private word, an answer in the thread, files.</summary>
public sealed partial class Answering(Connector connector, Directs directs, CountedMarks counted, Marks marks, Afterwards afterwards, TimeProvider clock, ILogger<Answering> log)
{
    /// <summary>Queues what is to be said and shown; returns at once.</summary>
    public void Enqueue(ReplyTo to, Handled handled)
    {
        if (!handled.Duplicate) afterwards.Enqueue(Names.Platform, to.Tenant, cancel => AnswerAsync(to, handled, cancel));
    }

    private async Task AnswerAsync(ReplyTo to, Handled handled, CancellationToken cancel)
    {
        foreach (var reply in handled.Replies)
        {
            if (reply.Files.Count > 0) await OfferAsync(to, reply, cancel);
            else await SayAsync(to, reply.Card, reply.Private, cancel, handled.Cohort);
        }

        if (handled.Receipts.Count > 0 && (to.IsDirect || to.Card is not null)) await SayAsync(to, Receipts(handled), isPrivate: true, cancel);
        if (handled.Receipts.Count > 0 && to.Message is { } message) marks.Enqueue(to, to.Conversation, message, on: true);
        foreach (var (channel, id) in await counted.ToTakeOffAsync(handled, cancel)) marks.Enqueue(to, channel, id, on: false);
    }

    /// <summary>What was counted, in words.</summary>
    public static Card Receipts(Handled handled) => Card.Line(string.Join(' ', handled.Receipts.Select(receipt => receipt.Text)));

    /// <summary>In the person's own chat what is private; else where they spoke, in their thread.</summary>
    /// <param name="about">Which cohort it is about, where the chat does not tell.</param>
    public async Task SayAsync(ReplyTo to, Card card, bool isPrivate, CancellationToken cancel, CohortId? about = null)
    {
        if (to.IsDirect || !isPrivate)
        {
            await PostAsync(to.Service, to.Conversation, card, to.IsDirect ? about : null, cancel);
            return;
        }

        about ??= new(Names.Platform, to.Tenant, ConversationId.Read(to.Conversation).Channel);
        if (await DirectlyAsync(to, cancel) is { } direct && await PostAsync(to.Service, direct, card, about, cancel)) return;
        await PostAsync(to.Service, to.Conversation, Say.CannotWriteToYou(to.Name), null, cancel);
    }

    private async Task<string?> DirectlyAsync(ReplyTo to, CancellationToken cancel)
    {
        var direct = await clock.AsLongAsItHelpsAsync(() => directs.WithAsync(to.Service, to.Tenant, to.User, cancel), cancel);
        if (direct.Failure is { } failure) Log.NotSaid(log, "a personal chat", failure.Error);
        return direct.Value;
    }

    /// <returns>Whether it may have been taken.</returns>
    private async Task<bool> PostAsync(string service, string conversation, Card card, CohortId? about, CancellationToken cancel)
    {
        foreach (var message in Messages.Of(card, about))
        {
            var sent = await clock.AsLongAsItHelpsAsync(() => connector.SendAsync(service, conversation, message, cancel), cancel);
            if (sent.Failure is not { } failure) continue;
            Log.NotSaid(log, "an answer", failure.Error);
            return failure.Kind is FailureKind.Unknown;
        }

        return true;
    }

    /// <summary>Files go to a person's own chat, and only once they took them.</summary>
    private async Task OfferAsync(ReplyTo to, Reply reply, CancellationToken cancel)
    {
        if ((to.IsDirect ? to.Conversation : await DirectlyAsync(to, cancel)) is not { } direct) return;
        await connector.SendAsync(to.Service, direct, Message.Typing, cancel);
        if (!await PostAsync(to.Service, direct, reply.Card, null, cancel)) return;
        foreach (var file in reply.Files)
        {
            var sent = await clock.AsLongAsItHelpsAsync(() => connector.SendAsync(to.Service, direct, FileOffer.Of(file), cancel), cancel);
            if (sent.Failure is { } failure) Log.NotSaid(log, "a file", failure.Error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Teams did not take {What}: {Error}")]
        public static partial void NotSaid(ILogger log, string what, string error);
    }
}
