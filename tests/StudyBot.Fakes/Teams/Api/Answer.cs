using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <param name="Body">None: an empty answer.</param>
internal sealed record Answer(int Status, JsonObject? Body = null);
