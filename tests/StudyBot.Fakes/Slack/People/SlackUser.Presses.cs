using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>What people do with buttons, commands, modals and App Home.</summary>
public sealed partial class SlackUser
{
    /// <summary>What our app shows in its Home tab; none before it published one.</summary>
    public SlackView? Home { get; internal set; }

    /// <summary>The modal on the screen, the uppermost of its stack.</summary>
    public SlackView? Modal
    {
        get
        {
            lock (Slack.Gate) return Team.Views.FindLast(view => view.User == this && view.Type == "modal" && !view.Closed);
        }
    }

    /// <summary>A button by its label, its value or its action id. <see href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload">block_actions</see>.</summary>
    public Task<SlackDelivery> PressesAsync(SlackMessage message, string button)
    {
        var pressed = Find(message.Buttons, button);
        return ActsAsync(message, pressed.BlockId, pressed.Element, Pressed(pressed));
    }

    public Task<SlackDelivery> PressesAsync(SlackView view, string button)
    {
        var pressed = Find(view.Buttons, button);
        return ActsAsync(view, pressed.BlockId, pressed.Element, Pressed(pressed));
    }

    /// <summary>An option of a menu in a message, by its label or value.</summary>
    public Task<SlackDelivery> ChoosesAsync(SlackMessage message, string actionId, string option)
    {
        var (block, element) = message.Blocks.OfType<JsonObject>().SelectMany(b => SlackButton.Elements(b).Select(e => (b, e))).First(pair => pair.e["action_id"]?.ToString() == actionId);
        return ActsAsync(message, block["block_id"]!.GetValue<string>(), element, ViewState.Of(element, option, Team)!);
    }

    /// <summary>
    /// A slash command. What the app answers at once is shown like any answer.
    /// <see href="https://docs.slack.dev/interactivity/implementing-slash-commands">Implementing slash commands</see>.
    /// </summary>
    /// <param name="command">With its slash.</param>
    /// <param name="text">As people type it: <c>lead @ben</c>.</param>
    public async Task<SlackDelivery> SlashAsync(string command, string text, SlackChannel channel)
    {
        SlackDelivery delivery;
        lock (Slack.Gate)
        {
            MustWrite(channel);
            var trigger = NewTrigger();
            delivery = new(DeliveryKind.Command, trigger, command, Team, new()
            {
                ["token"] = Slack.App.VerificationToken, ["team_id"] = Team.Id, ["team_domain"] = Team.Domain, ["channel_id"] = channel.Id,
                ["channel_name"] = channel.Kind switch { ChannelKind.Im => "directmessage", ChannelKind.Private => "privategroup", _ => channel.Name },
                ["user_id"] = Id, ["user_name"] = Name, ["command"] = command, ["text"] = Slack.App.EscapesCommands ? Typing.InCommand(Team, text) : text, ["api_app_id"] = Slack.App.Id, ["is_enterprise_install"] = "false",
                ["response_url"] = NewResponseUrl(channel, null), ["trigger_id"] = trigger,
            });
        }

        await Slack.Mail.SendAsync(delivery);
        if (delivery.Acknowledged && delivery.Answer.Trim() is { Length: > 0 } answer)
        {
            IReadOnlyList<SlackDelivery> events;
            lock (Slack.Gate) events = ResponseUrls.Say(Slack, this, channel, null, delivery.AnswerJson ?? new() { ["text"] = answer });
            await Slack.Mail.SendAsync(events);
        }

        return delivery;
    }

    /// <summary>
    /// Fills in a modal and submits it. What is left out keeps what stood there at first. A required field left empty is held back by Slack itself.
    /// <see href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload">view_submission</see>.
    /// </summary>
    /// <param name="values">By block id: text, yyyy-MM-dd, HH:mm, an option's value or label, ids with commas between.</param>
    /// <returns>What stands at which field afterwards; empty where it was taken.</returns>
    public async Task<IReadOnlyDictionary<string, string>> SubmitsAsync(SlackView view, IReadOnlyDictionary<string, string>? values = null)
    {
        SlackDelivery delivery;
        lock (Slack.Gate)
        {
            if (view.Closed || view.User != this || view.Content["submit"] is null) throw new InvalidOperationException($"{Name} cannot submit this view.");
            var (state, missing) = ViewState.Of(view, values ?? new Dictionary<string, string>());
            view.Errors = missing;
            if (missing.Count > 0) return missing;
            var trigger = NewTrigger();
            var payload = Interaction("view_submission", trigger);
            payload["view"] = view.ToJson(state);
            payload["response_urls"] = new JsonArray();
            delivery = new(DeliveryKind.Interaction, trigger, "view_submission", Team, payload);
        }

        await Slack.Mail.SendAsync(delivery);
        lock (Slack.Gate) ViewAnswer.Apply(view, delivery);
        return view.Errors;
    }

    /// <summary>The modal and all below it go, as after "Cancel" where the view clears on close, else only this one.</summary>
    public async Task<SlackDelivery?> ClosesAsync(SlackView view)
    {
        lock (Slack.Gate)
        {
            view.Closed = true;
            if (view.Content["clear_on_close"]?.GetValue<bool>() == true)
                for (var below = view.Below; below is not null; below = below.Below) below.Closed = true;
            if (view.Content["notify_on_close"]?.GetValue<bool>() != true) return null;
        }

        var payload = Interaction("view_closed", null);
        payload["view"] = view.ToJson();
        payload["is_cleared"] = view.Content["clear_on_close"]?.GetValue<bool>() ?? false;
        return await Slack.Mail.SendAsync(new SlackDelivery(DeliveryKind.Interaction, view.Id, "view_closed", Team, payload));
    }

    /// <summary><see href="https://docs.slack.dev/reference/events/app_home_opened">app_home_opened</see>.</summary>
    /// <param name="tab">home or messages.</param>
    public async Task<SlackView?> OpensHomeAsync(string tab = "home")
    {
        IReadOnlyList<SlackDelivery> events;
        lock (Slack.Gate)
        {
            var opened = new JsonObject { ["type"] = "app_home_opened", ["user"] = Id, ["channel"] = Team.Direct(this).Id, ["tab"] = tab, ["event_ts"] = Slack.NextTs() };
            if (tab == "home" && Home is not null) opened["view"] = Home.ToJson();
            events = Team.Event("app_home_opened", opened);
        }

        await Slack.Mail.SendAsync(events);
        return Home;
    }

    private static SlackButton Find(IReadOnlyList<SlackButton> buttons, string named) =>
        buttons.FirstOrDefault(button => button.Label == named) ?? buttons.FirstOrDefault(button => button.Value == named || button.ActionId == named)
        ?? throw new InvalidOperationException($"No button {named} among: {string.Join(", ", buttons.Select(button => button.Label))}");

    private static JsonObject Pressed(SlackButton button)
    {
        var action = new JsonObject { ["type"] = "button", ["text"] = button.Element["text"]!.DeepClone() };
        if (button.Value is not null) action["value"] = button.Value;
        if (button.Style is not null) action["style"] = button.Style;
        return action;
    }

    private async Task<SlackDelivery> ActsAsync(SlackMessage message, string block, JsonObject element, JsonObject action)
    {
        SlackDelivery delivery;
        lock (Slack.Gate)
        {
            if (message.Deleted || (message.PrivateTo is not null && message.PrivateTo != this)) throw new InvalidOperationException($"{Name} does not see this message.");
            var payload = Interaction("block_actions", NewTrigger());
            payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel.Id, ["is_ephemeral"] = message.PrivateTo is not null };
            if (message.ThreadTs is not null) payload["container"]!["thread_ts"] = message.ThreadTs;
            payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.Kind switch { ChannelKind.Im => "directmessage", ChannelKind.Private => "privategroup", _ => message.Channel.Name } };
            // The message itself comes along only where it is kept: not for one that is private to the person.
            if (message.PrivateTo is null) payload["message"] = message.ToJson();
            payload["state"] = new JsonObject { ["values"] = ViewState.Initial(message.Blocks, Team) };
            payload["response_url"] = NewResponseUrl(message.Channel, message);
            payload["actions"] = new JsonArray(Action(block, element, action));
            delivery = new(DeliveryKind.Interaction, payload["trigger_id"]!.GetValue<string>(), "block_actions", Team, payload);
        }

        return await Slack.Mail.SendAsync(delivery);
    }

    private async Task<SlackDelivery> ActsAsync(SlackView view, string block, JsonObject element, JsonObject action)
    {
        SlackDelivery delivery;
        lock (Slack.Gate)
        {
            if (view.Closed || view.User != this) throw new InvalidOperationException($"{Name} does not see this view.");
            var payload = Interaction("block_actions", NewTrigger());
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
            payload["view"] = view.ToJson(ViewState.Initial(view.Blocks, Team));
            payload["actions"] = new JsonArray(Action(block, element, action));
            delivery = new(DeliveryKind.Interaction, payload["trigger_id"]!.GetValue<string>(), "block_actions", Team, payload);
        }

        return await Slack.Mail.SendAsync(delivery);
    }

    private JsonObject Action(string block, JsonObject element, JsonObject action)
    {
        action["action_id"] = element["action_id"]!.GetValue<string>();
        action["block_id"] = block;
        action["action_ts"] = Slack.NextTs();
        return action;
    }

    private JsonObject Interaction(string type, string? trigger)
    {
        var payload = new JsonObject
        {
            ["type"] = type, ["team"] = new JsonObject { ["id"] = Team.Id, ["domain"] = Team.Domain },
            ["user"] = new JsonObject { ["id"] = Id, ["username"] = Name, ["name"] = Name, ["team_id"] = Team.Id },
            ["api_app_id"] = Slack.App.Id, ["token"] = Slack.App.VerificationToken, ["enterprise"] = null, ["is_enterprise_install"] = false,
        };
        if (trigger is not null) payload["trigger_id"] = trigger;
        return payload;
    }

    private string NewTrigger()
    {
        var id = $"{Slack.Count("trigger")}.{Team.Id[1..].TrimStart('0')}.{Slack.Count("trigger-key"):x8}";
        Slack.Triggers[id] = new Trigger(id, this, Slack.Now);
        return id;
    }

    private string NewResponseUrl(SlackChannel channel, SlackMessage? source)
    {
        var id = $"{Team.Id}-{Slack.Count("response_url")}";
        Slack.ResponseUrls[id] = new ResponseUrl(id, this, channel, source, Slack.Now);
        return $"{Slack.Address}commands/{id}";
    }
}
