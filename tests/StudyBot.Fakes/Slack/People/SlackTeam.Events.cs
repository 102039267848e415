using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>What Slack itself does in a workspace.</summary>
public sealed partial class SlackTeam
{
    /// <summary>A link in a message gets its preview: the message changes, its words do not. <see href="https://docs.slack.dev/reference/events/message/message_changed">message_changed</see>.</summary>
    public async Task UnfurlsAsync(SlackMessage message, string url)
    {
        IReadOnlyList<SlackDelivery> events;
        lock (Slack.Gate)
        {
            events = Happenings.Changed(message, edited: false, () => message.Attachments =
            [
                new JsonObject { ["from_url"] = url, ["title"] = "A page", ["title_link"] = url, ["fallback"] = "A page", ["id"] = 1, ["original_url"] = url },
            ]);
        }

        await Slack.Mail.SendAsync(events);
    }

    /// <summary>The same thing once more, an event under another id, as happens. A command or a press comes again as it was, as where somebody on the way says it twice.</summary>
    public async Task<SlackDelivery> RepeatsAsync(SlackDelivery delivery)
    {
        SlackDelivery again;
        lock (Slack.Gate)
        {
            again = delivery.Payload["event"] is JsonObject happened
                ? Envelope((JsonObject)happened.DeepClone())
                : new(delivery.Kind, delivery.Id, delivery.Type, delivery.Team, (JsonObject)delivery.Payload.DeepClone());
        }

        return await Slack.Mail.SendAsync(again);
    }

    /// <summary>Slack holds events back because there are more than 30,000 an hour. <see href="https://docs.slack.dev/reference/events/app_rate_limited">app_rate_limited</see>: an outer event of its own.</summary>
    public Task<SlackDelivery> HoldsEventsBackAsync() => Slack.Mail.SendAsync(new SlackDelivery(DeliveryKind.Event, Slack.NextId("Ev"), "app_rate_limited", this, new()
    {
        ["token"] = Slack.App.VerificationToken, ["type"] = "app_rate_limited", ["team_id"] = Id, ["minute_rate_limited"] = Slack.Now.ToUnixTimeSeconds() / 60 * 60, ["api_app_id"] = Slack.App.Id,
    }));
}
