using System.Net;
using StudyBot.Local;

namespace StudyBot.Tests.Local;

/// <summary>There are no accounts: a name is who somebody is, so it loses nothing that people write it with.</summary>
public class NamesTests
{
    private const string Astronaut = "\U0001F469\u200D\U0001F680";

    [Theory]
    [InlineData("\U00020BB7田")] // A Japanese family name that has a code point of its own, beyond the first 65,536.
    [InlineData("Ana \U0001F389")]
    [InlineData(Astronaut)]
    [InlineData("مریم‌السادات")] // Persian: the joint in the middle is a part of the spelling.
    [InlineData("क्‍ष")]
    [InlineData("Åsa Öberg")]
    public void A_name_keeps_what_it_is_written_with(string name) => Assert.Equal(name, Names.Tidy(name));

    [Theory]
    [InlineData("\u202Eana", "ana")]
    [InlineData("ana\u200B", "ana")]
    [InlineData("ana\u200D", "ana")]
    [InlineData("an\u200Ca", "an a")]
    [InlineData("\u200Dana\n", "ana")]
    [InlineData("ana\uDB40\uDC61", "ana")] // A tag: no sign of its own.
    [InlineData("  Åsa \t Öberg ", "Åsa Öberg")]
    public void What_cannot_be_seen_makes_nobody_another_person(string written, string name) => Assert.Equal(name, Names.Tidy(written));

    [Fact]
    public void A_name_is_as_long_as_people_count_it()
    {
        var forty = string.Concat(Enumerable.Repeat("\U00020BB7", 40));

        Assert.Equal(forty, Names.Tidy(forty));
        Assert.Null(Names.Tidy(forty + "a"));
        Assert.Null(Names.Tidy(new string('a', 41)));
        Assert.Null(Names.Tidy($"a{new string('\u0301', 100)}")); // One character, and more than a key takes.
    }

    [Theory]
    [InlineData("\U00020BB7田", "田")]
    [InlineData("Ana \U0001F389", "ana")]
    [InlineData(Astronaut, "\U0001F680")]
    public async Task Whoever_is_called_otherwise_is_somebody_else_everywhere(string name, string other)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync(other, "good morning");

        var said = await chat.SayAsync(name, "done");
        await chat.SayAsync(name, "me", direct: true);
        await chat.PostAsync("/local/reactions", new { from = name, message = "m1", name = "heart", on = true });

        Assert.Equal(name, Assert.Single(said.GetProperty("receipts").EnumerateArray()).Text("from"));
        Assert.Contains((await chat.ReadAsync("/local/people")).EnumerateArray(), person => person.Text("name") == name && !person.GetProperty("lead").GetBoolean());
        Assert.Contains(await chat.MessagesAsync(Uri.EscapeDataString(name)), m => m.Text("channel") == $"@{name}");
        Assert.DoesNotContain(await chat.MessagesAsync(Uri.EscapeDataString(other)), m => m.Text("channel") == $"@{name}");
        Assert.Equal(1, (await chat.ReadAsync($"/local/board?as={Uri.EscapeDataString(name)}")).GetProperty("mine").GetProperty("streak").GetInt32());
        await chat.DeleteAsync(Uri.EscapeDataString(other), said.Text("id")!, HttpStatusCode.Forbidden);
        await chat.DeleteAsync(Uri.EscapeDataString(name), said.Text("id")!);
    }

    [Fact]
    public async Task With_a_joint_or_without_it_is_one_person()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("مریم‌السادات", "good morning");

        await chat.SayAsync("مریمالسادات", "done");

        Assert.Equal("مریم‌السادات", (await chat.MessagesAsync())[^1].Text("from"));
        Assert.Equal(4, (await chat.ReadAsync("/local/people")).GetArrayLength());
    }

    /// <summary>However they are written, and before their first word too.</summary>
    [Fact]
    public async Task A_lead_is_named_in_upper_or_lower_case()
    {
        await using var chat = await Chat.StartAsync();

        await chat.SayAsync("ana", "@StudyBot lead @BEN");

        Assert.True((await chat.ReadAsync("/local/board?as=ben")).GetProperty("lead").GetBoolean());
    }

    /// <summary>Most that people write is read without the signs that cannot be seen.</summary>
    [Theory]
    [InlineData("مریم‌السادات")]
    [InlineData(Astronaut)]
    [InlineData("Ana ❤️")]
    public async Task A_lead_names_whoever_is_called_so(string name)
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync(name, "done");

        await chat.SayAsync("ana", $"@StudyBot lead @{name}");

        Assert.True((await chat.ReadAsync($"/local/board?as={Uri.EscapeDataString(name)}")).GetProperty("lead").GetBoolean());
    }
}
