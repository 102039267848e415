using System.Net;

namespace StudyBot.Tests.Local;

/// <summary>What stands beside a channel.</summary>
public class BoardTests
{
    [Fact]
    public async Task Whoever_leads_a_cohort_leads_it_in_its_own_channel()
    {
        await using var chat = await Chat.StartAsync();
        var asked = await chat.PostAsync("/local/messages", new { from = "ben", text = "@StudyBot setup", channel = "evenings" }, HttpStatusCode.Created);
        await chat.PostAsync("/local/forms", new { from = "ben", message = asked.GetProperty("replies")[0].Text("id"), form = "setup", values = new { curriculum = "month-3", start = "2026-11-30", time = "19:30", zone = "Europe/Berlin", days = "mon-fri" } });

        Assert.True(await LeadsAsync("ana", "study"));
        Assert.False(await LeadsAsync("ben", "study"));
        Assert.False(await LeadsAsync("ana", "evenings"));
        Assert.True(await LeadsAsync("ben", "evenings"));
        Assert.False(await LeadsAsync("ben", "lounge"));

        async Task<bool> LeadsAsync(string reader, string channel) => (await chat.ReadAsync($"/local/board?channel={channel}&as={reader}")).GetProperty("lead").GetBoolean();
    }
}
