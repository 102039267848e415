namespace StudyBot.Tests.Days;

/// <summary>Another channel that learns.</summary>
public static class SecondCohort
{
    /// <summary>Sets a cohort on <c>month-3</c> up with the form, in UTC, with lessons at 09:00 every day.</summary>
    public static async Task<Heard> SetUpAsync(App app, string lead, string channel, string start, string time = "09:00", string notes = "off")
    {
        var form = Assert.Single((await app.SaysAsync(lead, "@StudyBot setup", channel: channel)).Replies);
        return await app.SubmitsAsync(lead, form.Id, "setup", new()
        {
            ["curriculum"] = "month-3",
            ["start"] = start,
            ["time"] = time,
            ["zone"] = "UTC",
            ["days"] = "daily",
            ["holidays"] = "",
            ["nudge"] = "18:00",
            ["summary"] = "17:00",
            ["notes"] = notes,
        });
    }
}
