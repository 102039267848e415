using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>Who may change a cohort, and how that is handed on. Lea leads.</summary>
public class WhoLeadsTests
{
    private static readonly Scene Morning = Scenes.At("2026-03-04T10:00:00Z")
        .In(cohort => cohort with { Leads = ["lea"] })
        .Among(Scenes.Joined("ana"), Scenes.Joined("ben"), Scenes.Joined("lea") with { Name = "Lea" });

    public static TheoryData<string> ForLeads => [.. CommandCatalog.All.Where(entry => entry.ForLeads).Select(entry => entry.Example)];

    [Theory]
    [MemberData(nameof(ForLeads))]
    public void What_the_help_keeps_for_leads_nobody_else_can_say(string said)
    {
        var command = Read(said);

        Assert.Equal("That is for this cohort's leads: ask Lea.", Lines.Told(Decide.On(command, Morning)));
        Assert.True(Decide.IsForLeads(command));
    }

    [Fact]
    public void All_else_is_for_everybody() =>
        Assert.All(CommandCatalog.All.Where(entry => !entry.ForLeads), entry => Assert.False(Decide.IsForLeads(Read(entry.Example))));

    [Theory]
    [InlineData("lea", false, false, true)]
    [InlineData("ana", false, false, false)]
    [InlineData("ana", true, false, true)]
    [InlineData("lea", false, true, false)]
    [InlineData("ana", true, true, false)]
    public void Leads_and_admins_may_and_guests_never(string who, bool admin, bool guest, bool may)
    {
        var scene = Morning.By(p => p with { Id = p.Id with { User = who }, Admin = admin, Guest = guest });

        Assert.Equal(may, Decide.On(new Command.Notes(true), scene).Changes.Count == 1);
    }

    [Fact]
    public void Whom_to_ask_are_those_whose_names_are_known()
    {
        var scene = Morning.In(cohort => cohort with { Leads = ["lea", "gone", "nameless"] }).Among(Scenes.Joined("lea") with { Name = "Lea" }, Scenes.Joined("nameless") with { Name = "" });

        Assert.Equal("That is for this cohort's leads: ask Lea.", Lines.Told(Leads.LeadsOnly(scene)));
        Assert.Equal("That is for this cohort's leads. Whoever set it up can do that, or make you a lead.", Lines.Told(Leads.LeadsOnly(scene.Among())));
    }

    [Fact]
    public void A_lead_is_added_beside_the_others()
    {
        var decision = Lead("ben");

        Assert.Equal(["lea", "ben"], Put(decision));
        Assert.Equal(["cohort, over cohort 1", "told: ben is now a lead of this cohort. \"help\" shows what leads can say."], Lines.Of(decision));
    }

    [Fact]
    public void Who_was_mentioned_and_has_said_nothing_yet_gets_a_row() => Assert.Equal(
        [
            "cohort, over cohort 1",
            "member dag: dag [], not joined, new",
            "told: dag is now a lead of this cohort. \"help\" shows what leads can say.",
        ],
        Lines.Of(Lead("dag", mentioned: true)));

    [Theory]
    [InlineData("dag", false)]
    [InlineData("Dag Dagson", true)] // no id has a space
    public void Who_is_neither_known_nor_mentioned_is_nobody(string person, bool mentioned) =>
        Assert.StartsWith($"I know nobody here by the name of {person}.", Lines.Told(Lead(person, mentioned: mentioned)), StringComparison.Ordinal);

    [Fact]
    public void A_lead_may_step_down_while_another_stays()
    {
        var two = Morning.In(cohort => cohort with { Leads = ["lea", "ben"] });

        Assert.Equal(["ben"], Put(Lead("lea", off: true, scene: two)));
        Assert.Equal("told: Lea is no longer a lead of this cohort. Thank you for leading.", Lines.Of(Lead("lea", off: true, scene: two))[^1]);
    }

    [Theory]
    [InlineData("lea", true, "A cohort needs a lead, and you are the last one. Name another first: \"lead @person\".")]
    [InlineData("ben", true, "ben is not a lead, so nothing changed.")]
    [InlineData("lea", false, "Lea is already a lead.")]
    public void Where_nothing_is_to_change_that_is_told(string person, bool off, string told) => Assert.Equal(told, Lines.Told(Lead(person, off)));

    private static Decision Lead(string person, bool off = false, bool mentioned = false, Scene? scene = null) => Leads.Lead(scene ?? Morning, new(person, off, mentioned));

    private static IReadOnlyList<string> Put(Decision decision) => Assert.Single(decision.Changes.OfType<Change.PutCohort>()).Cohort.Leads;

    private static Command Read(string said) => Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, Make.Date("2026-03-04"))).Command;
}
