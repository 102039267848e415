namespace StudyBot.Cards;

/// <summary>The beginning of a text, for a sentence that quotes it.</summary>
internal static class Excerpt
{
    private const int Enough = 60;

    public static string Of(string text) => text.Length <= Enough ? text : Words.Start(text, Enough) + "…";
}
