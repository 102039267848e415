using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

public enum DeliveryKind
{
    Event,
    Command,
    Interaction,
    Verification,
}

/// <summary>Something Slack has for the app, and how the app took it.</summary>
public sealed class SlackDelivery
{
    private readonly List<SlackAttempt> _attempts = [];

    internal SlackDelivery(DeliveryKind kind, string id, string type, SlackTeam? team, JsonObject payload)
    {
        Kind = kind;
        Id = id;
        Type = type;
        Team = team;
        Payload = payload;
    }

    public DeliveryKind Kind { get; }

    /// <summary>The event id, the trigger id, or the challenge.</summary>
    public string Id { get; }

    /// <summary>The event's or interaction's type, or the command.</summary>
    public string Type { get; }

    public SlackTeam? Team { get; }

    /// <summary>The whole payload, envelope included.</summary>
    public JsonObject Payload { get; }

    public IReadOnlyList<SlackAttempt> Attempts
    {
        get
        {
            lock (_attempts) return [.. _attempts];
        }
    }

    public bool Acknowledged => Attempts is [.., { Failure: null }];

    /// <summary>What the app answered the last time, empty where it did not.</summary>
    public string Answer => Attempts is [.., var last] ? last.Answer : "";

    /// <summary>The answer as JSON; none where it is not an object.</summary>
    public JsonObject? AnswerJson
    {
        get
        {
            try
            {
                return JsonNode.Parse(Answer) as JsonObject;
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Events come as JSON, the others as a form. <see href="https://docs.slack.dev/interactivity/handling-user-interaction">Handling user interaction</see>.</summary>
    internal (byte[] Body, string ContentType) Encode() => Kind switch
    {
        DeliveryKind.Event or DeliveryKind.Verification => (Encoding.UTF8.GetBytes(Payload.ToJsonString()), "application/json"),
        DeliveryKind.Command => (Encoding.UTF8.GetBytes(string.Join('&', Payload.Select(field => $"{field.Key}={WebUtility.UrlEncode(field.Value!.ToString())}"))), "application/x-www-form-urlencoded"),
        _ => (Encoding.UTF8.GetBytes($"payload={WebUtility.UrlEncode(Payload.ToJsonString())}"), "application/x-www-form-urlencoded"),
    };

    internal void Add(SlackAttempt attempt)
    {
        lock (_attempts) _attempts.Add(attempt);
    }
}

/// <param name="At">When it was sent.</param>
/// <param name="RetryReason">Why it was sent again; none for the first.</param>
/// <param name="Status">The HTTP status; 0 where there was none. Over a socket, 200 for an acknowledgement.</param>
/// <param name="Failure">The reason that the next retry will name; none where it was taken.</param>
public sealed record SlackAttempt(DateTimeOffset At, int RetryNum, string? RetryReason, int Status, string Answer, string? Failure);
