using NodaTime;
using NodaTime.Text;
using StudyBot.Cohorts;
using StudyBot.Host.Commands;
using StudyBot.Host.Replay;
using StudyBot.Ports;
using StudyBot.Tests.Days;

namespace StudyBot.Tests.Replays;

/// <summary>The same history, once through replay and once said in the built-in chat of the running host.</summary>
public class LocalExamplesTests
{
    /// <summary>What the chat can say: nobody else's cohort, and no time without the bot.</summary>
    public static TheoryData<string> Sayable() => [.. Examples.Names().Where(name => IsSayable(Read(name)))];

    [Theory]
    [MemberData(nameof(Sayable))]
    public async Task The_running_host_gives_the_receipts_of_the_replay(string name)
    {
        var scenario = Read(name);
        var replayed = await Replaying.PlayAsync(scenario, TestContext.Current.CancellationToken);

        Assert.Equal(
            replayed.Receipts.Select(r => $"{r.At} {r.From.User} {r.Lesson} {r.Class} {r.Text}"),
            await SaidAsync(scenario));
    }

    [Fact]
    public void Most_examples_can_be_said() => Assert.True(Sayable().Count >= 12);

    private static bool IsSayable(Scenario scenario) =>
        scenario.Cohorts.Count == 1 && scenario.Outages.Count == 0 && !scenario.Events.Any(e => e is ScenarioEvent.Press);

    private static Scenario Read(string name) =>
        new ScenarioReader(_ => CurriculumFile.Store(Repository.PathOf("docs", "examples", "ten-days.md"), "ten-days")).Read(File.ReadAllBytes(Examples.Scenario(name)));

    private static async Task<List<string>> SaidAsync(Scenario scenario)
    {
        var planned = scenario.Cohorts[0];
        var before = Calendar.SlotOn(planned.Schedule, planned.Schedule.Start) - Duration.FromHours(1);
        await using var app = await App.StartWithAsync(InstantPattern.General.Format(before), async store =>
        {
            await store.SaveCurriculumAsync(planned.Curriculum, default);
            var id = new CohortId("local", "local", "study");
            IReadOnlyList<string> leads = planned.Lead is { } lead ? [lead] : [];
            var cohort = new Cohort(id, Run: 1, planned.Curriculum.Version, planned.Schedule, Posted: [], leads);
            await store.AnnounceAsync(new(id, before), default);
            await store.CommitAsync(id, [new Change.PutCohort(cohort, null)], default);
        });

        var receipts = new List<string>();
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var happened in scenario.Events.Where(e => e.At <= scenario.Until))
        {
            await app.ClockAsync(InstantPattern.ExtendedIso.Format(happened.At));
            var heard = happened switch
            {
                ScenarioEvent.Text said => await app.SaysAsync(said.From, said.Words, said.Thread is { } lesson ? (await app.LessonAsync(lesson)).Id : null, said.Direct),
                ScenarioEvent.Edit edit => await app.EditsAsync(edit.From, written[edit.Id], edit.Words),
                ScenarioEvent.Delete delete => await app.DeletesAsync(delete.From, written[delete.Id]),
                ScenarioEvent.React react => await app.ReactsAsync(react.From, (await app.LessonAsync(react.Lesson)).Id, react.Emoji, react.On),
                _ => throw new NotSupportedException(happened.GetType().Name),
            };
            if (happened is ScenarioEvent.Text text) written[text.Id] = heard.Id;
            receipts.AddRange(heard.Told);
        }

        return receipts;
    }
}
