namespace StudyBot.Cohorts;

/// <summary>A channel that learns: one partition of the store, so nothing has to be looked up first.</summary>
/// <param name="Platform"><c>local</c>, <c>slack</c> or <c>teams</c>.</param>
/// <param name="Tenant">Slack workspace or Teams tenant; <c>local</c> for the web chat.</param>
public sealed record CohortId(string Platform, string Tenant, string Channel)
{
    /// <summary>As <see cref="ToString"/> writes it; null for anything else.</summary>
    public static CohortId? Parse(string? text) =>
        text?.Split('/', 3) is [{ Length: > 0 } platform, { Length: > 0 } tenant, { Length: > 0 } channel] ? new(platform, tenant, channel) : null;

    public override string ToString() => $"{Platform}/{Tenant}/{Channel}";
}

/// <summary>Who somebody is: never a name, which people change.</summary>
public sealed record PersonId(string Platform, string Tenant, string User);
