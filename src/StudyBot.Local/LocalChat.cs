using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>The way in: the bot's door.</summary>
public delegate Task<Handled> Hear(Incoming incoming, CancellationToken cancel);

/// <summary>What people do in the chat: it is written down, heard by the bot, and what comes of it is shown.</summary>
public sealed class LocalChat(MessageLog messages, Channels channels, Showing showing, Hear hear, TimeProvider clock)
{
    /// <param name="channel">A channel, or a direct conversation.</param>
    /// <param name="thread">The post it hangs under.</param>
    public async Task<Shown> SayAsync(string person, string channel, Message? thread, string words, CancellationToken cancel)
    {
        await channels.OpenAsync(channel, cancel);
        var message = await messages.AddAsync(
            number => new(number, Now(), channel, person, MessageKind.Message)
            {
                Words = words,
                Thread = thread is null ? null : thread.Thread ?? thread.Number,
                PrivateTo = Names.IsDirect(channel) ? person : thread is { Thread: null } root ? root.PrivateTo : null,
                Cohort = thread?.Cohort,
                Waiting = true,
            },
            cancel);
        return await HearAsync(message, cancel);
    }

    /// <summary>Takes up what was written or edited but not handled when the bot was last stopped; what was handled already changes nothing.
    /// What is older than the bot remembers may have been handled: it is let be.</summary>
    public async Task ResumeAsync(CancellationToken cancel)
    {
        var remembered = Now() - Statements.Kept;
        foreach (var message in (await messages.PageAsync(null, cancel)).Where(m => m.Waiting && (m.Edited ?? m.At) > remembered).Reverse()) await HearAsync(message, cancel);
    }

    public async Task<Shown> EditAsync(Message message, string words, CancellationToken cancel)
    {
        var edited = await messages.ChangeAsync(message.Number, m => m with { Words = words, Edited = Now(), Waiting = true }, cancel);
        return edited is null ? Shown.Nothing(message) : await HearAsync(edited, cancel);
    }

    /// <summary>The bot hears of it first: after a crash in between the message is still there to be deleted.</summary>
    public async Task<Shown> DeleteAsync(Message message, CancellationToken cancel)
    {
        var shown = await HearAsync(message, message.From, $"delete {message.Id}", new Did.Deleted(message.Id, message.At), cancel);
        await messages.DeleteAsync(message, cancel);
        return shown;
    }

    public async Task<Shown> ReactAsync(string person, Message message, string name, bool on, CancellationToken cancel)
    {
        var reacted = await messages.ChangeAsync(message.Number, m => Reactions.Set(m, name, person, on), cancel);
        if (reacted is null || reacted.Revision == message.Revision) return Shown.Nothing(message);
        return await HearAsync(reacted, person, $"reaction {reacted.Id} {reacted.Revision}", new Did.Reacted(reacted.Id, name, on), cancel);
    }

    /// <param name="cohort">Of which cohort the button speaks, where it says so itself.</param>
    public async Task<Shown> PressAsync(string person, Message message, string command, CohortId? cohort, CancellationToken cancel)
    {
        var pressed = await messages.ChangeAsync(message.Number, m => m with { Revision = m.Revision + 1 }, cancel) ?? message;
        return await HearAsync(pressed, person, $"press {pressed.Id} {pressed.Revision}", new Did.Pressed(command, pressed.Id), cancel, cohort);
    }

    public async Task<Shown> SubmitAsync(string person, Message message, string form, IReadOnlyDictionary<string, string> values, CancellationToken cancel)
    {
        var sent = await messages.ChangeAsync(message.Number, m => m with { Revision = m.Revision + 1 }, cancel) ?? message;
        return await HearAsync(sent, person, $"form {sent.Id} {sent.Revision}", new Did.Submitted(form, values), cancel);
    }

    /// <summary>What somebody wrote, or edited.</summary>
    private Task<Shown> HearAsync(Message message, CancellationToken cancel)
    {
        var (text, mentioned) = Mention.Read(message.Words ?? "");
        return message.Edited is null
            ? HearAsync(message, message.From, $"message {message.Id}", new Did.Said(message.Id, text, mentioned), cancel)
            : HearAsync(message, message.From, $"edit {message.Id} {message.Revision}", new Did.Edited(message.Id, text, mentioned, message.At), cancel);
    }

    private async Task<Shown> HearAsync(Message about, string person, string key, Did what, CancellationToken cancel, CohortId? cohort = null)
    {
        var own = what is Did.Said or Did.Edited or Did.Deleted;
        var thread = about.Thread ?? (own || about.IsDirect ? null : about.Number);
        var place = new Place(
            Names.Platform,
            Names.Tenant,
            about.Channel,
            about.IsDirect,
            thread is { } root ? $"m{root}" : null,
            cohort ?? about.Cohort);
        var from = new Person(Names.Person(person), person, Zone: LocalZone.Of(clock).Id);
        var at = what switch
        {
            Did.Said => about.At,
            Did.Edited => about.Edited ?? Now(),
            _ => Now(),
        };
        var handled = await hear(new Incoming($"{about.Channel} {key}", place, from, at, what), cancel);
        return await showing.ShowAsync(about, person, what, handled, cancel);
    }

    private Instant Now() => clock.Now();
}
