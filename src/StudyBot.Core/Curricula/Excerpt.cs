namespace StudyBot.Curricula;

/// <summary>The beginning of a text, for a sentence that quotes it.</summary>
internal static class Excerpt
{
    private const int Enough = 60;

    public static string Of(string text)
    {
        if (text.Length <= Enough) return text;
        return text[..(char.IsHighSurrogate(text[Enough - 1]) ? Enough - 1 : Enough)] + "…";
    }
}
