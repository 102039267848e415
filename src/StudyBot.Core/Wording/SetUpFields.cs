namespace StudyBot.Wording;

/// <summary>Names of the form that sets a cohort up, and of its fields.</summary>
public static class SetUpFields
{
    public const string Form = "setup";
    public const string Curriculum = "curriculum";
    public const string File = "file";
    public const string Start = "start";
    public const string Time = "time";
    public const string Zone = "zone";
    public const string Days = "days";
    public const string Holidays = "holidays";
    public const string Nudge = "nudge";
    public const string Summary = "summary";
    public const string Notes = "notes";
}
