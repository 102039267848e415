using StudyBot.Cohorts;
using StudyBot.Doors;

namespace StudyBot.Tests.Doors;

/// <summary>A cohort that went from a long plan, whose lessons have nothing to learn, to one of five days.</summary>
public class LibraryTests
{
    [Theory]
    [InlineData("....+", 4)]
    [InlineData("..+++", 1, 2)]
    [InlineData("......", 6)] // as far as people have come, longer than the plan is now
    [InlineData("+++++", 0)]
    public async Task What_was_posted_from_an_earlier_plan_stays_the_lesson_that_people_do(string learning, params int[] through)
    {
        var world = await new World().WithAsync(World.Mornings, cohort => cohort with
        {
            Before = [.. through.Where(day => day > 0).Select(day => new FollowedPlan(World.LongPlan.Version, day))],
        });
        await world.Store.SaveCurriculumAsync(World.LongPlan, default);
        var cohort = await world.CohortAsync(World.Mornings);

        var plan = await new Library(world.Store).OpenAsync(cohort, default);

        Assert.Equal(learning, string.Concat(plan.Lessons.Select(lesson => lesson.Learning is null ? '.' : '+')));
        Assert.Equal("Bread", plan.Title);
        Assert.Equal(Enumerable.Range(1, learning.Length), plan.Lessons.Select(lesson => lesson.Day));
    }
}
