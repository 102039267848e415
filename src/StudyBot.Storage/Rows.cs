using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Records as rows: UTF-8 JSON, compact, what is at its default left out. A member that a newer version wrote is passed over.</summary>
internal static class Rows
{
    public static ReadOnlyMemory<byte> Of(Cohort cohort) => Write(cohort, RowsJson.Default.Cohort);

    public static ReadOnlyMemory<byte> Of(Member member) => Write(member, RowsJson.Default.Member);

    public static ReadOnlyMemory<byte> Of(CheckIn checkIn) => Write(checkIn, RowsJson.Default.CheckIn);

    public static ReadOnlyMemory<byte> Of(Delivery delivery) => Write(delivery, RowsJson.Default.Delivery);

    public static ReadOnlyMemory<byte> Of(Seen seen) => Write(seen, RowsJson.Default.Seen);

    public static ReadOnlyMemory<byte> Of(CohortId id) => Write(id, RowsJson.Default.CohortId);

    public static ReadOnlyMemory<byte> Of(CurriculumVersion version) => Write(version, RowsJson.Default.CurriculumVersion);

    public static ReadOnlyMemory<byte> Of(Beat beat) => Write(beat, RowsJson.Default.Beat);

    public static ReadOnlyMemory<byte> Of(Resolved resolved) => Write(resolved, RowsJson.Default.Resolved);

    public static Versioned<Cohort> Cohort(Row row) => Read(row, RowsJson.Default.Cohort) is { Value: { Id: not null, Curriculum: not null, Schedule: not null, Posted: not null, Leads: not null } } whole
        ? whole
        : throw Unreadable(row, "it lacks something that every cohort has", null);

    public static Versioned<Member> Member(Row row) => Read(row, RowsJson.Default.Member) is { Value: { Id: not null, Name: not null, Ledger.Marks: not null } } whole
        ? whole
        : throw Unreadable(row, "it lacks something that every member has", null);

    public static Versioned<CheckIn> CheckIn(Row row) => Read(row, RowsJson.Default.CheckIn) is { Value.Person: not null } whole
        ? whole
        : throw Unreadable(row, "it lacks whose it is", null);

    public static Versioned<Delivery> Delivery(Row row) => Read(row, RowsJson.Default.Delivery);

    public static Seen Seen(Row row) => Read(row, RowsJson.Default.Seen).Value;

    public static DueHint DueHint(Row row) => new(CohortId(row), Keys.DueAt(row.Key) ?? throw Unreadable(row, "its key tells no instant", null));

    public static CohortId CohortId(Row row) => Read(row, RowsJson.Default.CohortId).Value;

    public static CurriculumVersion Version(Row row) => Read(row, RowsJson.Default.CurriculumVersion).Value;

    public static Versioned<Beat> Beat(Row row) => Read(row, RowsJson.Default.Beat);

    public static Resolved Resolved(Row row) => Read(row, RowsJson.Default.Resolved).Value;

    private static ReadOnlyMemory<byte> Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static Versioned<T> Read<T>(Row row, JsonTypeInfo<T> type)
    {
        try
        {
            return new(JsonSerializer.Deserialize(row.Value.Span, type) ?? throw new JsonException("nothing is there"), row.ETag);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or FormatException or NotSupportedException)
        {
            throw Unreadable(row, broken.Message, broken);
        }
    }

    private static InvalidDataException Unreadable(Row row, string why, Exception? broken) =>
        new($"The row {row.Partition} {row.Key} cannot be read: {why}", broken);
}

/// <summary>What a direct message was taken to mean.</summary>
internal sealed record Resolved(CohortId Cohort, Instant At);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(InstantJson), typeof(DateJson), typeof(TimeJson), typeof(ZoneJson), typeof(DatesJson), typeof(LedgerJson), typeof(PostedJson),
    ])]
[JsonSerializable(typeof(Cohort))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(CheckIn))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(Seen))]
[JsonSerializable(typeof(CurriculumVersion))]
[JsonSerializable(typeof(Beat))]
[JsonSerializable(typeof(Resolved))]
internal sealed partial class RowsJson : JsonSerializerContext;

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
