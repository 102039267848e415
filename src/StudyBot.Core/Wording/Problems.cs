namespace StudyBot.Wording;

/// <summary>What is wrong with what follows a command, in one sentence each.</summary>
public static class Problems
{
    public const string Day = "That needs the number of one lesson.";
    public const string Move = "That needs two lessons: the one it was counted for, and the one you meant.";
    public const string WeekOrAll = "There are two tables: week and all.";
    public const string Date = "I could not read that date; 2026-12-24, 24 Dec and tomorrow all work.";
    public const string AmbiguousDate = "A date with slashes means different days to different people; 2026-12-24 and 24 Dec are clear.";
    public const string Time = "I could not read that time; 09:00, 17.30 and 9am all work.";
    public const string TimeOrOff = "That needs a time such as 18:00, or off.";
    public const string Forget = "Say it with nothing after it; once you are sure, say \"forget me now\".";
    public const string Person = "That needs a person: mention them, or give the name shown in the tables.";
    public const string OnOrOff = "That is either on or off.";
    public const string Zone = "I do not know that time zone; it is written as an area and a city.";
    public const string Days = "I could not read those weekdays; \"mon-fri\", \"mon,wed,fri\" and \"daily\" all work.";
    public const string Summary = "That needs a day and a time, a time alone, or off.";

    public static string ZoneLike(IReadOnlyList<string> near) => $"I do not know that time zone; did you mean {Many.Or(near)}?";
}
