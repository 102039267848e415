namespace StudyBot.Commands;

/// <summary>Reads a reply: is it a check-in, and of which lessons? No input throws.</summary>
public static class ReplyGrammar
{
    public static Reading Read(string text, bool inThread)
    {
        _ = (text, inThread);
        return new Reading.Nothing();
    }
}
