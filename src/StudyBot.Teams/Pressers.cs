using System.Collections.Concurrent;

namespace StudyBot.Teams;

/// <summary>Who pressed a button of which post: an update of the post would take their own view of it away, so it names them, and Teams asks for their view anew.
/// Only in memory: after a restart they see what all see. Source: "User Specific Views", which allows 60 people a card.</summary>
public sealed class Pressers
{
    private const int People = 60;
    private const int Posts = 10_000;

    private readonly ConcurrentDictionary<(string Tenant, string Conversation, string Message), IReadOnlyList<string>> _known = new();

    public void Add(ReplyTo pressed)
    {
        if (pressed.Card is not { Length: > 0 } message) return;
        if (_known.Count > Posts) _known.Clear();
        _known.AddOrUpdate((pressed.Tenant, ConversationId.Read(pressed.Conversation).Channel, message), [pressed.User], (_, users) => [.. users.Where(user => user != pressed.User).TakeLast(People - 1), pressed.User]);
    }

    public IReadOnlyList<string> Of(string tenant, string conversation, string message) => _known.GetValueOrDefault((tenant, conversation, message)) ?? [];
}
