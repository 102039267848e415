using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Doors;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>What people do in the chat: it is written down, heard by the bot, and what comes of it is shown. What was begun is done to its end, also when whoever called has left:
/// half of it would be seen by all and counted for nobody.</summary>
public sealed partial class LocalChat(MessageLog messages, Channels channels, People people, Showing showing, Hear hear, TimeProvider clock, ILogger<LocalChat> log)
{
    /// <param name="channel">A channel, or a direct conversation.</param>
    /// <param name="thread">The post it hangs under.</param>
    public async Task<Shown> SayAsync(string person, string channel, Message? thread, string words)
    {
        await channels.OpenAsync(channel, CancellationToken.None);
        var message = await messages.AddAsync(
            number => new(number, Now(), channel, person, MessageKind.Message)
            {
                Words = words,
                Thread = thread is null ? null : thread.Thread ?? thread.Number,
                PrivateTo = Names.IsDirect(channel) ? person : thread is { Thread: null } root ? root.PrivateTo : null,
                Cohort = thread?.Cohort,
                Waiting = true,
            },
            CancellationToken.None);
        return await HearAsync(message);
    }

    /// <summary>Takes up what was written or edited but not heard when the bot was last stopped; what was heard already changes nothing.
    /// Passed over are messages older than the bot remembers, since they may have been heard, and those whose writer has said something else to the bot since: they were told to try again.
    /// One that cannot be heard keeps nobody else from being heard.</summary>
    public async Task ResumeAsync(CancellationToken cancel)
    {
        var remembered = Now() - Statements.Kept;
        var written = (await messages.PageAsync(null, cancel)).Where(m => m.From != Names.Bot).Reverse().OrderBy(When).ToList();
        foreach (var message in written.Where(m => m.Waiting && When(m) > remembered))
        {
            if (written.Any(m => m.From == message.From && !m.Waiting && When(m) > When(message) && Asks(m)))
            {
                Log.PassedOver(log, message.Id);
                continue;
            }

            try
            {
                await HearAsync(message);
            }
            catch (Exception fault) when (fault is not TableUnavailableException)
            {
                Log.NotHeard(log, message.Id, fault);
            }
        }

        static Instant When(Message message) => message.Edited ?? message.At;

        bool Asks(Message message) => ToldIn(message) is var (key, what) && Request.Of(Told(message, message.From, key, what)) is not null;
    }

    public async Task<Shown> EditAsync(Message message, string words)
    {
        var edited = await messages.ChangeAsync(message.Number, m => m with { Words = words, Edited = Now(), Waiting = true }, CancellationToken.None);
        return edited is null ? Shown.Nothing(message) : await HearAsync(edited);
    }

    /// <summary>The bot hears of it first: after a crash in between the message is still there to be deleted.</summary>
    public async Task<Shown> DeleteAsync(Message message)
    {
        var shown = await HearAsync(message, message.From, $"delete {message.Id}", new Did.Deleted(message.Id, message.At));
        await messages.DeleteAsync(message, CancellationToken.None);
        return shown;
    }

    /// <summary>The bot hears of it first: one that is seen was heard, and where the store could not answer in between, it can be put there again.</summary>
    public async Task<Shown> ReactAsync(string person, Message message, string name, bool on)
    {
        if (Reactions.Set(message, name, person, on) == message) return Shown.Nothing(message);
        var what = new Did.Reacted(message.Id, name, on);
        var handled = await AskAsync(message, person, $"reaction {message.Id} {message.Revision} {person} {name} {on}", what);
        var reacted = await messages.ChangeAsync(message.Number, m => Reactions.Set(m, name, person, on), CancellationToken.None) ?? message;
        return await showing.ShowAsync(reacted, person, what, handled, CancellationToken.None);
    }

    /// <param name="cohort">Of which cohort the button speaks, where it says so itself.</param>
    public async Task<Shown> PressAsync(string person, Message message, string command, CohortId? cohort)
    {
        var pressed = await messages.ChangeAsync(message.Number, m => m with { Revision = m.Revision + 1 }, CancellationToken.None) ?? message;
        return await HearAsync(pressed, person, $"press {pressed.Id} {pressed.Revision}", new Did.Pressed(command), cohort);
    }

    public async Task<Shown> SubmitAsync(string person, Message message, string form, IReadOnlyDictionary<string, string> values)
    {
        var sent = await messages.ChangeAsync(message.Number, m => m with { Revision = m.Revision + 1 }, CancellationToken.None) ?? message;
        return await HearAsync(sent, person, $"form {sent.Id} {sent.Revision}", new Did.Submitted(form, values));
    }

    /// <summary>What somebody wrote, or edited.</summary>
    private async Task<Shown> HearAsync(Message message)
    {
        var person = Mention.PersonIn(message.Words ?? "") is { } name ? await people.KnownAsync(name, CancellationToken.None) : null;
        var (key, what) = ToldIn(message, person);
        return await HearAsync(message, message.From, key, what);
    }

    /// <param name="person">Whom it names at its end, as they are known here.</param>
    private static (string Key, Did What) ToldIn(Message message, string? person = null)
    {
        var (text, mentioned) = Mention.Read(message.Words ?? "", person);
        return message.Edited is null
            ? ($"message {message.Id}", new Did.Said(message.Id, text, mentioned))
            : ($"edit {message.Id} {message.Revision}", new Did.Edited(message.Id, text, message.At));
    }

    private async Task<Shown> HearAsync(Message about, string person, string key, Did what, CohortId? cohort = null) =>
        await showing.ShowAsync(about, person, what, await AskAsync(about, person, key, what, cohort), CancellationToken.None);

    private Task<Handled> AskAsync(Message about, string person, string key, Did what, CohortId? cohort = null) =>
        hear(Told(about, person, key, what, cohort), CancellationToken.None);

    private Incoming Told(Message about, string person, string key, Did what, CohortId? cohort = null)
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
        var from = new Person(Names.Person(person), person, Zone: SetsUp(what) ? LocalZone.Of(clock).Id : null);
        var at = what switch
        {
            Did.Said => about.At,
            Did.Edited => about.Edited ?? Now(),
            _ => Now(),
        };
        return new($"{about.Channel} {key}", place, from, at, what);
    }

    /// <summary>People here go by their cohort's zone; to whoever is about to choose that, this machine's is offered.</summary>
    private static bool SetsUp(Did what) => what switch
    {
        Did.Said said => said.Text,
        Did.Pressed pressed => pressed.Command,
        _ => null,
    } is { } words && CommandGrammar.Read(words, default) is Parsed.Ok { Command: Command.Setup };

    private Instant Now() => clock.Now();

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Message {Message} of the built-in chat was not heard when it was written; its writer has gone on since, so it is let be")]
        public static partial void PassedOver(ILogger log, string message);

        [LoggerMessage(LogLevel.Error, "Message {Message} of the built-in chat could not be heard; saying it again is what is left")]
        public static partial void NotHeard(ILogger log, string message, Exception fault);
    }
}
