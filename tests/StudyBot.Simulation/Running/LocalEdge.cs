using NodaTime;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Local;
using StudyBot.Ports;

namespace StudyBot.Simulation.Running;

/// <summary>The built-in chat's way in, as <see cref="LocalChat"/> goes it: a message is a row before it is heard, and marked as heard after. What is shown for it is left out.</summary>
internal static class LocalEdge
{
    /// <summary>Writes a message down and lets the bot hear it.</summary>
    /// <param name="kept">Learns the message's id as soon as it is a row.</param>
    public static async Task SayAsync(World world, Instance instance, Room room, string person, string words, bool mentioned, bool direct, string? thread, Action<Message> kept)
    {
        var message = await instance.Messages.AddAsync(
            number => new(number, instance.Clock.Now, direct ? Names.DirectWith(person) : room.Id.Channel, person, MessageKind.Message)
            {
                Words = mentioned ? $"@StudyBot {words}" : words,
                Thread = thread is null ? null : MessageLog.NumberOf(thread),
                PrivateTo = direct ? person : null,
                Waiting = true,
            },
            CancellationToken.None);
        kept(message);
        await HearAsync(instance, message);
    }

    public static async Task EditAsync(Instance instance, string id, string words)
    {
        var edited = await instance.Messages.ChangeAsync(MessageLog.NumberOf(id)!.Value, m => m with { Words = words, Edited = instance.Clock.Now, Waiting = true }, CancellationToken.None);
        if (edited is not null) await HearAsync(instance, edited);
    }

    public static async Task DeleteAsync(Instance instance, string id)
    {
        if (await instance.Messages.FindAsync(id, CancellationToken.None) is not { } message) return;
        await HearAsync(instance, message, message.From, $"delete {message.Id}", new Did.Deleted(message.Id, message.At));
        await instance.Messages.DeleteAsync(message, CancellationToken.None);
    }

    /// <param name="make">A press, or a reaction put on or taken off.</param>
    public static async Task TouchAsync(Instance instance, string id, string person, string kind, Func<string, Did> make)
    {
        var touched = await instance.Messages.ChangeAsync(MessageLog.NumberOf(id)!.Value, m => m with { Revision = m.Revision + 1 }, CancellationToken.None);
        if (touched is not null) await HearAsync(instance, touched, person, $"{kind} {touched.Id} {touched.Revision}", make(touched.Id));
    }

    /// <summary>What was written when the bot died is taken up by the next, save what its writer has gone on from with something else for the bot.</summary>
    public static async Task ResumeAsync(World world, Instance instance)
    {
        var remembered = instance.Clock.Now - Statements.Kept;
        var written = (await instance.Messages.PageAsync(null, CancellationToken.None)).Where(m => m.From != Names.Bot).Reverse().OrderBy(When).ToList();
        foreach (var message in written.Where(m => m.Waiting && When(m) > remembered))
        {
            if (written.Any(m => m.From == message.From && !m.Waiting && When(m) > When(message) && Asks(m))) continue;
            world.Tell($"{instance} takes {message.Id} up again");
            await HearAsync(instance, message);
        }

        static Instant When(Message message) => message.Edited ?? message.At;

        bool Asks(Message message) => ToldIn(message) is var (key, what) && Request.Of(Told(instance, message, message.From, key, what)) is not null;
    }

    private static async Task HearAsync(Instance instance, Message message)
    {
        var (key, what) = ToldIn(message);
        await HearAsync(instance, message, message.From, key, what);
        await instance.Messages.ChangeAsync(message.Number, m => m with { Waiting = false }, CancellationToken.None);
    }

    private static (string Key, Did What) ToldIn(Message message)
    {
        var words = message.Words ?? "";
        var mentioned = words.StartsWith("@StudyBot ", StringComparison.Ordinal);
        if (mentioned) words = words["@StudyBot ".Length..];
        return message.Edited is null
            ? ($"message {message.Id}", new Did.Said(message.Id, words, mentioned))
            : ($"edit {message.Id} {message.Revision}", new Did.Edited(message.Id, words, message.At));
    }

    private static async Task HearAsync(Instance instance, Message about, string person, string key, Did what)
    {
        var told = Told(instance, about, person, key, what);
        await instance.HearAsync(told, CancellationToken.None);
        instance.Acknowledge(told);
    }

    private static Incoming Told(Instance instance, Message about, string person, string key, Did what)
    {
        var own = what is Did.Said or Did.Edited or Did.Deleted;
        var thread = about.Thread ?? (own || about.IsDirect ? null : about.Number);
        var place = new Place(Names.Platform, Names.Tenant, about.Channel, about.IsDirect, thread is { } root ? $"m{root}" : null, about.Cohort);
        Instant at = what switch
        {
            Did.Said => about.At,
            Did.Edited => about.Edited ?? instance.Clock.Now,
            _ => instance.Clock.Now,
        };
        return new($"{about.Channel} {key}", place, new(Names.Person(person), person), at, what);
    }
}
