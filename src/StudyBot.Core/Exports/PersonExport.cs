using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Exports;

/// <summary>What one cohort keeps about a person.</summary>
/// <param name="Deliveries">Nudges, reminders and notices, sent to them or planned.</param>
public sealed record PersonRecord(Cohort Cohort, Member Member, IReadOnlyList<CheckIn> CheckIns, IReadOnlyList<Delivery> Deliveries);

/// <summary>Everything kept about a person: <c>my data</c>.</summary>
public static class PersonExport
{
    /// <summary>One JSON file with everything; the same as tables, one CSV file each for cohorts, check-ins and private messages.</summary>
    public static IReadOnlyList<Attachment> Of(PersonId person, IReadOnlyList<PersonRecord> records) =>
    [
        new("my-data.json", "application/json", AsJson(person, records)),
        new("my-cohorts.csv", "text/csv", Cohorts(records)),
        new("my-check-ins.csv", "text/csv", CheckIns(records)),
        .. records.Any(r => r.Deliveries.Count > 0) ? [new Attachment("my-messages.csv", "text/csv", Messages(records))] : Array.Empty<Attachment>(),
    ];

    private static string AsJson(PersonId person, IReadOnlyList<PersonRecord> records) => Json.Of(json =>
    {
        json.WriteString("platform", person.Platform);
        json.WriteString("tenant", person.Tenant);
        json.WriteString("user", person.User);
        Json.WriteArray(json, "cohorts", records, record =>
        {
            json.WriteStartObject();
            Json.WriteCohort(json, record.Cohort);
            json.WriteBoolean("lead", IsLead(record));
            json.WriteStartObject("member");
            Json.WriteMember(json, record.Member);
            json.WriteEndObject();
            Json.WriteArray(json, "checkIns", record.CheckIns.OrderBy(c => c.Lesson), c => Json.WriteCheckIn(json, c));
            Json.WriteArray(json, "messages", record.Deliveries, delivery => Json.WriteMessage(json, delivery));
            json.WriteEndObject();
        });
    });

    private static string Cohorts(IReadOnlyList<PersonRecord> records) => Csv.Of(
        ["platform", "tenant", "channel", "run", "curriculum", "name", "lead", "joined_at", "left", "muted", "hidden", "zone", "completed", "kept", "ledger", "nudges_in_a_row", "pauses", "excused"],
        records.Select(r => (IReadOnlyList<string?>)[
            r.Cohort.Id.Platform, r.Cohort.Id.Tenant, r.Cohort.Id.Channel, ExportWords.Of(r.Cohort.Run), r.Cohort.Curriculum.Name,
            r.Member.Name, ExportWords.Of(IsLead(r)), ExportWords.Of(r.Member.JoinedAt), ExportWords.Of(r.Member.Left),
            ExportWords.Of(r.Member.Muted), ExportWords.Of(r.Member.Hidden), r.Member.Zone,
            ExportWords.Of(r.Member.Ledger.Completed), ExportWords.Of(r.Member.Ledger.Kept), r.Member.Ledger.Marks, ExportWords.Of(r.Member.Nudges),
            string.Join(' ', r.Member.Pauses.Select(p => $"{ExportWords.Of(p.From)}/{ExportWords.Of(p.Until)}")),
            string.Join(' ', r.Member.Excused.Select(ExportWords.Of))]));

    private static string CheckIns(IReadOnlyList<PersonRecord> records) => Csv.Of(
        ["channel", "run", "lesson", "class", "at", "note", "links", "sources"],
        from record in records
        from checkIn in record.CheckIns.OrderBy(c => c.Lesson)
        select (IReadOnlyList<string?>)[
            record.Cohort.Id.Channel, ExportWords.Of(record.Cohort.Run), ExportWords.Of(checkIn.Lesson), ExportWords.Of(checkIn.Class),
            ExportWords.Of(checkIn.At), checkIn.Note, string.Join(" | ", checkIn.Links), string.Join(" | ", checkIn.Sources)]);

    private static string Messages(IReadOnlyList<PersonRecord> records) => Csv.Of(
        ["channel", "run", "kind", "subject", "slot", "state", "message_id"],
        from record in records
        from delivery in record.Deliveries
        select (IReadOnlyList<string?>)[
            record.Cohort.Id.Channel, ExportWords.Of(record.Cohort.Run), ExportWords.Of(delivery.Id.Kind), delivery.Id.Subject,
            ExportWords.Of(delivery.Slot), ExportWords.Of(delivery.State), delivery.MessageId]);

    private static bool IsLead(PersonRecord record) => record.Cohort.Leads.Contains(record.Member.Id.User);
}
