using NodaTime;

namespace StudyBot.Cohorts;

/// <summary>One run of a curriculum in one channel, as it stands: its settings and the lessons it has had.</summary>
/// <param name="Run">1 for the first cohort of a channel; a new start after the end counts on, so that its rows are its own.</param>
/// <param name="Posted">The lessons posted so far; lesson <c>n</c> is at index <c>n - 1</c>.</param>
/// <param name="ChangedAt">When a lead last changed zone, time, days or holidays: a lesson due earlier that day by the new settings is posted at once.</param>
/// <param name="Leads">User ids of who may change it; never empty for a cohort that was set up in a chat.</param>
/// <param name="LastSummary">The slot of the last weekly summary that was settled; where settings change before the first, the slot before lesson 1; else null.</param>
/// <param name="Broken">Why posting stopped (the channel is gone, the bot was removed); null where all is well.</param>
/// <param name="NudgedThrough">The last lesson whose nudges are settled; 0 before the first.</param>
/// <param name="OutageSettled">The end of the last outage that grace ends were extended for, so that none is counted twice.</param>
/// <param name="UnheardSince">What people wrote since this instant is still to be read back, as the bot was away; null where all was heard.</param>
/// <param name="ShowButtonsFirst">Whether this channel's people must answer by button, as plain replies do not reach the bot.</param>
public sealed record Cohort(
    CohortId Id,
    int Run,
    CurriculumVersion Curriculum,
    Schedule Schedule,
    IReadOnlyList<PostedLesson> Posted,
    IReadOnlyList<string> Leads,
    bool NotesAllowed = false,
    Instant? ChangedAt = null,
    Instant? LastSummary = null,
    string? Broken = null,
    int NudgedThrough = 0,
    Instant? OutageSettled = null,
    bool ShowButtonsFirst = false,
    Instant? UnheardSince = null)
{
    /// <summary>The plans that it followed before this one, in order; null where there was none.</summary>
    public IReadOnlyList<FollowedPlan>? Before { get; init; }

    /// <summary>Since when all was settled through <see cref="OutageSettled"/>; null where there was no outage, or a version before wrote it.</summary>
    public Instant? OutageFrom { get; init; }

    /// <summary>The number of the last lesson posted; 0 before the first.</summary>
    public int Day => Posted.Count;

    /// <summary>All of its lessons are out.</summary>
    public bool IsFinished => Day >= Curriculum.Lessons;

    /// <summary>The plan that a lesson was posted from, or will be: what people see stays the lesson that they do.</summary>
    public CurriculumVersion PlanOf(int day) => Before?.FirstOrDefault(plan => day <= plan.Through)?.Plan ?? Curriculum;

    public PostedLesson? Lesson(int day) => day >= 1 && day <= Day ? Posted[day - 1] : null;
}

/// <summary>One immutable version of a curriculum: <paramref name="Version"/> is a hash of the file's bytes.</summary>
public sealed record CurriculumVersion(string Name, string Version, string Title, int Lessons);

/// <param name="Through">The last lesson that was posted from it.</param>
public sealed record FollowedPlan(CurriculumVersion Plan, int Through);

/// <summary>A lesson that appeared. Every instant was fixed when it was posted; only an outage of ours may extend <see cref="GraceEnd"/>.</summary>
/// <param name="Date">The slot's own date in the cohort's zone of that day.</param>
/// <param name="Slot">When it was planned.</param>
/// <param name="Posted">When it really appeared.</param>
/// <param name="Opens">The slot, or <paramref name="Posted"/> when that came more than 5 min later.</param>
/// <param name="MessageId">The platform's id of the post.</param>
public sealed record PostedLesson(
    int Day,
    LocalDate Date,
    Instant Slot,
    Instant Posted,
    Instant Opens,
    Instant Due,
    Instant GraceEnd,
    string MessageId);
