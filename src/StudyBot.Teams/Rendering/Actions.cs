using System.Text.Json.Nodes;

namespace StudyBot.Teams;

/// <summary>Buttons: whoever presses gets an answer on the card. A client that does not know this sends the same data as a message.</summary>
internal static class Actions
{
    public static JsonObject Set(IEnumerable<JsonObject> actions) => new() { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. actions]) };

    /// <param name="takesFields">Otherwise it can be pressed while a form beside it is not filled in.</param>
    public static JsonObject Execute(string verb, string title, JsonObject data, bool primary, bool takesFields)
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["title"] = title, ["data"] = data };
        var fallback = new JsonObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = data.DeepClone() };
        if (primary) action["style"] = "positive";
        if (!takesFields) (action["associatedInputs"], fallback["associatedInputs"]) = ("None", "None");
        action["fallback"] = fallback;
        return action;
    }
}
