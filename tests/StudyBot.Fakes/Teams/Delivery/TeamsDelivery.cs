using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>An activity on its way to the bot, and how it went.</summary>
public sealed class TeamsDelivery
{
    private readonly List<TeamsAttempt> _attempts = [];

    internal TeamsDelivery(JsonObject activity)
    {
        Activity = activity;
    }

    /// <summary>As it was sent last: the second time again it has another id.</summary>
    public JsonObject Activity { get; private set; }

    public string Type => Activity["type"]!.ToString();

    public IReadOnlyList<TeamsAttempt> Attempts
    {
        get
        {
            lock (_attempts) return [.. _attempts];
        }
    }

    /// <summary>The bot took it, at whatever attempt.</summary>
    public bool Acknowledged => Attempts.Any(attempt => attempt.Status is >= 200 and < 300);

    /// <summary>The answer of the last attempt, where it was JSON.</summary>
    public JsonObject? Answer
    {
        get
        {
            try
            {
                return Attempts is [.., { Body.Length: > 0 } last] ? JsonNode.Parse(last.Body) as JsonObject : null;
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }
    }

    internal string? Authorization { get; init; }

    /// <summary>The header is what a test says, also where that is none.</summary>
    internal bool GivesToken { get; init; }

    /// <summary>Never sent again: somebody waits for the answer.</summary>
    internal bool Once { get; init; }

    internal void Add(TeamsAttempt attempt)
    {
        lock (_attempts) _attempts.Add(attempt);
    }

    internal void Rename(string id)
    {
        var renamed = Activity.DeepClone().AsObject();
        renamed["id"] = id;
        Activity = renamed;
    }

    internal TeamsDelivery Renamed(string id)
    {
        var again = new TeamsDelivery(Activity);
        again.Rename(id);
        return again;
    }
}

/// <param name="Status">0 where no answer came.</param>
/// <param name="Failure">Why it was not taken.</param>
public sealed record TeamsAttempt(DateTimeOffset At, int Status, string Body, string? Failure);
