using StudyBot.Local;

namespace StudyBot.Tests.Local;

/// <summary>Who is mentioned, as the core is told of it.</summary>
public class MentionTests
{
    [Theory]
    [InlineData("@StudyBot lead @ana", "lead <@ana|ana>", true)]
    [InlineData("@StudyBot lead @ana off", "lead <@ana|ana> off", true)]
    [InlineData("@StudyBot: lead @ana OFF.", "lead <@ana|ana> OFF.", true)]
    [InlineData("lead @ana!", "lead <@ana|ana>!", false)] // said to the bot alone
    [InlineData("lead @ana @StudyBot", "lead <@ana|ana>", true)]
    [InlineData("@StudyBot lead @ana @ben", "lead @ana <@ben|ben>", true)]
    [InlineData("@StudyBot lead @Ana Maria", "lead @Ana Maria", true)] // where her name ends, nobody can tell
    [InlineData("@StudyBot lead ana", "lead ana", true)]
    [InlineData("done: https://example.org/@ana", "done: https://example.org/@ana", false)]
    [InlineData("done, mail ana@example.org", "done, mail ana@example.org", false)]
    [InlineData("good morning @StudyBot", "good morning", true)]
    public void A_person_named_at_the_end_is_mentioned(string written, string text, bool mentioned) => Assert.Equal((text, mentioned), Mention.Read(written));
}
