using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;
using StudyBot.Cards;

namespace StudyBot.Local;

/// <summary>How rows are written: cards with the name of each part, instants as text.</summary>
internal static class RowJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    public static ReadOnlyMemory<byte> Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    public static T Read<T>(ReadOnlyMemory<byte> row) =>
        JsonSerializer.Deserialize<T>(row.Span, Options) ?? throw new JsonException("A row of the chat holds nothing.");

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            IgnoreReadOnlyProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(NameParts),
        };
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.MakeReadOnly();
        return options;
    }

    private static void NameParts(JsonTypeInfo info)
    {
        if (info.Type != typeof(Part)) return;
        info.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "part" };
        foreach (var part in typeof(Part).GetNestedTypes()) info.PolymorphismOptions.DerivedTypes.Add(new(part, part.Name));
    }

    internal sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "").GetValueOrThrow();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
            writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }
}
