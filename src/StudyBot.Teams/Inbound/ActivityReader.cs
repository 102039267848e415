using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>From an activity to what a person did. Pure; nothing where it asks nothing of us.
/// Source: Teams' pages on conversation events, message reactions and Universal Actions.</summary>
public static class ActivityReader
{
    /// <summary>A message that was written, edited, brought back or taken away, reactions to one of ours, and a card's button or form.</summary>
    /// <param name="now">For an activity that does not say when it happened.</param>
    public static IReadOnlyList<Heard> Read(Activity activity, Instant now)
    {
        if (activity.IsByBot || activity.From?.Id is not { Length: > 0 } || activity.Conversation?.Id is not { Length: > 0 } || activity.Tenant.Length == 0) return [];
        return activity.Type switch
        {
            "message" when activity.Value is { } data && CardAction.Read(data) is { } action => One(Acted(activity, action, now)),
            "message" => One(Said(activity, now)),
            "messageUpdate" when activity.ChannelData?.EventType is "editMessage" or "undeleteMessage" => One(Edited(activity, now)),
            "messageDelete" when activity.ChannelData?.EventType is "softDeleteMessage" or null => One(Deleted(activity, now)),
            "messageReaction" => [.. Reacted(activity, activity.ReactionsAdded, true, now), .. Reacted(activity, activity.ReactionsRemoved, false, now)],
            "invoke" when activity.Name == "adaptiveCard/action" && ActionOf(activity) is { } action => One(Acted(activity, action, now)),
            _ => [],
        };
    }

    private static IReadOnlyList<Heard> One(Heard? heard) => heard is null ? [] : [heard];

    /// <summary>Teams asks for one person's view of a card by itself.</summary>
    public static bool IsRefresh(Activity activity) =>
        Action(activity)?.Part("verb")?.Text() == AdaptiveCards.RefreshVerb;

    private static CardAction? ActionOf(Activity activity) => Action(activity)?.Part("data") is { } data ? CardAction.Read(data) : null;

    private static JsonElement? Action(Activity activity) =>
        activity.Value?.Part("action") is { ValueKind: JsonValueKind.Object } action ? action : null;

    private static Heard? Said(Activity activity, Instant now)
    {
        if (activity.Id is not { Length: > 0 } id) return null;
        var (text, mentioned, quoted) = TeamsText.Read(activity);
        return Make(activity, "message", Hash(activity.Text ?? text), now, quoted, new Did.Said(id, text, mentioned), message: id);
    }

    /// <summary>A message that was deleted and brought back says again what it said.</summary>
    private static Heard? Edited(Activity activity, Instant now)
    {
        if (activity.Id is not { Length: > 0 } id) return null;
        var (text, _, quoted) = TeamsText.Read(activity);
        return Make(activity, "edit", Hash(activity.Text ?? text), now, quoted, new Did.Edited(id, text, ConversationId.WrittenAt(id)), message: id);
    }

    private static Heard? Deleted(Activity activity, Instant now) =>
        activity.Id is { Length: > 0 } id ? Make(activity, "delete", id, now, null, new Did.Deleted(id, ConversationId.WrittenAt(id))) : null;

    private static IEnumerable<Heard> Reacted(Activity activity, IReadOnlyList<ReactionType?>? reactions, bool on, Instant now)
    {
        if (activity.ReplyToId is not { Length: > 0 } message) yield break;
        foreach (var reaction in reactions ?? [])
        {
            if (reaction?.Type is { Length: > 0 } type && Make(activity, $"reaction {message} {(on ? "on" : "off")}", type, now, null, new Did.Reacted(message, Emoji(type), on, type)) is { } heard)
                yield return heard;
        }
    }

    /// <summary>Teams' own names of what counts as done; the core knows the characters themselves.</summary>
    private static string Emoji(string type) => type switch
    {
        "like" or "heart" => "white_check_mark",
        _ when type.StartsWith("2705_", StringComparison.Ordinal) || type.StartsWith("2714", StringComparison.Ordinal) || type.StartsWith("2611", StringComparison.Ordinal) => "white_check_mark",
        _ => type,
    };

    private static Heard? Acted(Activity activity, CardAction action, Instant now)
    {
        Did what = action.Form is { } form ? new Did.Submitted(form, action.Values) : new Did.Pressed(action.Say ?? "");
        var told = action.In is { } named && named.Platform == Names.Platform && named.Tenant == activity.Tenant ? named : null;
        var heard = Make(activity, $"press {activity.ReplyToId}", Hash(activity.Value is { } value ? JsonMarshal.GetRawUtf8Value(value) : []), now, null, what, card: activity.ReplyToId ?? "");
        return heard is null ? null : heard with { Where = About(heard.Where, told, activity.ReplyToId) };
    }

    /// <summary>A button on a post in the channel speaks of that post's lesson, as a reply under it would; one in a personal chat says which cohort it is of.</summary>
    private static Place About(Place where, CohortId? told, string? card) => where switch
    {
        { Direct: true } => where with { Cohort = told, Thread = null },
        _ when told is not null && told.Channel != where.Channel => where with { Cohort = told },
        _ => where with { Thread = where.Thread ?? card },
    };

    /// <param name="what">What tells this from everything else the person did in that instant.</param>
    private static Heard? Make(Activity activity, string kind, string what, Instant now, string? quoted, Did did, string? message = null, string? card = null)
    {
        var at = activity.At(now);
        var (channel, root) = ConversationId.Read(activity.Conversation!.Id!);
        var direct = ConversationKinds.Of(activity.Conversation) is ConversationKind.Personal;
        // The first message of a thread names itself.
        var thread = root is not null && root != activity.Id ? root : quoted;
        var place = new Place(Names.Platform, activity.Tenant, channel, direct, thread);
        return new($"{activity.Conversation.Id} {kind} {activity.From!.Id} {at.ToUnixTimeTicks()} {what}", place, activity.From, ZoneOf(activity), at, did)
        {
            To = new(activity.ServiceUrl ?? "", activity.Tenant, activity.Conversation.Id!, activity.From.Id!, activity.From.Name ?? "", direct, message, card),
        };
    }

    /// <summary>Some clients tell it in one place, some in the other.</summary>
    private static string? ZoneOf(Activity activity) => activity.LocalTimezone ?? activity.Entities?.FirstOrDefault(entity => entity?.Type == "clientInfo")?.Timezone;

    private static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static string Hash(ReadOnlySpan<byte> text) => Convert.ToHexString(SHA256.HashData(text).AsSpan(0, 8));
}
