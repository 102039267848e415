using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>What people do with cards, each on the card as they themselves see it.</summary>
public sealed partial class TeamsPerson
{
    private const string FileConsent = "application/vnd.microsoft.teams.card.file.consent";

    /// <summary>A button by what it shows.</summary>
    /// <param name="inputs">What is typed before, by input id; whatever else stands in the card's inputs goes along.</param>
    public Task<CardAnswer> PressesAsync(TeamsMessage message, string label, IReadOnlyDictionary<string, string>? inputs = null)
    {
        var card = See(message);
        var actions = CardReader.Actions(card, OldClient);
        return ActAsync(message, card, actions.FirstOrDefault(action => Title(action) == label) ?? throw new InvalidOperationException($"No button {label} among: {string.Join(", ", actions.Select(Title))}"), inputs);
    }

    /// <summary>Fills in the card's form and presses the button that sends it: the one that takes the inputs along, the positive one where several do.</summary>
    /// <param name="values">By input id: text, yyyy-MM-dd, HH:mm, a choice by its value or title. What is left out keeps what stood there.</param>
    public Task<CardAnswer> SubmitsAsync(TeamsMessage message, IReadOnlyDictionary<string, string> values)
    {
        var card = See(message);
        var sends = CardReader.Actions(card, OldClient).Where(TakesInputs).ToList();
        if (sends.Count == 0 || CardReader.Inputs(card).Count == 0) throw new InvalidOperationException("There is no form in this card.");
        return ActAsync(message, card, sends.Find(action => action["style"]?.ToString() == "positive") ?? sends[0], values);
    }

    /// <summary>Comes by a card that names them among those who have a view of their own of it: the client asks for that view by itself. Nothing happens to others.</summary>
    public Task SeesAsync(TeamsMessage message)
    {
        var card = See(message);
        var refresh = card["refresh"] as JsonObject;
        var mine = refresh?["userIds"] is JsonArray users && users.Any(user => user?.ToString() == Id);
        return mine && refresh!["action"] is JsonObject action ? ActAsync(message, card, action, null, "automatic") : Task.CompletedTask;
    }

    /// <summary>Takes a file that the bot offers: it is put among the person's.</summary>
    public Task<TeamsDelivery> AcceptsFileAsync(TeamsMessage message) => DecideAsync(message, accepts: true);

    public Task<TeamsDelivery> DeclinesFileAsync(TeamsMessage message) => DecideAsync(message, accepts: false);

    private JsonObject See(TeamsMessage message)
    {
        lock (Fake.Gate) MustBeIn(message.Conversation);
        if (message.Deleted) throw new InvalidOperationException("The message is gone.");
        return message.CardFor(this) ?? throw new InvalidOperationException("The message has no card.");
    }

    private async Task<CardAnswer> ActAsync(TeamsMessage message, JsonObject card, JsonObject action, IReadOnlyDictionary<string, string>? typed, string trigger = "manual")
    {
        if (action["isEnabled"]?.GetValueKind() is JsonValueKind.False) throw new InvalidOperationException($"{Title(action)} is disabled.");
        var type = CardReader.Type(action);
        if (type is not ("Action.Execute" or "Action.Submit")) throw new InvalidOperationException($"{Title(action)} sends nothing: {type}.");
        var data = action["data"]?.DeepClone();
        if (TakesInputs(action))
        {
            var filling = Filling.Of(card, typed ?? new Dictionary<string, string>());
            if (filling.Held.Count > 0) return new(null) { Held = filling.Held };
            if (filling.Values.Count > 0 && data is null or JsonObject)
            {
                var merged = data as JsonObject ?? [];
                foreach (var (id, value) in filling.Values) merged[id] = value?.DeepClone();
                data = merged;
            }
        }

        if (!message.Conversation.BotIn) throw new InvalidOperationException("The bot is not there any more.");
        if (type == "Action.Submit") return new(await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Submit(message, this, data ?? new JsonObject()))));
        var sent = new JsonObject { ["type"] = type, ["title"] = Title(action), ["verb"] = action["verb"]?.DeepClone(), ["data"] = data ?? new JsonObject() };
        if (action["id"] is { } named) sent["id"] = named.DeepClone();
        var delivery = await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Invoke(message, this, "adaptiveCard/action", new() { ["action"] = sent, ["trigger"] = trigger })) { Once = true });
        var answer = CardAnswer.Of(delivery);
        lock (Fake.Gate)
        {
            if (answer.Card is { } shown) message.Show(this, shown);
        }

        return answer;
    }

    private async Task<TeamsDelivery> DecideAsync(TeamsMessage message, bool accepts)
    {
        JsonObject value;
        lock (Fake.Gate)
        {
            MustBeIn(message.Conversation);
            var offer = message.Attachments.FirstOrDefault(attachment => attachment?["contentType"]?.ToString() == FileConsent) ?? throw new InvalidOperationException("No file is offered.");
            var context = offer["content"]?[accepts ? "acceptContext" : "declineContext"]?.DeepClone();
            value = new() { ["type"] = "fileUpload", ["action"] = accepts ? "accept" : "decline", ["context"] = context };
            if (accepts)
            {
                var id = Fake.NextGuid("upload", 0xf);
                var name = offer["name"]!.ToString();
                Fake.Uploads[id] = new TeamsUpload(this, name);
                value["uploadInfo"] = new JsonObject
                {
                    ["contentUrl"] = $"https://acme-my.sharepoint.com/personal/files/{Uri.EscapeDataString(name)}", ["name"] = name, ["uploadUrl"] = $"https://acme-my.sharepoint.com/{id}",
                    ["uniqueId"] = id, ["fileType"] = Path.GetExtension(name).TrimStart('.'),
                };
            }
        }

        return await Fake.Mail.SendAsync(new TeamsDelivery(Happening.Invoke(message, this, "fileConsent/invoke", value)) { Once = true });
    }

    private static bool TakesInputs(JsonObject action) => CardReader.Type(action) is "Action.Execute" or "Action.Submit" && action["associatedInputs"]?.ToString() is not ("none" or "None");

    private static string Title(JsonObject action) => action["title"]?.ToString() ?? "";
}
