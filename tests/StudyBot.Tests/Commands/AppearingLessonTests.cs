using StudyBot.Cohorts;
using StudyBot.Commands.Decisions;
using StudyBot.Ports;
using StudyBot.Tests.Wording;

namespace StudyBot.Tests.Commands;

/// <summary>People see a lesson a moment before it is recorded, or minutes before, where the bot died in between.</summary>
public class AppearingLessonTests
{
    private static readonly PersonId Ana = new("local", "local", "ana");

    [Fact]
    public void A_post_that_is_not_known_yet_is_the_lesson_on_its_way() => Assert.Equal(7, Look(appearing: 7).LessonOf("just posted"));

    [Fact]
    public void One_that_is_known_is_what_it_is_all_the_same() => Assert.Equal(6, Look(appearing: 7).LessonOf(Sample.PostedSix.MessageId));

    [Fact]
    public void With_none_on_its_way_it_is_no_lesson() => Assert.Null(Look(appearing: null).LessonOf("somebody's words"));

    private static Scene Look(int? appearing) => new(
        new Incoming("a reaction", new("local", "local", "bread"), new(Ana, "Ana"), Sample.Now, new Did.Reacted("just posted", "white_check_mark", On: true)),
        new(Sample.Bakers, null),
        new(Member.New(Ana, "Ana"), null)) { Appearing = appearing };
}
