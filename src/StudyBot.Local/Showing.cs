using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>What came of something a person did, for whoever called.</summary>
/// <param name="Replies">What the bot answered, in order.</param>
public sealed record Shown(Message About, IReadOnlyList<Message> Replies, IReadOnlyList<Receipt> Receipts)
{
    public static Shown Nothing(Message about) => new(about, [], []);
}

/// <summary>Shows what the bot made of it: a check mark and a private receipt on what was said or pressed, and its answers as messages.</summary>
public sealed class Showing(MessageLog messages, Files files, Forgetting forgetting, Unmarking unmarking, Feed feed, TimeProvider clock)
{
    private const string Counted = "white_check_mark";

    public async Task<Shown> ShowAsync(Message about, string person, Did what, Handled handled, CancellationToken cancel)
    {
        if (handled.Forgotten)
        {
            await forgetting.ForgetAsync(person, cancel);
            feed.Tell("board");
            return new(about, [.. handled.Replies.Select(reply => Answer(0, about, person, reply, about.Cohort))], []);
        }

        await unmarking.UnmarkAsync(about, person, handled, cancel);
        await messages.ChangeAsync(about.Number, m => Receive(m, person, handled.Receipts) with { Waiting = false }, cancel);
        // Of whoever is in several, the buttons of an answer go on with the cohort that it was about.
        var cohort = about.Cohort ?? (about.IsDirect ? handled.Cohort : null);
        var replies = new List<Message>();
        foreach (var reply in handled.Replies)
            replies.Add(replies.Count == 0 && IsAnsweredInPlace(about, what, reply) ? await ReplaceAsync(about, reply, cohort, cancel) : await AddAsync(about, person, reply, cohort, cancel));

        if (handled.Cohort is not null) feed.Tell("board");
        return new(about, replies, handled.Receipts);
    }

    /// <summary>The newest receipt of a lesson stands; the check mark is for everybody, and only where the person wrote it themselves.</summary>
    private static Message Receive(Message message, string person, IReadOnlyList<Receipt> receipts)
    {
        if (receipts.Count == 0) return message;
        var others = message.Receipts.Where(old => !receipts.Any(r => r.From == old.From && r.Lesson == old.Lesson));
        var received = message with { Receipts = [.. others, .. receipts] };
        return message.From == person ? Reactions.Set(received, Counted, Names.Bot, on: true) : received;
    }

    /// <summary>A form is answered where it stands, so that its errors appear at its fields; so is a question with nothing but its buttons.</summary>
    private static bool IsAnsweredInPlace(Message about, Did what, Reply reply) => reply.Private && about is { PrivateTo: not null, Card: { } card } && what switch
    {
        Did.Submitted => true,
        Did.Pressed => about.Kind is MessageKind.Reply && card.Parts is [Part.Paragraph, Part.Buttons],
        _ => false,
    };

    private async Task<Message> ReplaceAsync(Message about, Reply reply, CohortId? cohort, CancellationToken cancel) =>
        await messages.ChangeAsync(about.Number, m => m with { Card = reply.Card, Cohort = cohort }, cancel) ?? about;

    private async Task<Message> AddAsync(Message about, string person, Reply reply, CohortId? cohort, CancellationToken cancel)
    {
        var message = await messages.AddAsync(number => Answer(number, about, person, reply, cohort), cancel);
        await files.KeepAsync(message, reply.Files, cancel);
        return message;
    }

    private Message Answer(int number, Message about, string person, Reply reply, CohortId? cohort) =>
        new(number, clock.Now(), about.Channel, Names.Bot, MessageKind.Reply)
        {
            Card = reply.Card,
            PrivateTo = reply.Private || about.IsDirect ? person : null,
            Thread = about.Thread ?? (about.From == person || about.IsDirect || about.Kind is MessageKind.Reply ? null : about.Number),
            Cohort = cohort,
            FileNames = [.. reply.Files.Select(file => file.Name)],
        };
}
