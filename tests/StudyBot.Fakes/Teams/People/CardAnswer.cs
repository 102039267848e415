using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>What a person sees after they pressed a card's button.</summary>
/// <param name="Delivery">None where the client held it back.</param>
public sealed record CardAnswer(TeamsDelivery? Delivery)
{
    /// <summary>The card they see from now on.</summary>
    public JsonObject? Card { get; init; }

    /// <summary>A few words, or those of an error.</summary>
    public string? Text { get; init; }

    /// <summary>"Something went wrong": why the client shows that.</summary>
    public string? Failure { get; init; }

    /// <summary>What the client said at which input, before it sent anything.</summary>
    public IReadOnlyDictionary<string, string> Held { get; init; } = new Dictionary<string, string>();

    /// <summary><see href="https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model">Universal Action Model</see>: response format.</summary>
    internal static CardAnswer Of(TeamsDelivery delivery)
    {
        var answer = new CardAnswer(delivery);
        if (delivery.Attempts is not [.., { Status: 200 }]) return answer with { Failure = $"answered {delivery.Attempts[^1].Status} {delivery.Attempts[^1].Failure}" };
        if (delivery.Answer is not { } body) return answer with { Failure = "no JSON in the answer" };
        var status = body["statusCode"]?.GetValueKind() is System.Text.Json.JsonValueKind.Number ? body["statusCode"]!.GetValue<int>() : 0;
        var value = body["value"];
        return (status, body["type"]?.ToString()) switch
        {
            (200, TeamsMessage.CardType) when value is JsonObject card => CardRules.Wrong(card) is { Count: > 0 } wrong ? answer with { Failure = string.Join("; ", wrong) } : answer with { Card = card },
            (200, "application/vnd.microsoft.activity.message") when value is JsonValue text && text.TryGetValue<string>(out var words) => answer with { Text = words },
            (>= 400, "application/vnd.microsoft.error") => answer with { Failure = $"{status} {value?["code"]}", Text = value?["message"]?.ToString() },
            _ => answer with { Failure = $"an answer that is not known: {body.ToJsonString()}" },
        };
    }
}
