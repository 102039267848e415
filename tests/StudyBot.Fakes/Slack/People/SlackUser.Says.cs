using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>What people do with words. Each returns when the app has been told, as far as it could be told at once.</summary>
public sealed partial class SlackUser
{
    private SlackFake Slack => Team.Slack;

    /// <summary>As people type it: <c>@studybot done https://example.org ✅</c>.</summary>
    public Task<SlackMessage> TypesAsync(SlackChannel channel, string typed, SlackMessage? thread = null) => SaysAsync(channel, Typing.InMessage(Team, typed), thread);

    /// <param name="text">As it travels, markup and entities included.</param>
    /// <param name="thread">Any message of the thread to reply in.</param>
    /// <param name="broadcast">"Also send to channel".</param>
    public async Task<SlackMessage> SaysAsync(SlackChannel channel, string text, SlackMessage? thread = null, bool broadcast = false, params SlackFile[] files)
    {
        IReadOnlyList<SlackDelivery> events;
        SlackMessage message;
        lock (Slack.Gate)
        {
            MustWrite(channel);
            message = new SlackMessage(channel, this, Slack.NextTs(), text)
            {
                ThreadTs = thread is null ? null : thread.ThreadTs ?? thread.Ts,
                Broadcast = broadcast,
                Files = files,
                ClientId = IsBot ? null : $"00000000-0000-4000-8000-{Slack.Count("client_msg_id"):x12}",
                Subtype = files.Length > 0 ? "file_share" : broadcast ? "thread_broadcast" : Classic ? "bot_message" : null,
                Blocks = Typed(text),
            };
            foreach (var file in files) file.In.Add(channel);
            events = Happenings.Posted(message);
        }

        await Slack.Mail.SendAsync(events);
        return message;
    }

    /// <summary>In the direct messages with our bot.</summary>
    public Task<SlackMessage> SaysToBotAsync(string text, SlackMessage? thread = null) => SaysAsync(Team.Direct(this), text, thread);

    /// <summary>A reply in the thread of a message.</summary>
    public Task<SlackMessage> RepliesAsync(SlackMessage to, string text, bool broadcast = false) => SaysAsync(to.Channel, text, to, broadcast);

    public async Task EditsAsync(SlackMessage message, string text)
    {
        IReadOnlyList<SlackDelivery> events;
        lock (Slack.Gate)
        {
            if (message.User != this || message.Deleted) throw new InvalidOperationException($"{Name} cannot edit what {message.User.Name} wrote, or what is gone.");
            events = Happenings.Changed(message, edited: true, () => (message.Text, message.Blocks) = (text, Typed(text)));
        }

        await Slack.Mail.SendAsync(events);
    }

    /// <summary>Their own message; admins also those of others.</summary>
    public async Task DeletesAsync(SlackMessage message)
    {
        IReadOnlyList<SlackDelivery> events;
        lock (Slack.Gate)
        {
            if ((message.User != this && !Admin && !Owner) || message.Deleted) throw new InvalidOperationException($"{Name} cannot delete this.");
            events = Happenings.Removed(message);
        }

        await Slack.Mail.SendAsync(events);
    }

    /// <param name="emoji">Without colons: <c>white_check_mark</c>, <c>+1::skin-tone-2</c>.</param>
    public Task ReactsAsync(SlackMessage message, string emoji) => ReactAsync(message, emoji, on: true);

    public Task TakesBackAsync(SlackMessage message, string emoji) => ReactAsync(message, emoji, on: false);

    /// <summary>A file as in the dialog of a form, or shared in a channel with some words.</summary>
    public async Task<SlackFile> UploadsAsync(string name, byte[] content, SlackChannel? channel = null, string text = "")
    {
        SlackFile file;
        lock (Slack.Gate)
        {
            file = new SlackFile(Team, Slack.NextId("F"), name, this, Slack.Now) { Content = content };
            Team.Files.Add(file);
        }

        if (channel is not null) await SaysAsync(channel, text, files: file);
        return file;
    }

    public Task<SlackFile> UploadsAsync(string name, string content, SlackChannel? channel = null, string text = "") =>
        UploadsAsync(name, System.Text.Encoding.UTF8.GetBytes(content), channel, text);

    private async Task ReactAsync(SlackMessage message, string emoji, bool on)
    {
        IReadOnlyList<SlackDelivery>? events;
        lock (Slack.Gate)
        {
            MustWrite(message.Channel);
            events = Happenings.Reacted(message, this, emoji, on) ?? throw new InvalidOperationException($"{Name} {(on ? "has reacted so already" : "has no such reaction")}.");
        }

        await Slack.Mail.SendAsync(events);
    }

    private void MustWrite(SlackChannel channel)
    {
        if (Deactivated || channel.Archived || channel.Deleted || !channel.In.Contains(this)) throw new InvalidOperationException($"{Name} cannot write in {channel}.");
    }

    /// <summary>What a client makes of typed words: one rich text.</summary>
    private JsonArray Typed(string text) => IsBot || text.Length == 0
        ? []
        :
        [
            new JsonObject
            {
                ["type"] = "rich_text", ["block_id"] = $"t{Slack.Count("block"):x4}",
                ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) }),
            },
        ];
}
