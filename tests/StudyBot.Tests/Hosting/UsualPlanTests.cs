using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Tests.Curricula;

namespace StudyBot.Tests.Hosting;

/// <summary>A newcomer is offered the plan that came with the bot, whatever others brought.</summary>
public class UsualPlanTests
{
    [Fact]
    public async Task The_form_opens_with_the_built_in_plan()
    {
        await using var served = new Served();
        await served.WithStoreAsync(store => store.SaveCurriculumAsync(Shelf.Of("bread", Bread.Plan, Bread.Plain(Bread.Plan)), TestContext.Current.CancellationToken));
        await served.StartAsync();

        var ana = new Person(new("local", "local", "ana"), "ana");
        var handled = await served.Services.GetRequiredService<Bot>().HandleAsync(new("event 1", new("local", "local", "evenings"), ana, Instant.FromUtc(2035, 1, 1, 9, 0), new Did.Said("p1", "setup", Mentioned: true)), TestContext.Current.CancellationToken);

        var plan = Assert.Single(handled.Replies).Card.Parts.OfType<Part.Form>().Single().Fields[0];
        Assert.Equal("month-3", plan.Value);
        Assert.Equal(["bread", "month-3"], plan.Choices!.Select(choice => choice.Value));
    }
}
