using StudyBot.Commands;

namespace StudyBot.Tests.Commands;

public class ReplyGrammarTests
{
    [Theory]
    [MemberData(nameof(Replies.All), MemberType = typeof(Replies))]
    public void A_reply_reads_as_people_mean_it(Place where, string text, string reads) => Assert.Equal(Expected(where, reads), Read(where, text));

    [Fact]
    public void The_notes_of_a_check_in_end_at_500_characters_and_never_inside_one()
    {
        var note = Assert.IsType<Reading.CheckIn>(ReplyGrammar.Read("done, " + new string('x', 499) + "💪💪", inThread: false)).Note!;
        Assert.Equal(new string('x', 499), note);
    }

    [Fact]
    public void At_most_10_links_are_taken_each_once()
    {
        var links = string.Join(' ', Enumerable.Range(0, 30).Select(i => $"https://example.org/{i % 15}"));
        Assert.Equal(10, Assert.IsType<Reading.CheckIn>(ReplyGrammar.Read($"done {links}", inThread: false)).Links.Count);
    }

    private static string Read(Place where, string text) => where is Place.ToUs
        ? CommandGrammar.Read(text, new(2026, 11, 24)) switch
        {
            Parsed.Ok { Command: Command.Done done } => Tell(done.CheckIn),
            Parsed.Ok { Command: Command.Undo { Lesson: { } lesson } } => $"not done {lesson}",
            Parsed.Aside { Kind: AsideKind.NotYet } => "not done",
            Parsed.Unknown { Nearest: { } } => "?",
            Parsed.TooMany => "too many",
            var other => other.ToString(),
        }
        : Tell(ReplyGrammar.Read(text, where is Place.Thread));

    /// <summary>In a channel what is almost a check-in is nothing; said to us it is answered with what may have been meant.</summary>
    private static string Expected(Place where, string reads) => where switch
    {
        Place.Channel when reads.StartsWith("almost", StringComparison.Ordinal) => "-",
        Place.ToUs when reads.StartsWith("almost", StringComparison.Ordinal) => "?",
        _ => reads,
    };

    private static string Tell(Reading reading) => reading switch
    {
        Reading.CheckIn said => string.Concat([
            "done",
            .. said.Days.Select(day => $" {day}"),
            said.Note is { } note ? $" | {note}" : "",
            .. said.Links.Select(link => $" {link}")]),
        Reading.Almost almost => string.Concat(["almost", .. almost.Days.Select(day => $" {day}")]),
        Reading.NotDone { Lesson: { } lesson } => $"not done {lesson}",
        Reading.NotDone => "not done",
        Reading.TooMany => "too many",
        _ => "-",
    };
}
