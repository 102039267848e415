using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Slack;

/// <summary>What Slack sends, whichever way it came: it is durable before it is acknowledged, and answered after.</summary>
public sealed partial class Hearing(
    Workspaces workspaces,
    People people,
    PlanDownload plan,
    Presence presence,
    Comings comings,
    Hear hear,
    Saying saying,
    TimeProvider clock,
    ILogger<Hearing> log)
{
    /// <summary>Slack waits 3 s; what takes longer than this is left to its next delivery, and goes on here meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>An envelope of the Events API.</summary>
    public Task<Ack> EventAsync(JsonElement envelope, CancellationToken cancel) => InTimeAsync(OnEventAsync(envelope, cancel));

    /// <summary>A slash command's fields.</summary>
    public Task<Ack> CommandAsync(IReadOnlyDictionary<string, string> form, CancellationToken cancel) => InTimeAsync(OnCommandAsync(form, cancel));

    /// <summary>Buttons and modals.</summary>
    public Task<Ack> InteractionAsync(JsonElement payload, CancellationToken cancel) => InTimeAsync(OnInteractionAsync(payload, cancel));

    private async Task<Ack> OnEventAsync(JsonElement envelope, CancellationToken cancel)
    {
        if (envelope.Part("event") is not { } @event) return Ack.Yes;
        if (IsUninstalled(@event))
        {
            // Its token is void by now, so it is not asked whose it was.
            if (envelope.Text("team_id") is { } team) await comings.GoneAsync(team, envelope.Number("event_time"), cancel);
            return Ack.Yes;
        }

        var found = await WorkspaceOfAsync(envelope, cancel);
        if (found.Value is not { } workspace) return Left(found.Failure!);
        switch (@event.Text("type"))
        {
            case "app_home_opened" when @event.Text("tab") == "home" && @event.Text("user") is { } user:
                saying.ShowHome(workspace, user);
                return Ack.Yes;
            case "user_change":
                await comings.ChangedAsync(workspace, @event, cancel);
                return Ack.Yes;
            default:
                return EventReader.Read(@event, workspace) is { } heard ? await HearAsync(workspace, heard, cancel) : Ack.Yes;
        }
    }

    private async Task<Ack> OnCommandAsync(IReadOnlyDictionary<string, string> form, CancellationToken cancel)
    {
        var found = await WorkspaceAsync(form.GetValueOrDefault("team_id"), cancel);
        if (found.Value is not { } workspace) return Left(found.Failure!);
        return InteractionReader.Command(form, workspace, clock.Now()) is { } heard ? await HearAsync(workspace, heard, cancel) : Ack.Yes;
    }

    private async Task<Ack> OnInteractionAsync(JsonElement payload, CancellationToken cancel)
    {
        var found = await WorkspaceAsync(payload.Text("view", "app_installed_team_id") ?? payload.Text("team", "id") ?? payload.Text("user", "team_id"), cancel);
        if (found.Value is not { } workspace) return Left(found.Failure!);
        switch (payload.Text("type"))
        {
            case "block_actions":
                foreach (var pressed in InteractionReader.Pressed(payload, workspace)) await HearAsync(workspace, pressed, cancel);
                return Ack.Yes;
            case "view_submission":
                return InteractionReader.Submitted(payload, workspace, clock.Now()) is { } submitted ? await SubmittedAsync(workspace, submitted, cancel) : Ack.Yes;
            default:
                return Ack.Yes;
        }
    }

    /// <summary>A modal's errors go back with the acknowledgement, each to its field; anything else closes it and is said where it was opened.</summary>
    private async Task<Ack> SubmittedAsync(Workspace workspace, Heard submitted, CancellationToken cancel)
    {
        var asking = people.WhoIsAsync(workspace, submitted.User, submitted.Handle, cancel);
        if (submitted.SetsUpIn is { } channel && await presence.ObstacleAsync(workspace, channel, cancel) is { } obstacle) return Refused(obstacle);
        var (with, problem) = await plan.BringAsync(workspace, submitted, cancel);
        if (problem is not null) return Errors(problem);
        if (await asking is not { } person) return Ack.Yes;
        if (submitted.SetsUpIn is not null && !people.Knows(person.Id)) return Refused(Say.WhoAreYou());
        var handled = await hear(with.By(person), cancel);
        if (handled.Replies is [{ Card: var card }, ..] && BlockKit.Errors(card) is { Count: > 0 } errors) return Errors(errors);
        saying.Say(workspace, with, handled);
        return Ack.Yes;
    }

    private static Ack Refused(string problem) => Errors(new Dictionary<string, string> { [SetUpFields.Curriculum] = problem });

    private static Ack Errors(IReadOnlyDictionary<string, string> errors) => new(true, new JsonObject
    {
        ["response_action"] = "errors",
        ["errors"] = new JsonObject(errors.Select(error => KeyValuePair.Create(error.Key, (JsonNode?)error.Value))),
    });

    private async Task<Ack> HearAsync(Workspace workspace, Heard heard, CancellationToken cancel)
    {
        if (!heard.Asks) return Ack.Yes;
        // Slack may tell of it minutes later, and twice; meanwhile somebody may have invited the bot again.
        if (heard.What is Did.ChannelGone && await presence.IsInAsync(workspace, heard.Where.Channel, cancel)) return Ack.Yes;
        if (await people.WhoDidAsync(workspace, heard.User, heard.Handle, heard.What, cancel) is { } person) saying.Say(workspace, heard, await hear(heard.By(person), cancel));
        return Ack.Yes;
    }

    /// <summary>Slack tells both of an app that was taken out; of tokens alone, of people's too, which the bot has none of.</summary>
    private static bool IsUninstalled(JsonElement @event) => @event.Text("type") switch
    {
        "app_uninstalled" => true,
        "tokens_revoked" => @event.Each("tokens", "bot").Any(),
        _ => false,
    };

    /// <summary>The first workspace that an event names in which the bot is installed. In a channel that organisations share, <c>team_id</c> is the writer's and <c>context_team_id</c> may be that of whoever hosts it:
    /// <c>authorizations</c> names an installation that may see the event. Slack names one, and not always ours where another organisation installed the same app.</summary>
    private async Task<CallResult<Workspace>> WorkspaceOfAsync(JsonElement envelope, CancellationToken cancel)
    {
        var team = envelope.Part("authorizations") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0 ? all[0].Text("team_id") : null;
        var found = await FindAsync(team, cancel);
        if (IsRefused(found)) found = await FindAsync(team = envelope.Text("context_team_id"), cancel);
        if (IsRefused(found)) found = await FindAsync(team = envelope.Text("team_id"), cancel);
        return Told(found, team);
    }

    private async Task<CallResult<Workspace>> WorkspaceAsync(string? team, CancellationToken cancel) => Told(await FindAsync(team, cancel), team);

    private async Task<CallResult<Workspace>> FindAsync(string? team, CancellationToken cancel) =>
        team is null ? new Failure(FailureKind.Refused, "no_team") : await workspaces.FindAsync(team, cancel);

    private CallResult<Workspace> Told(CallResult<Workspace> found, string? team)
    {
        if (IsRefused(found)) Log.Unknown(log, team, found.Failure!.Error);
        else if (found.Failure is { } failure) Log.Unspoken(log, team, failure.Error);
        return found;
    }

    private static bool IsRefused(CallResult<Workspace> found) => found.Failure is { Kind: FailureKind.Refused };

    /// <summary>What comes from where the bot is not installed is left alone for good.</summary>
    private static Ack Left(Failure failure) => failure.Kind is FailureKind.Refused ? Ack.Yes : Ack.NotNow;

    private async Task<Ack> InTimeAsync(Task<Ack> work)
    {
        try
        {
            return await SafelyAsync(work).WaitAsync(Patience, clock);
        }
        catch (TimeoutException)
        {
            Log.Late(log);
            return Ack.NotNow;
        }
    }

    /// <summary>A fault stays here: it is logged once, and Slack delivers again.</summary>
    private async Task<Ack> SafelyAsync(Task<Ack> work)
    {
        try
        {
            return await work;
        }
        catch (Exception fault)
        {
            if (fault is not OperationCanceledException) Log.Failed(log, fault);
            return Ack.NotNow;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "An event came from workspace {Team}, which the bot cannot speak to ({Error}); it was left alone")]
        public static partial void Unknown(ILogger log, string? team, string error);

        [LoggerMessage(LogLevel.Warning, "An event came from workspace {Team}, which the bot cannot speak to now ({Error}); Slack was asked to deliver it again")]
        public static partial void Unspoken(ILogger log, string? team, string error);

        [LoggerMessage(LogLevel.Warning, "An event from Slack took too long; Slack was asked to deliver it again")]
        public static partial void Late(ILogger log);

        [LoggerMessage(LogLevel.Error, "An event from Slack could not be handled; Slack was asked to deliver it again")]
        public static partial void Failed(ILogger log, Exception fault);
    }
}
