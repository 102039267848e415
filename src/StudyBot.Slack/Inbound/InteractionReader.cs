using System.Text.Json;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>From a slash command, a button or a submitted modal to what a person did. Pure; null where it asks nothing of us.</summary>
public static class InteractionReader
{
    /// <param name="form">The fields of the command.</param>
    /// <param name="at">When it came: the payload does not say when it was typed.</param>
    public static Heard? Command(IReadOnlyDictionary<string, string> form, Workspace workspace, Instant at)
    {
        if (form.GetValueOrDefault("user_id") is not { Length: > 0 } user || form.GetValueOrDefault("channel_id") is not { Length: > 0 } channel) return null;
        var trigger = form.GetValueOrDefault("trigger_id") ?? $"{at}";
        var (text, _) = SlackText.Read(form.GetValueOrDefault("text") ?? "", workspace.BotUser);
        return new($"{channel} command {trigger}", At(workspace, channel, null), user, form.GetValueOrDefault("user_name") ?? "", at, new Did.Said($"command {trigger}", text, Mentioned: true))
        {
            To = new(user, channel, ResponseUrl: Url(form.GetValueOrDefault("response_url")), Trigger: trigger),
        };
    }

    /// <summary>Each button pressed: on a message, or in App Home.</summary>
    public static IEnumerable<Heard> Pressed(JsonElement payload, Workspace workspace)
    {
        if (payload.Text("user", "id") is not { } user) yield break;
        var message = payload.Text("container", "message_ts") ?? payload.Text("message", "ts");
        var channel = payload.Text("channel", "id") ?? payload.Text("container", "channel_id");
        var stands = payload.Text("message", "thread_ts") ?? payload.Text("container", "thread_ts");
        var about = stands ?? (IsOfChannel(channel, payload) ? message : null);
        foreach (var action in payload.Each("actions"))
        {
            if (action.Text("value") is not { } value || action.Text("action_ts") is not { } stamp || Timestamp.Read(stamp) is not { } at) continue;
            if (ButtonValue.Read(value) is not { } button) continue;
            var place = new Place(Names.Platform, workspace.Team, channel ?? user, channel is null || Channels.IsDirect(channel), about, Cohort(button.In, workspace));
            yield return new($"{place.Channel} press {message} {user} {stamp}", place, user, payload.Text("user", "name") ?? payload.Text("user", "username") ?? "", at, new Did.Pressed(button.Say))
            {
                To = new(
                    user,
                    channel,
                    stands == message ? null : stands,
                    ResponseUrl: Url(payload.Text("response_url")),
                    Trigger: payload.Text("trigger_id"),
                    OnEphemeral: payload.Flag("container", "is_ephemeral")),
            };
        }
    }

    /// <summary>A modal that was sent; where it was opened stands in its metadata.</summary>
    /// <param name="at">When it came.</param>
    public static Heard? Submitted(JsonElement payload, Workspace workspace, Instant at)
    {
        if (payload.Text("user", "id") is not { } user || payload.Part("view") is not { } view) return null;
        if (view.Text("callback_id") is not { Length: > 0 } form || ModalPlace.Read(view.Text("private_metadata")) is not { } place) return null;
        var values = view.Part("state", "values") is { } state ? FormRenderer.Values(state) : new Dictionary<string, string>();
        var key = payload.Text("trigger_id") ?? $"{view.Text("id")} {view.Text("hash")}";
        return new($"{place.Channel} form {key}", At(workspace, place.Channel, place.Thread), user, payload.Text("user", "name") ?? "", at, new Did.Submitted(form, values))
        {
            To = new(user, place.Channel, place.Thread),
        };
    }

    /// <summary>A button on a lesson's post speaks of that lesson, as a reply under it would; one that only one person sees does not.</summary>
    private static bool IsOfChannel(string? channel, JsonElement payload) =>
        channel is not null && !Channels.IsDirect(channel) && !payload.Flag("container", "is_ephemeral");

    private static Place At(Workspace workspace, string channel, string? thread) =>
        new(Names.Platform, workspace.Team, channel, Channels.IsDirect(channel), thread);

    /// <summary>A cohort of this workspace; a value that names another is not believed.</summary>
    private static CohortId? Cohort(string? written, Workspace workspace) =>
        CohortId.Parse(written) is { Platform: Names.Platform } cohort && cohort.Tenant == workspace.Team ? cohort : null;

    private static Uri? Url(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
}
