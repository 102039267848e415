using System.Text.Json;
using System.Text.Json.Serialization;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>A conversation that the bot is in, and how it is reached.</summary>
/// <param name="Conversation">Without a thread.</param>
/// <param name="Service">The service URL by which it was last heard of.</param>
/// <param name="Team">The team of a channel: the id of its first channel.</param>
/// <param name="Group">The team in the tenant's directory.</param>
/// <param name="Installer">Who brought the bot, where that is known.</param>
/// <param name="HearsAll">Messages without a mention reach the bot here.</param>
public sealed record ChatPlace(string Conversation, ConversationKind Kind, string Service, string? Team = null, string? Group = null, string? Installer = null, bool HearsAll = false);

/// <summary>Where the bot is: one row a conversation, one partition a tenant.</summary>
public sealed class Places(ITable table)
{
    private const string From = "place|";
    private const string Until = "place}";

    public async Task<(ChatPlace Place, string ETag)?> FindAsync(string tenant, string conversation, CancellationToken cancel) =>
        await table.GetAsync(Partition(tenant), Key(conversation), cancel) is { } row && Read(row) is { } place ? (place, row.ETag) : null;

    /// <summary>False: it was there already.</summary>
    public async Task<bool> AddAsync(string tenant, ChatPlace place, CancellationToken cancel) =>
        await table.WriteAsync(Partition(tenant), [new RowChange.Insert(Key(place.Conversation), Json(place))], cancel) is Written.Done;

    /// <summary>False: somebody was faster.</summary>
    public async Task<bool> ReplaceAsync(string tenant, ChatPlace place, string etag, CancellationToken cancel) =>
        await table.WriteAsync(Partition(tenant), [new RowChange.Replace(Key(place.Conversation), etag, Json(place))], cancel) is Written.Done;

    public Task RemoveAsync(string tenant, string conversation, CancellationToken cancel) =>
        table.WriteAsync(Partition(tenant), [new RowChange.Delete(Key(conversation))], cancel);

    public async Task<IReadOnlyList<(ChatPlace Place, string ETag)>> AllAsync(string tenant, CancellationToken cancel)
    {
        var places = new List<(ChatPlace, string)>();
        foreach (var row in await table.AllAsync(Partition(tenant), cancel, From, Until))
            if (Read(row) is { } place) places.Add((place, row.ETag));
        return places;
    }

    private static string Partition(string tenant) => $"teams|{Uri.EscapeDataString(tenant)}";

    private static string Key(string conversation) => From + Uri.EscapeDataString(conversation);

    private static ChatPlace? Read(Row row) => JsonSerializer.Deserialize(row.Value.Span, PlaceJson.Default.ChatPlace);

    private static byte[] Json(ChatPlace place) => JsonSerializer.SerializeToUtf8Bytes(place, PlaceJson.Default.ChatPlace);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ChatPlace))]
internal sealed partial class PlaceJson : JsonSerializerContext;
