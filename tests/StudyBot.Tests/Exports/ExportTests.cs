using System.Text.Json;
using CsCheck;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Exports;

namespace StudyBot.Tests.Exports;

public class ExportTests
{
    private static readonly PersonId Ana = new("slack", "T1", "U1");
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 24, 12, 0);

    private static readonly Cohort Bakers = new(
        new("slack", "T1", "C1"),
        2,
        new("bread", "a1b2", "Bread from scratch", 7),
        new(new(2026, 11, 23), DateTimeZoneProviders.Tzdb["Europe/Berlin"], new(9, 0), StudyDays.Weekdays, new HashSet<LocalDate>(), [], null, null),
        [new(1, new(2026, 11, 23), Noon, Noon, Noon, Noon + Duration.FromDays(1), Noon + Duration.FromHours(36), "m1")],
        ["U1"]);

    private static readonly Member AnaAsMember = Member.New(Ana, "Ana Müller, \"the baker\"") with
    {
        Ledger = new("og"),
        JoinedAt = Noon,
        Muted = true,
        Nudges = 3,
        Zone = "Asia/Kathmandu",
        Pauses = [new(Noon, Noon + Duration.FromDays(2))],
        Excused = [5],
    };

    private static readonly CheckIn[] CheckIns =
    [
        new(2, Ana, Noon + Duration.FromDays(1), CheckInClass.Grace, ["message 9", "reaction 1"], "=cmd()", ["https://ana.example/a", "https://ana.example/b"]),
        new(1, Ana, Noon, CheckInClass.OnTime, ["message 8"], null, []),
    ];

    private static readonly Delivery Nudge =
        new(new(2, DeliveryKind.Nudge, "0003 U1"), new(2026, 11, 25), Noon, DeliveryState.Sent, "owner", Noon, MessageId: "dm7");

    [Fact]
    public void A_person_gets_everything_as_json_and_as_tables()
    {
        var files = PersonExport.Of(Ana, [new(Bakers, AnaAsMember, CheckIns, [Nudge])]);
        Assert.Equal(["my-data.json", "my-cohorts.csv", "my-check-ins.csv", "my-messages.csv"], files.Select(f => f.Name));
        Assert.Equal(["application/json", "text/csv", "text/csv", "text/csv"], files.Select(f => f.ContentType));
        foreach (var file in files) Snapshots.Match(file.Name, file.Content);
    }

    [Fact]
    public void Without_messages_there_is_no_table_of_them() => Assert.Equal(3, PersonExport.Of(Ana, [new(Bakers, AnaAsMember, CheckIns, [])]).Count);

    [Fact]
    public void A_cohort_comes_as_json_and_as_one_table()
    {
        Member[] members = [AnaAsMember, Member.New(Ana with { User = "U2" }, "Bo")];
        RunRecord[] runs = [new(1, [Member.New(Ana, "Ana")], [CheckIns[1]], []), new(2, members, CheckIns, [Nudge with { Person = Ana }])];
        Snapshots.Match("cohort.json", CohortExport.AsJson(Bakers, runs));
        Snapshots.Match("cohort.csv", CohortExport.AsCsv(runs));
    }

    [Fact]
    public void Somebody_unknown_gets_files_that_say_so()
    {
        var files = PersonExport.Of(Ana, []);
        Assert.Equal(["my-data.json", "my-cohorts.csv", "my-check-ins.csv"], files.Select(f => f.Name));
        Assert.Equal(0, JsonDocument.Parse(files[0].Content).RootElement.GetProperty("cohorts").GetArrayLength());
    }

    [Fact]
    public void Every_property_kept_about_a_person_is_in_the_json()
    {
        var json = PersonExport.Of(Ana, [new(Bakers, AnaAsMember, CheckIns, [])])[0].Content;
        var cohort = JsonDocument.Parse(json).RootElement.GetProperty("cohorts")[0];
        Assert.Empty(Kept<Member>("Id", "IsActive", "Nudges").Except(Names(cohort.GetProperty("member"))));
        Assert.Empty(Kept<CheckIn>("Person").Except(Names(cohort.GetProperty("checkIns")[0])));
    }

    [Fact]
    public void What_people_wrote_comes_back_from_the_json_as_they_wrote_it() => Gen.String.Sample(note =>
    {
        var files = PersonExport.Of(Ana, [new(Bakers, AnaAsMember, [CheckIns[0] with { Note = note }], [])]);
        var back = JsonDocument.Parse(files[0].Content).RootElement.GetProperty("cohorts")[0].GetProperty("checkIns")[0].GetProperty("note").GetString();
        var wellFormed = string.Concat(note.EnumerateRunes());
        Assert.Equal(wellFormed, back);
    });

    private static IEnumerable<string> Kept<T>(params string[] except) =>
        typeof(T).GetProperties().Select(p => p.Name).Except(except).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);
}
