namespace StudyBot.Doors;

/// <summary>The way through a list that is told in pages, each of which names the next. Whoever tells it may lead on and on, or back to the page that was just read: that is followed no further.</summary>
public sealed class Pages
{
    /// <summary>15,000 messages even where a page holds fifteen, and four times the members that the largest team can have.</summary>
    public const int Most = 1_000;

    private int _read;

    /// <summary>What names the page to be read; null for the first.</summary>
    public string? Next { get; private set; }

    public bool IsAtEnd { get; private set; }

    /// <summary>A page was read.</summary>
    /// <param name="next">Of the page after it; null or empty where there is none.</param>
    /// <returns>False where that leads nowhere.</returns>
    public bool Turn(string? next)
    {
        IsAtEnd = string.IsNullOrEmpty(next);
        if (!IsAtEnd && (next == Next || ++_read >= Most)) return false;
        Next = next;
        return true;
    }
}
