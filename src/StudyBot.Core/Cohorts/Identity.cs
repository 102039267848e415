namespace StudyBot.Cohorts;

/// <summary>A channel that learns: one partition of the store, so nothing has to be looked up first.</summary>
/// <param name="Platform"><c>local</c>, <c>slack</c> or <c>teams</c>.</param>
/// <param name="Tenant">Slack workspace or Teams tenant; <c>local</c> for the web chat.</param>
public sealed record CohortId(string Platform, string Tenant, string Channel)
{
    public override string ToString() => $"{Platform}/{Tenant}/{Channel}";
}

/// <summary>Who somebody is: never a name, which people change.</summary>
public sealed record PersonId(string Platform, string Tenant, string User);
