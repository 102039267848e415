namespace StudyBot.Local;

/// <summary>Reactions on a message.</summary>
internal static class Reactions
{
    /// <summary>Different reactions a message takes; more change nothing.</summary>
    private const int Most = 30;

    public static Message Set(Message message, string name, string person, bool on)
    {
        var there = message.Reactions.FirstOrDefault(r => r.Name == name);
        var from = there?.From ?? [];
        if (from.Contains(person) == on || (there is null && message.Reactions.Count >= Most)) return message;
        string[] now = on ? [.. from, person] : [.. from.Where(p => p != person)];
        Reaction[] others = [.. message.Reactions.Where(r => r.Name != name)];
        if (now.Length == 0) return message with { Reactions = others };
        var changed = new Reaction(name, now);
        return message with { Reactions = there is null ? [.. others, changed] : [.. message.Reactions.Select(r => r.Name == name ? changed : r)] };
    }
}
