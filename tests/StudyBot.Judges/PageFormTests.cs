using System.Net.Http.Json;
using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace StudyBot.Judges;

/// <summary>The form that sets a cohort up, filled in by people: each brings a channel of their own.</summary>
public class PageFormTests(FirstDay day, Browser browser) : IClassFixture<FirstDay>
{
    private const string Plan = "# Café bread\n\n### Day 1: Salt\n**Learning:** Salt keeps.\n**Doable:** Salt a slice.\n";

    private readonly List<string> _sent = [];

    private HostProcess Host => day.Host;

    [Fact]
    public async Task A_chosen_file_stays_chosen_while_another_field_is_mended()
    {
        await using var abel = await AskedAsync("abel");
        await File(abel).SetInputFilesAsync(Named("bread.md", Encoding.UTF8.GetBytes(Plan)));
        await abel.Page.GetByLabel("Time zone").FillAsync("Nowhere/Land");
        await Start(abel).ClickAsync();

        await Expect(abel.Page.GetByText("Give a zone such as")).ToBeVisibleAsync();
        await Expect(abel.Page.GetByLabel("Time zone")).ToBeFocusedAsync();
        await Expect(File(abel)).ToHaveValueAsync(@"C:\fakepath\bread.md");

        await abel.Page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await Start(abel).ClickAsync();
        await Expect(abel.Post("Café bread is set up")).ToBeVisibleAsync();
        Assert.Empty(abel.Complaints);
    }

    [Theory]
    [InlineData("berta", "The file is not UTF-8 text.")]
    [InlineData("bruno", "The file is larger than 1 MB.")]
    public async Task What_cannot_be_a_plan_is_refused_at_its_field(string person, string words)
    {
        await using var visit = await AskedAsync(person);
        var bytes = person == "berta" ? Encoding.Latin1.GetBytes(Plan) : Encoding.UTF8.GetBytes(Plan + new string('x', 1024 * 1024));
        await File(visit).SetInputFilesAsync(Named("bread.md", bytes));
        await Start(visit).ClickAsync();

        await Expect(visit.Page.Locator(".field .error")).ToContainTextAsync(words);
        await Expect(File(visit)).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex(words));
        await Expect(File(visit)).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(File(visit)).ToBeFocusedAsync();
        Assert.Empty(_sent);

        await visit.Button("Leave the file out").ClickAsync();
        await Expect(visit.Page.Locator(".field .error")).ToHaveCountAsync(0);
        await Start(visit).ClickAsync();
        await Expect(visit.Talk.GetByRole(AriaRole.Heading, new() { NameRegex = new(" is set up$") })).ToBeVisibleAsync();
        Assert.Contains("\"file\":\"\"", Assert.Single(_sent), StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_chosen_file_can_be_left_out_again()
    {
        await using var axel = await AskedAsync("axel");
        await Expect(axel.Button("Leave the file out")).ToHaveCountAsync(0);
        await File(axel).SetInputFilesAsync(Named("bread.md", Encoding.UTF8.GetBytes(Plan)));

        await axel.Button("Leave the file out").ClickAsync();

        await Expect(File(axel)).ToHaveValueAsync("");
        await Expect(File(axel)).ToBeFocusedAsync();
        await Expect(axel.Button("Leave the file out")).ToHaveCountAsync(0);
        Assert.Empty(axel.Complaints);
    }

    /// <summary>Of a double click the second half would be answered too, in the place of the first answer.</summary>
    [Fact]
    public async Task A_double_click_starts_one_cohort_and_its_answer_is_read_out()
    {
        await using var carla = await AskedAsync("carla");

        await Start(carla).DblClickAsync();

        await Expect(carla.Talk.GetByRole(AriaRole.Heading, new() { NameRegex = new(" is set up$") })).ToBeVisibleAsync();
        Assert.Single(_sent);
        await Expect(carla.Page.Locator("#live")).ToContainTextAsync("is set up");
        Assert.Empty(carla.Complaints);
    }

    [Fact]
    public async Task Who_leads_is_told_of_the_cohort_of_the_open_channel()
    {
        await using var carlo = await AskedAsync("carlo");
        await Start(carlo).ClickAsync();

        await Expect(carlo.Page.GetByText("Leads this cohort.")).ToBeVisibleAsync();
        await carlo.Button("# study").ClickAsync();
        await Expect(carlo.Page.GetByText("Leads this cohort.")).ToBeHiddenAsync();
        await carlo.BecomeAsync("ana");
        await Expect(carlo.Page.GetByText("Leads this cohort.")).ToBeVisibleAsync();
        await carlo.Button("# of-carlo").ClickAsync();
        await Expect(carlo.Page.GetByText("Leads this cohort.")).ToBeHiddenAsync();
        Assert.Empty(carlo.Complaints);
    }

    [Fact]
    public async Task What_was_filled_in_is_there_after_a_look_at_another_conversation()
    {
        await using var dora = await AskedAsync("dora");
        await dora.Page.GetByLabel("Holidays").FillAsync("2026-12-24");

        await dora.Button("# study").ClickAsync();
        await Expect(dora.Lesson(1)).ToBeVisibleAsync();
        await dora.Button("# of-dora").ClickAsync();

        await Expect(dora.Page.GetByLabel("Holidays")).ToHaveValueAsync("2026-12-24");
        Assert.Empty(dora.Complaints);
    }

    private static ILocator File(Visit visit) => visit.Page.GetByLabel("Or a plan of your own");

    private static ILocator Start(Visit visit) => visit.Button("Start the cohort");

    private static FilePayload Named(string name, byte[] bytes) => new() { Name = name, MimeType = "text/markdown", Buffer = bytes };

    /// <summary>Somebody who has asked for the form, in front of it.</summary>
    private async Task<Visit> AskedAsync(string person)
    {
        (await Host.Http.PostAsJsonAsync("/local/messages", new { from = person, text = "@StudyBot setup", channel = $"of-{person}" })).EnsureSuccessStatusCode();
        var visit = await browser.OpenAsync(Host.Address, person);
        visit.Page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/local/forms", StringComparison.Ordinal)) _sent.Add(request.PostData ?? "");
        };
        await Expect(visit.Lesson(1)).ToBeVisibleAsync();
        await visit.Button($"# of-{person}").ClickAsync();
        await Expect(Start(visit)).ToBeVisibleAsync();
        return visit;
    }
}
