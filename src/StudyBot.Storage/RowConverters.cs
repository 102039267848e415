using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Storage;

/// <summary>ISO 8601 in UTC, to the last digit: Slack tells microseconds. Whole ticks the JSON library writes and reads in the same form, without a text between.</summary>
internal sealed class InstantJson : JsonConverter<Instant>
{
    /// <summary>Such as <c>2026-03-02T09:00:00.1234567Z</c>: of more digits a <see cref="DateTime"/> would keep seven.</summary>
    private const int LongestOfTicks = 28;

    public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader is { HasValueSequence: false, ValueSpan: [.., (byte)'Z'] and { Length: <= LongestOfTicks } } && reader.TryGetDateTime(out var utc)) return Instant.FromDateTimeUtc(utc);
        return InstantPattern.ExtendedIso.Parse(reader.GetString() ?? "") is { Success: true } parsed ? parsed.Value : throw new JsonException("not an instant");
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        if (value >= Earliest && Instant.FromUnixTimeTicks(value.ToUnixTimeTicks()) == value) writer.WriteStringValue(value.ToDateTimeUtc());
        else writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    private static Instant Earliest { get; } = Instant.FromDateTimeUtc(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc));
}

internal sealed class DateJson : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    public static LocalDate Parse(string? text) =>
        LocalDatePattern.Iso.Parse(text ?? "") is { Success: true } parsed ? parsed.Value : throw new JsonException("not a date");

    public static string Format(LocalDate date) => LocalDatePattern.Iso.Format(date);
}

internal sealed class TimeJson : JsonConverter<LocalTime>
{
    public override LocalTime Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        LocalTimePattern.ExtendedIso.Parse(reader.GetString() ?? "") is { Success: true } parsed ? parsed.Value : throw new JsonException("not a time");

    public override void Write(Utf8JsonWriter writer, LocalTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalTimePattern.ExtendedIso.Format(value));
}

/// <summary>An IANA id of NodaTime's own database, the same on every machine.</summary>
internal sealed class ZoneJson : JsonConverter<DateTimeZone>
{
    public override DateTimeZone Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(reader.GetString() ?? "") ?? throw new JsonException("not a zone");

    public override void Write(Utf8JsonWriter writer, DateTimeZone value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}

internal sealed class DatesJson : JsonConverter<IReadOnlySet<LocalDate>>
{
    public override IReadOnlySet<LocalDate> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var dates = new HashSet<LocalDate>();
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray) dates.Add(DateJson.Parse(reader.GetString()));
        return dates;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlySet<LocalDate> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var date in value.Order()) writer.WriteStringValue(DateJson.Format(date));
        writer.WriteEndArray();
    }
}

internal sealed class LedgerJson : JsonConverter<Ledger>
{
    public override Ledger Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Ledger value, JsonSerializerOptions options) => writer.WriteStringValue(value.Marks);
}

/// <summary>A posted lesson as an array, since a check-in reads all of a cohort's: day, date, then ticks of slot, posted, opens, due and grace end, then the message.</summary>
internal sealed class PostedJson : JsonConverter<PostedLesson>
{
    public override PostedLesson Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.StartArray) throw new JsonException("not a posted lesson");
        reader.Read();
        var day = reader.GetInt32();
        reader.Read();
        var date = DateJson.Parse(reader.GetString());
        var posted = new PostedLesson(day, date, Ticks(ref reader), Ticks(ref reader), Ticks(ref reader), Ticks(ref reader), Ticks(ref reader), Message(ref reader));
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray) reader.Skip();
        return posted;
    }

    public override void Write(Utf8JsonWriter writer, PostedLesson value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Day);
        writer.WriteStringValue(DateJson.Format(value.Date));
        foreach (var instant in (ReadOnlySpan<Instant>)[value.Slot, value.Posted, value.Opens, value.Due, value.GraceEnd])
            writer.WriteNumberValue(instant.ToUnixTimeTicks());
        writer.WriteStringValue(value.MessageId);
        writer.WriteEndArray();
    }

    private static Instant Ticks(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Instant.FromUnixTimeTicks(reader.GetInt64());
    }

    private static string Message(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString() ?? "";
    }
}
