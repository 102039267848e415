using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>The way out to the built-in chat: a post is a row, so it can always be told whether one of ours is there.</summary>
public sealed class LocalPlatform(MessageLog messages, Channels channels, TimeProvider clock) : IPlatform
{
    public string Name => Names.Platform;

    public Limits Limits => Limits.None;

    public async Task<Sending> PostAsync(Post post, CancellationToken cancel)
    {
        try
        {
            var key = DeliveryKey(post.Cohort, post.Delivery);
            var at = clock.Now();
            var message = await messages.AddAsync(
                number => Write(post, number, at) with { Delivery = key },
                cancel,
                message => [new RowChange.Put(key, RowJson.Write(message.Number))]);
            await channels.OpenAsync(message.Channel, cancel);
            return new Sending.Sent(message.Id, message.At);
        }
        catch (TableUnavailableException fault)
        {
            return new Sending.Unknown(fault.Message);
        }
    }

    public async Task<bool> UpdateAsync(CohortId cohort, string messageId, Card card, CancellationToken cancel)
    {
        if (MessageLog.NumberOf(messageId) is { } number) await messages.ChangeAsync(number, m => m with { Card = card }, cancel);
        return true;
    }

    public async Task<bool> DeleteAsync(CohortId cohort, string messageId, CancellationToken cancel)
    {
        if (await messages.FindAsync(messageId, cancel) is { } message) await messages.DeleteAsync(message, cancel);
        return true;
    }

    public async Task<Found> FindAsync(Sought sought, CancellationToken cancel)
    {
        var key = DeliveryKey(sought.Cohort, sought.Delivery);
        var message = await messages.PointedAtAsync(key, cancel);
        if (message is not null && IsBefore(message, sought.Since)) message = null; // Of an earlier cohort here, or of a reminder asked for before.
        if (message is not null && message.Id == sought.Besides) message = await OtherAsync(key, message.Id, sought.Since, cancel);
        return message is null ? new Found.Nowhere() : new Found.Here(message.Id, message.At);
    }

    /// <summary>While the bot is away there is no page to write on.</summary>
    public bool CanReadBack => false;

    public Task ReadBackAsync(CohortId cohort, Instant since, IReadOnlyList<string> posts, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>A delivery's row points at its newest message alone; another is looked for among all since.</summary>
    private async Task<Message?> OtherAsync(string key, string known, Instant since, CancellationToken cancel)
    {
        var page = await messages.PageAsync(null, cancel);
        while (page.Count > 0)
        {
            if (page.FirstOrDefault(message => message.Delivery == key && message.Id != known && !IsBefore(message, since)) is { } other) return other;
            if (IsBefore(page[^1], since)) break;
            page = await messages.PageAsync(page[^1].Number, cancel);
        }

        return null;
    }

    /// <summary>By clocks that may differ a little.</summary>
    private static bool IsBefore(Message message, Instant since) => message.At + Duration.FromMinutes(1) < since;

    private static Message Write(Post post, int number, Instant at)
    {
        var channel = post.To is { } to ? Names.DirectWith(to.User) : post.Cohort.Channel;
        return new(number, at, channel, Names.Bot, KindOf(post.Delivery.Kind))
        {
            Card = post.Card,
            PrivateTo = post.To?.User,
            Lesson = Deliveries.LessonOf(post.Delivery),
            Cohort = post.To is null ? null : post.Cohort,
        };
    }

    private static MessageKind KindOf(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Lesson => MessageKind.Lesson,
        DeliveryKind.Nudge or DeliveryKind.Reminder => MessageKind.Nudge,
        DeliveryKind.Summary => MessageKind.Summary,
        _ => MessageKind.Message,
    };

    /// <summary>What might be taken for the line between two parts is written otherwise; a name keeps its length, since a key may not be longer than a table takes.</summary>
    private static string DeliveryKey(CohortId cohort, DeliveryId delivery) =>
        $"d|{string.Join('|', new[] { cohort.Channel, $"{delivery.Run}", $"{delivery.Kind}", delivery.Subject }.Select(part => part.Replace("%", "%25", StringComparison.Ordinal).Replace("|", "%7C", StringComparison.Ordinal)))}";
}
