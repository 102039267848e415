using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Exports;

/// <summary>The rows of an export as JSON: every name kept, letters of all languages readable, markup characters escaped.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    public static void WriteCohort(Utf8JsonWriter json, Cohort cohort)
    {
        json.WriteString("platform", cohort.Id.Platform);
        json.WriteString("tenant", cohort.Id.Tenant);
        json.WriteString("channel", cohort.Id.Channel);
        json.WriteNumber("run", cohort.Run);
        json.WriteString("curriculum", cohort.Curriculum.Name);
        json.WriteString("curriculumVersion", cohort.Curriculum.Version);
        json.WriteString("title", cohort.Curriculum.Title);
    }

    public static void WriteMember(Utf8JsonWriter json, Member member)
    {
        json.WriteString("name", member.Name);
        json.WriteString("joinedAt", ExportWords.Of(member.JoinedAt));
        json.WriteBoolean("left", member.Left);
        json.WriteBoolean("muted", member.Muted);
        json.WriteBoolean("hidden", member.Hidden);
        json.WriteNumber("nudgesInARow", member.Nudges);
        json.WriteString("zone", member.Zone);
        json.WriteString("ledger", member.Ledger.Marks);
        json.WriteNumber("completed", member.Ledger.Completed);
        json.WriteNumber("kept", member.Ledger.Kept);
        WriteArray(json, "pauses", member.Pauses, pause =>
        {
            json.WriteStartObject();
            json.WriteString("from", ExportWords.Of(pause.From));
            json.WriteString("until", ExportWords.Of(pause.Until));
            json.WriteEndObject();
        });
        WriteArray(json, "excused", member.Excused, json.WriteNumberValue);
    }

    public static void WriteCheckIn(Utf8JsonWriter json, CheckIn checkIn)
    {
        json.WriteStartObject();
        json.WriteNumber("lesson", checkIn.Lesson);
        json.WriteString("class", ExportWords.Of(checkIn.Class));
        json.WriteString("at", ExportWords.Of(checkIn.At));
        json.WriteString("note", checkIn.Note);
        WriteArray(json, "links", checkIn.Links, json.WriteStringValue);
        WriteArray(json, "sources", checkIn.Sources, json.WriteStringValue);
        json.WriteEndObject();
    }

    /// <summary>A nudge, a reminder or a notice.</summary>
    public static void WriteMessage(Utf8JsonWriter json, Delivery delivery)
    {
        json.WriteStartObject();
        json.WriteString("kind", ExportWords.Of(delivery.Id.Kind));
        json.WriteString("subject", delivery.Id.Subject);
        json.WriteString("slot", ExportWords.Of(delivery.Slot));
        json.WriteString("state", ExportWords.Of(delivery.State));
        json.WriteString("messageId", delivery.MessageId);
        json.WriteEndObject();
    }

    public static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(item);
        json.WriteEndArray();
    }
}
