using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Tests.Rules;

namespace StudyBot.Tests.Commands.Decisions;

/// <summary>What is read for a command: what its answer needs, and nothing that only costs.</summary>
public class NeedTests
{
    [Theory]
    [InlineData("today", Need.Plan)]
    [InlineData("lesson 3", Need.Plan)]
    [InlineData("next", Need.Plan)]
    [InlineData("open", Need.Plan)]
    [InlineData("week", Need.Plan)]
    [InlineData("me", Need.Members)]
    [InlineData("leaderboard", Need.Members)]
    [InlineData("lead @ben", Need.Members)]
    [InlineData("excuse @ben 3", Need.Members)]
    [InlineData("links", Need.Members | Need.WeekCheckIns)]
    [InlineData("summary now", Need.Plan | Need.Members | Need.WeekCheckIns)]
    [InlineData("status", Need.Members | Need.LastDelivery)]
    [InlineData("undo", Need.OwnCheckIns)]
    [InlineData("undo 3", Need.Nothing)]
    [InlineData("move 3 to 2", Need.Statements)]
    [InlineData("curriculum bread", Need.Curricula)]
    [InlineData("setup", Need.Nothing)]
    [InlineData("remind me", Need.Reminder)]
    [InlineData("my data", Need.Files)]
    [InlineData("forget me", Need.LedAlone)]
    [InlineData("forget me now", Need.Nothing)]
    [InlineData("done", Need.Nothing)]
    [InlineData("join", Need.Nothing)]
    [InlineData("help", Need.Nothing)]
    public void A_command_needs_what_its_answer_tells_of(string said, Need need) => Assert.Equal(need, Needs.Of(Read(said)));

    [Theory]
    [InlineData("undo 3", null, new[] { 3 })]
    [InlineData("undo 3", "post 2", new[] { 3 })]
    [InlineData("undo", "post 2", new[] { 2 })]
    [InlineData("undo", null, new int[0])]
    [InlineData("move 3 to 2", null, new[] { 3, 2 })]
    [InlineData("done", null, new[] { 3 })]
    [InlineData("done", "post 2", new[] { 2 })]
    [InlineData("done 1-2", null, new[] { 1, 2 })]
    [InlineData("me", "post 2", new int[0])]
    public void And_the_check_ins_of_the_lessons_it_speaks_of(string said, string? thread, int[] lessons) =>
        Assert.Equal(lessons, Needs.Lessons(Read(said), Scenes.At("2026-03-04T10:00:00Z").Under(thread)));

    private static Command Read(string said) => Assert.IsType<Parsed.Ok>(CommandGrammar.Read(said, Make.Date("2026-03-04"))).Command;
}
