using System.Text;
using Microsoft.Extensions.Logging;
using StudyBot.Cards;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>Says and shows what came of something a person did: a check mark on what they wrote, a private word, a post for the channel, a modal, files.</summary>
public sealed partial class Answering(SlackApi api, SlackOptions options, Directs directs, CountedMarks marks, TimeProvider clock, ILogger<Answering> log)
{
    public static bool HasWords(Heard heard, Handled handled) => handled.Replies.Count > 0 || handled.Receipts.Count > 0 && !IsMarkedOnly(heard);

    /// <summary>A form opens by itself where something was just pressed or typed.</summary>
    public static bool OpensModal(Heard heard, Handled handled) => heard.To is { Trigger: not null, Channel: not null } && handled.Replies.Any(HasForm);

    public static bool HasMarks(Handled handled) => handled.Receipts.Count > 0 || handled.Withdrawn.Count > 0;

    public async Task AnswerAsync(Workspace workspace, Heard heard, Handled handled, CancellationToken cancel)
    {
        var to = heard.To with { About = handled.Cohort ?? heard.Where.Cohort };
        foreach (var reply in handled.Replies) await ReplyAsync(workspace, to, reply, cancel);
        if (handled.Receipts.Count == 0 || IsMarkedOnly(heard)) return;
        await ReplyAsync(workspace, to with { OnEphemeral = false }, new Reply(Card.Line(string.Join(' ', handled.Receipts.Select(receipt => receipt.Text)))), cancel);
    }

    /// <summary>A mark on what was written and counted; it goes when nothing is left that the message counted for.</summary>
    public async Task MarkAsync(Workspace workspace, Heard heard, Handled handled, CancellationToken cancel)
    {
        if (handled.Receipts.Count > 0 && heard.To is { Channel: { } marked, Message: { } written })
            await TryAsync("reactions.add", () => api.AddReactionAsync(workspace.Token, new(marked, written, Names.Counted), cancel), cancel, "already_reacted", "message_not_found");
        foreach (var (channel, ts) in await marks.ToTakeOffAsync(handled, cancel))
        {
            if (Timestamp.Read(ts) is null) continue;
            await TryAsync("reactions.remove", () => api.RemoveReactionAsync(workspace.Token, new(channel, ts, Names.Counted), cancel), cancel, "no_reaction", "message_not_found");
        }
    }

    /// <summary>What was written in a channel is marked for everybody, and a reaction is its own mark; what was pressed, typed as a command or said in private is answered in words.</summary>
    private static bool IsMarkedOnly(Heard heard) => heard.What is Did.Reacted || heard.To is { Message: not null, IsDirect: false };

    private static bool HasForm(Reply reply) => reply.Card.Parts.OfType<Part.Form>().Any();

    private Task ReplyAsync(Workspace workspace, ReplyTo to, Reply reply, CancellationToken cancel) => reply switch
    {
        { Files.Count: > 0 } => WithFilesAsync(workspace, to, reply, cancel),
        _ when HasForm(reply) => FormAsync(workspace, to, reply, cancel),
        _ => SayAsync(workspace, to, reply.Card, reply.Private, cancel),
    };

    /// <summary>A form opens by itself where something was just pressed or typed; elsewhere it is a message with a button that opens it.</summary>
    private async Task FormAsync(Workspace workspace, ReplyTo to, Reply reply, CancellationToken cancel)
    {
        if (to is { Trigger: { } trigger, Channel: { } channel } && new ModalPlace(channel, to.Thread).Write() is { Length: <= Limits.PrivateMetadata } place)
        {
            var opened = await api.OpenViewAsync(workspace.Token, new(trigger, BlockKit.Modal(reply.Card, place)), cancel);
            if (opened.Failure is not { } failure) return;
            Log.NotSaid(log, "views.open", failure.Error);
        }

        await SayAsync(workspace, to, reply.Card, isPrivate: true, cancel);
    }

    /// <summary>A response_url takes no thread for what is private, save where that takes the place of what stands in one.</summary>
    private async Task SayAsync(Workspace workspace, ReplyTo to, Card card, bool isPrivate, CancellationToken cancel)
    {
        var message = BlockKit.Message(card, to.IsDirect ? to.About : null);
        var replaces = to.OnEphemeral && isPrivate;
        if (to.ResponseUrl is { } url && (replaces || !isPrivate || to.Thread is null) && SlackAddress.Is(url, options))
        {
            var kind = isPrivate ? "ephemeral" : "in_channel";
            if (await TryAsync("response_url", () => api.RespondAsync(url, new(kind, message.Text, message.Blocks, replaces, to.Thread), cancel), cancel)) return;
        }

        if (to is { Channel: { } channel, IsDirect: false })
        {
            if (!isPrivate)
            {
                await TryAsync("chat.postMessage", () => api.PostMessageAsync(workspace.Token, new(channel, message.Text, message.Blocks, to.Thread), cancel), cancel);
                return;
            }

            if (await TryAsync("chat.postEphemeral", () => api.PostEphemeralAsync(workspace.Token, new(channel, to.User, message.Text, message.Blocks, to.Thread), cancel), cancel)) return;
        }

        await DirectlyAsync(workspace, to, BlockKit.Message(card, to.About), cancel);
    }

    /// <summary>In the direct conversation, under the thread where the person spoke in one.</summary>
    private async Task<string?> DirectlyAsync(Workspace workspace, ReplyTo to, SlackMessage message, CancellationToken cancel)
    {
        var here = to is { Channel: { } channel } && Channels.IsDirect(channel);
        var direct = await directs.WithAsync(workspace, to.User, cancel);
        if (direct.Value is not { } conversation)
        {
            Log.NotSaid(log, "conversations.open", direct.Failure!.Error);
            return null;
        }

        await TryAsync("chat.postMessage", () => api.PostMessageAsync(workspace.Token, new(conversation, message.Text, message.Blocks, here ? to.Thread : null), cancel), cancel);
        return conversation;
    }

    /// <summary>Files cannot be private in a channel: they go to the direct conversation.</summary>
    private async Task WithFilesAsync(Workspace workspace, ReplyTo to, Reply reply, CancellationToken cancel)
    {
        if (await DirectlyAsync(workspace, to, BlockKit.Message(reply.Card, to.About), cancel) is not { } conversation) return;
        var uploaded = new List<UploadedFile>();
        foreach (var file in reply.Files)
        {
            var content = Encoding.UTF8.GetBytes(file.Content);
            var space = await api.UploadSpaceAsync(workspace.Token, file.Name, content.Length, cancel);
            if (space.Value is not { } given || !Uri.TryCreate(given.UploadUrl, UriKind.Absolute, out var url) || !SlackAddress.Is(url, options)) Log.NotSaid(log, "files.getUploadURLExternal", space.Failure?.Error ?? "no address");
            else if ((await api.UploadAsync(url, content, cancel)).Failure is { } failure) Log.NotSaid(log, "upload", failure.Error);
            else uploaded.Add(new(given.FileId, file.Name));
        }

        if (uploaded.Count > 0) await TryAsync("files.completeUploadExternal", () => api.CompleteUploadAsync(workspace.Token, new(uploaded, conversation), cancel), cancel);
        // A command is also typed in direct messages between two people.
        if (to.Channel is { } spoken && spoken != conversation) await SayAsync(workspace, to, Say.SentDirectly(), isPrivate: true, cancel);
    }

    /// <param name="fine">Errors that say it is so already.</param>
    /// <returns>Whether it may have been taken.</returns>
    private async Task<bool> TryAsync<T>(string method, Func<Task<CallResult<T>>> call, CancellationToken cancel, params string[] fine)
        where T : class
    {
        var answer = await clock.AsLongAsItHelpsAsync(call, cancel);
        if (answer.Failure is not { } failure || fine.Contains(failure.Error)) return true;
        Log.NotSaid(log, method, failure.Error);
        return failure.Kind is FailureKind.Unknown;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Slack did not take an answer ({Method}): {Error}")]
        public static partial void NotSaid(ILogger log, string method, string error);
    }
}
