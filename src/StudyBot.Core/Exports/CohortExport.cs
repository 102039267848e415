using System.Text.Json;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;

namespace StudyBot.Exports;

/// <summary>Whoever took part in one run of a cohort, and what they did.</summary>
/// <param name="Messages">Nudges, reminders and a lead's notices, sent to them or planned.</param>
public sealed record RunRecord(int Run, IReadOnlyList<Member> Members, IReadOnlyList<CheckIn> CheckIns, IReadOnlyList<Delivery> Messages);

/// <summary>A cohort with its members and their check-ins, for an operator or a lead.</summary>
public static class CohortExport
{
    /// <param name="runs">The newest last: its members stand where they would without any other.</param>
    public static string AsJson(Cohort cohort, IReadOnlyList<RunRecord> runs) => Json.Of(json =>
    {
        Json.WriteCohort(json, cohort);
        json.WriteString("zone", cohort.Schedule.Zone.Id);
        json.WriteString("start", ExportWords.Of(cohort.Schedule.Start));
        Json.WriteArray(json, "leads", cohort.Leads, json.WriteStringValue);
        Json.WriteArray(json, "lessons", cohort.Posted, lesson =>
        {
            json.WriteStartObject();
            json.WriteNumber("lesson", lesson.Day);
            json.WriteString("date", ExportWords.Of(lesson.Date));
            json.WriteString("opens", ExportWords.Of(lesson.Opens));
            json.WriteString("due", ExportWords.Of(lesson.Due));
            json.WriteString("graceEnd", ExportWords.Of(lesson.GraceEnd));
            json.WriteEndObject();
        });
        Json.WriteArray(json, "earlierRuns", runs.SkipLast(1), earlier =>
        {
            json.WriteStartObject();
            json.WriteNumber("run", earlier.Run);
            WriteMembers(json, earlier);
            json.WriteEndObject();
        });
        WriteMembers(json, runs[^1]);
    });

    /// <summary>One row a check-in; a member without any has one row with those columns empty.</summary>
    /// <param name="runs">The newest last.</param>
    public static string AsCsv(IReadOnlyList<RunRecord> runs) => Csv.Of(
        ["user", "name", "joined_at", "left", "completed", "kept", "lesson", "class", "at", "note", "links", "run"],
        from run in runs
        let byPerson = run.CheckIns.ToLookup(c => c.Person)
        from member in run.Members
        from checkIn in byPerson[member.Id].OrderBy(c => c.Lesson).DefaultIfEmpty<CheckIn?>(null)
        select (IReadOnlyList<string?>)[
            member.Id.User, member.Name, ExportWords.Of(member.JoinedAt), ExportWords.Of(member.Left),
            ExportWords.Of(member.Ledger.Completed), ExportWords.Of(member.Ledger.Kept),
            checkIn is null ? null : ExportWords.Of(checkIn.Lesson), checkIn is null ? null : ExportWords.Of(checkIn.Class),
            checkIn is null ? null : ExportWords.Of(checkIn.At), checkIn?.Note, checkIn is null ? null : string.Join(" | ", checkIn.Links), ExportWords.Of(run.Run)]);

    private static void WriteMembers(Utf8JsonWriter json, RunRecord run)
    {
        var byPerson = run.CheckIns.ToLookup(c => c.Person);
        var messages = run.Messages.ToLookup(delivery => delivery.Person);
        Json.WriteArray(json, "members", run.Members, member =>
        {
            json.WriteStartObject();
            json.WriteString("user", member.Id.User);
            Json.WriteMember(json, member);
            Json.WriteArray(json, "checkIns", byPerson[member.Id].OrderBy(c => c.Lesson), c => Json.WriteCheckIn(json, c));
            Json.WriteArray(json, "messages", messages[member.Id], delivery => Json.WriteMessage(json, delivery));
            json.WriteEndObject();
        });
    }
}
