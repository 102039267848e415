namespace StudyBot.Teams;

/// <summary>Who calls, as the token says.</summary>
public abstract record Caller
{
    private Caller() { }

    /// <param name="Reason">A few words for the log; the caller is told nothing of it.</param>
    public sealed record Stranger(string Reason) : Caller;

    /// <param name="ServiceUrl">Where its activities may say to answer.</param>
    /// <param name="Endorsements">The channels that its key is good for.</param>
    public sealed record Connector(string ServiceUrl, IReadOnlySet<string> Endorsements) : Caller;

    /// <summary>Microsoft's Agents Playground, where the settings let it in.</summary>
    public sealed record Playground : Caller;

    /// <summary>Why an activity is not taken from this caller; null where it is.</summary>
    public string? Refuse(Activity activity) => this switch
    {
        Stranger stranger => stranger.Reason,
        Connector when activity.ChannelId != Names.Channel => "another channel",
        Connector known when !known.Endorsements.Contains(activity.ChannelId!) => "key not endorsed for the channel",
        Connector known when known.ServiceUrl != activity.ServiceUrl => "another service URL claimed",
        _ => null,
    };
}
