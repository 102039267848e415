using StudyBot.Cards;

namespace StudyBot.Curricula;

/// <summary>Markdown of one paragraph as spans.</summary>
public static class Inlines
{
    public static Text ToText(string markdown) => Text.Plain(markdown);
}
