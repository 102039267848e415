using System.Text.Json.Serialization;

namespace StudyBot.Slack;

/// <summary>Blocks and views as Slack writes them.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<Block>))]
[JsonSerializable(typeof(View))]
public sealed partial class BlockJson : JsonSerializerContext;
