using System.Text;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// <see href="https://docs.slack.dev/reference/methods/views.open">views.open</see>, <see href="https://docs.slack.dev/reference/methods/views.update">views.update</see>,
/// <see href="https://docs.slack.dev/reference/methods/views.publish">views.publish</see>.
/// </summary>
internal static class ViewMethods
{
    public static JsonObject Open(ApiCall call)
    {
        var content = Content(call, "modal");
        var user = Exchange(call.Slack, call.Team, call.Need("trigger_id"));
        return new() { ["view"] = Show(call.Team, user, content, below: null).ToJson() };
    }

    public static JsonObject Update(ApiCall call)
    {
        if (call.Text("view_id") is null or "" && call.Text("external_id") is null or "") throw SlackRefusal.Because("invalid_arguments", ["missing required field: view_id"]);
        var view = call.Team.Views.Find(known => !known.Closed && (known.Id == call.Text("view_id") || (known.ExternalId is not null && known.ExternalId == call.Text("external_id"))))
            ?? throw new SlackRefusal("not_found");
        var content = Content(call, view.Type, view);
        if (call.Text("hash") is { Length: > 0 } hash && hash != view.Hash) throw new SlackRefusal("hash_conflict");
        Replace(view, content);
        return new() { ["view"] = view.ToJson() };
    }

    public static JsonObject Publish(ApiCall call)
    {
        var user = call.Team.FindUser(call.Need("user_id")) ?? throw SlackRefusal.Because("invalid_arguments", ["invalid user_id"]);
        var home = user.Home;
        var content = Content(call, "home", home);
        if (call.Text("hash") is { Length: > 0 } hash && hash != home?.Hash) throw new SlackRefusal("hash_conflict");
        if (home is null) user.Home = home = Show(call.Team, user, content, below: null);
        else Replace(home, content);
        return new() { ["view"] = home.ToJson() };
    }

    /// <summary>A new view on the person's screen. At most three stand on one another: <see href="https://docs.slack.dev/surfaces/modals">Modals</see>.</summary>
    internal static SlackView Show(SlackTeam team, SlackUser user, JsonObject content, SlackView? below)
    {
        var view = new SlackView(team, user, team.Slack.NextId("V"), content) { Below = below };
        team.Views.Add(view);
        Replace(view, content);
        return view;
    }

    internal static void Replace(SlackView view, JsonObject content)
    {
        view.Content = content;
        view.Errors = new Dictionary<string, string>();
        view.Hash = $"{view.Team.Slack.Now.ToUnixTimeSeconds()}.{view.Team.Slack.Count("hash"):x8}";
    }

    /// <summary>A view as it may be shown; block ids are filled in.</summary>
    internal static JsonObject Checked(SlackTeam team, JsonNode? given, string type, SlackView? replaced)
    {
        if (given is not JsonObject view) throw SlackRefusal.Because("invalid_arguments", ["must provide an object [json-pointer:/view]"]);
        if (Encoding.UTF8.GetByteCount(view.ToJsonString()) > 250_000) throw new SlackRefusal("view_too_large");
        if (view["type"]?.ToString() != type) throw SlackRefusal.Because("invalid_arguments", [$"expected view type {type} [json-pointer:/view/type]"]);
        ViewBlocks.Check(view);
        if (view["external_id"]?.ToString() is { Length: > 0 } external && team.Views.Exists(known => known != replaced && !known.Closed && known.ExternalId == external)) throw new SlackRefusal("duplicate_external_id");
        BlockIds.Fill(team.Slack, view["blocks"]!.AsArray());
        return view;
    }

    private static JsonObject Content(ApiCall call, string type, SlackView? replaced = null) =>
        Checked(call.Team, call.Json("view", "invalid_arguments") ?? throw SlackRefusal.Because("invalid_arguments", ["missing required field: view"]), type, replaced);

    /// <summary>Three seconds, once: <see href="https://docs.slack.dev/interactivity/handling-user-interaction">Handling user interaction</see>, "Using trigger_id".</summary>
    private static SlackUser Exchange(SlackFake slack, SlackTeam team, string id)
    {
        if (slack.Triggers.GetValueOrDefault(id) is not { } trigger || trigger.User.Team != team) throw new SlackRefusal("invalid_trigger_id");
        if (trigger.Used) throw new SlackRefusal("exchanged_trigger_id");
        if (slack.Now - trigger.Made > TimeSpan.FromSeconds(3)) throw new SlackRefusal("expired_trigger_id");
        trigger.Used = true;
        return trigger.User;
    }
}
