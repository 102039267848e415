using NodaTime;

namespace StudyBot.Tests.Platforms;

/// <summary>A platform with people on it and the real host behind it, as the shared day sees it. People and posts go by names, so that a transcript says the same everywhere.</summary>
public interface IStage : IAsyncDisposable
{
    /// <summary>The bot comes to the channel, brought by its lead.</summary>
    Task InvitesAsync(string lead);

    /// <summary>Opens the set-up form from the bot's greeting, fills it in and sends it; what was left out keeps what stood there.</summary>
    /// <returns>What stands at which field afterwards; empty where it was taken.</returns>
    Task<IReadOnlyDictionary<string, string>> SetsUpAsync(string lead, IReadOnlyDictionary<string, string> values);

    /// <summary>Writes in the channel.</summary>
    Task SaysAsync(string who, string text);

    /// <summary>Writes in the channel, with the bot mentioned first.</summary>
    Task MentionsAsync(string who, string text);

    /// <summary>Replies under a lesson's post.</summary>
    Task RepliesAsync(string who, int lesson, string text);

    /// <summary>Writes to the bot alone.</summary>
    Task WhispersAsync(string who, string text);

    /// <summary>By a slash command, where the platform has them; elsewhere by a mention.</summary>
    Task CommandsAsync(string who, string text);

    /// <summary>Presses a button of a lesson's post.</summary>
    Task PressesAsync(string who, int lesson, string button);

    /// <summary>Puts a check mark on a lesson's post, or takes it off.</summary>
    Task ReactsAsync(string who, int lesson, bool on);

    /// <summary>Edits the last thing they wrote.</summary>
    Task EditsAsync(string who, string text);

    /// <summary>Deletes the last thing they wrote.</summary>
    Task DeletesAsync(string who);

    /// <summary>Lets time pass; what falls due meanwhile is done, minute by minute.</summary>
    Task UntilAsync(Instant at);

    /// <summary>What the bot did since it was last asked, in order: <c>to the channel: …</c>, <c>to ana alone: …</c>, <c>marks ana's "done"</c>, <c>takes its mark off ana's "done"</c>.</summary>
    Task<IReadOnlyList<string>> NewsAsync();

    /// <summary>A lesson's post as it stands, as plain text.</summary>
    Task<string> LessonAsync(int lesson);
}
