using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
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
