namespace StudyBot.Curricula;

/// <summary>What a diagnostic is called; docs/curriculum-format.md lists them all. SB1… are warnings.</summary>
public static class Codes
{
    public const string NotUtf8 = "SB001";
    public const string TooLarge = "SB002";
    public const string NoTitle = "SB003";
    public const string NoDay = "SB004";
    public const string DayTwice = "SB005";
    public const string DayOutOfOrder = "SB006";
    public const string Gap = "SB007";
    public const string Dangling = "SB008";
    public const string Circular = "SB009";
    public const string BadUrl = "SB010";
    public const string TooManyLessons = "SB011";
    public const string FieldTooLong = "SB012";
    public const string NotAHeading = "SB013";
    public const string TooDeep = "SB014";
    public const string FieldTwice = "SB015";
    public const string Unclosed = "SB016";

    public const string NoLearning = "SB101";
    public const string NothingToDo = "SB102";
    public const string NoMinutes = "SB103";
    public const string Placeholder = "SB104";
    public const string UrlTwice = "SB105";
    public const string TooLongForOnePost = "SB106";

    /// <summary>Found by asking the page itself, so only where that was asked for.</summary>
    public const string LinkGone = "SB107";

    public const string SetApart = "SB108";
    public const string SeveralDays = "SB109";
    public const string OneLine = "SB110";
    public const string Picture = "SB111";
}
