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

    private static Scene ByAnAdmin => Morning.By(p => p with { Admin = true });

    public static TheoryData<string> ForLeads => [.. CommandCatalog.All.Where(entry => entry.ForLeads).Select(entry => entry.Example)];

    [Theory]
    [MemberData(nameof(ForLeads))]
    public void What_the_help_keeps_for_leads_nobody_else_can_say(string said)
    {
        var command = Read(said);

        Assert.Equal("That is for this cohort's leads: ask Lea.", Lines.Told(Decide.On(command, Morning)));
        Assert.True(command is Command.ForLeads);
    }

    [Fact]
    public void All_else_is_for_everybody() =>
        Assert.All(CommandCatalog.All.Where(entry => !entry.ForLeads), entry => Assert.False(Read(entry.Example) is Command.ForLeads));

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
        Assert.Equal("That is for this cohort's leads. One of them can make you a lead, and so can whoever runs me.", Lines.Told(Leads.LeadsOnly(scene.Among())));
    }

    /// <summary>Nobody who set it up can help any more.</summary>
    [Fact]
    public void Where_nobody_leads_it_is_told_who_can_name_a_lead()
    {
        var orphan = Morning.In(cohort => cohort with { Leads = [] });

        Assert.Equal(
            "That is for a lead, and this cohort has none. Whoever runs me can name one, with StudyBot cohorts lead. Where the workspace has admins or the team has owners, one of them can too: \"@StudyBot lead @NAME\".",
            Lines.Told(Decide.On(Read("setup"), orphan)));
        Assert.Equal(["ben"], Put(Decide.On(Read("lead @ben"), orphan.By(p => p with { Admin = true }))));
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
        Lines.Of(Decide.On(Read("lead <@dag|dag>"), ByAnAdmin)));

    [Theory]
    [InlineData("lead dag", "dag")]
    [InlineData("lead @dag", "dag")] // typed: whether that is anybody, nobody can tell
    [InlineData("lead @here", "here")]
    [InlineData("lead @Dag Dagson", "Dag Dagson")]
    public void Who_is_neither_known_nor_mentioned_is_nobody(string said, string person) =>
        Assert.StartsWith($"I know nobody here by the name of {person}.", Lines.Told(Decide.On(Read(said), ByAnAdmin)), StringComparison.Ordinal);

    [Theory]
    [InlineData("lead <@U1|ben> <@U2|cara>", "I take one person at a time, so @ben @cara changed nothing. Say \"lead @PERSON [off]\" for each.")]
    [InlineData("lead <@U1> <@U2|cara> off", "I take one person at a time, so @U1 @cara changed nothing. Say \"lead @PERSON [off]\" for each.")]
    [InlineData("excuse <@U1|ben> <@U2|cara> 4", "I take one person and one day at a time, so @ben @cara changed nothing. Say \"excuse @PERSON DAY [off]\" for each.")]
    [InlineData("excuse <@U1|ben> 4 5", "I take one person and one day at a time, so @ben 4 changed nothing. Say \"excuse @PERSON DAY [off]\" for each.")]
    public void Of_several_at_once_none_is_taken(string said, string told) => Assert.Equal(told, Lines.Told(Decide.On(Read(said), ByAnAdmin)));

    /// <summary>The row they begin with is read before: it keeps what they asked for in an earlier run.</summary>
    [Fact]
    public void Who_was_hidden_in_an_earlier_run_leads_hidden()
    {
        var earlier = ByAnAdmin with { Named = Make.Member("dag") with { Hidden = true } };

        Assert.Contains("member dag: dag [], not joined, hidden, new", Lines.Of(Decide.On(Read("lead <@dag|dag>"), earlier)));
    }

    [Fact]
    public void A_lead_may_step_down_while_another_stays()
    {
        var two = Morning.In(cohort => cohort with { Leads = ["lea", "ben"] });

        Assert.Equal(["ben"], Put(Lead("lea", off: true, scene: two)));
        Assert.Equal("told: Lea is no longer a lead of this cohort.", Lines.Of(Lead("lea", off: true, scene: two))[^1]);
        Assert.Equal("told: You are no longer a lead of this cohort. Thank you for leading.", Lines.Of(Lead("lea", off: true, scene: two.By(p => p with { Id = p.Id with { User = "lea" } })))[^1]);
    }

    [Theory]
    [InlineData("lea", true, "A cohort needs a lead, and Lea is the last one. Name another first: \"lead @person\".")]
    [InlineData("ben", true, "ben is not a lead, so nothing changed.")]
    [InlineData("lea", false, "Lea is already a lead.")]
    public void Where_nothing_is_to_change_that_is_told(string person, bool off, string told) => Assert.Equal(told, Lines.Told(Lead(person, off)));

    [Fact]
    public void The_last_one_is_told_that_they_are() => Assert.Equal(
        "A cohort needs a lead, and you are the last one. Name another first: \"lead @person\".",
        Lines.Told(Lead("lea", off: true, scene: Morning.By(p => p with { Id = p.Id with { User = "lea" } }))));

    /// <summary>What is kept and told of somebody mentioned: the name that is known, else the mention's, and never an id.</summary>
    [Theory]
    [InlineData("<@U0ABC|dag>", "member U0ABC: dag [], not joined, new", "dag is now a lead")]
    [InlineData("<@U0ABC>", "member U0ABC:  [], not joined, new", "That person is now a lead")]
    [InlineData("<@ben|benny>", null, "ben is now a lead")]
    [InlineData("<@nameless|Nell>", null, "Nell is now a lead")]
    [InlineData("<@nameless>", null, "That person is now a lead")]
    public void A_mention_is_told_by_a_name(string mention, string? row, string told)
    {
        var lines = Lines.Of(Decide.On(Read($"lead {mention}"), Morning.By(p => p with { Admin = true }).Among(Scenes.Joined("ben"), Scenes.Joined("nameless") with { Name = "" })));

        Assert.Equal(row, lines.SingleOrDefault(line => line.StartsWith("member", StringComparison.Ordinal)));
        Assert.StartsWith($"told: {told}", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lead Ben")]
    [InlineData("lead @ben off")]
    public void Of_two_who_are_called_the_same_one_has_to_be_mentioned(string said)
    {
        var twins = Morning.By(p => p with { Admin = true }).Among(Scenes.Joined("U1") with { Name = "Ben" }, Scenes.Joined("U2") with { Name = "ben" });

        Assert.StartsWith("More than one person here is called ", Lines.Told(Decide.On(Read(said), twins)), StringComparison.Ordinal);
        Assert.Equal(["lea", "U2"], Put(Decide.On(Read("lead <@U2>"), twins)));
    }

    /// <summary>They were named by id, when nobody knew what they are called.</summary>
    [Fact]
    public void A_lead_whose_name_was_not_known_is_known_by_it_from_their_first_command_on()
    {
        var nameless = Morning.By(p => p with { Id = p.Id with { User = "lea" }, Name = "Lea" }).As(m => m with { Id = m.Id with { User = "lea" }, Name = "" });

        Assert.Contains("member lea: Lea [], since 2026-03-02T08:00:00Z, over ana 1", Lines.Of(Decide.On(Read("notes on"), nameless)));
        Assert.Single(Decide.On(Read("notes on"), nameless.By(p => p with { Name = "" })).Changes);
    }

    private static Decision Lead(string person, bool off = false, Scene? scene = null) => Leads.Lead(scene ?? Morning, new(new(person), off));

    private static IReadOnlyList<string> Put(Decision decision) => Assert.Single(decision.Changes.OfType<Change.PutCohort>()).Cohort.Leads;

    private static Command Read(string said) => Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, Make.Date("2026-03-04"))).Command;
}
