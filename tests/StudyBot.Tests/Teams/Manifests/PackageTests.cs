using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StudyBot.Commands;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.Teams;

/// <summary>What <c>teams package</c> packs: an app that asks for what the bot uses, with commands the bot knows, and icons Teams takes.</summary>
public sealed class PackageTests : IDisposable
{
    private const string Id = "1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10";

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task The_package_holds_the_manifest_and_the_two_icons_it_names()
    {
        using var package = await PackAsync();
        var icons = Manifest(package)["icons"]!;

        Assert.Equal(["manifest.json", "color.png", "outline.png"], package.Entries.Select(e => e.FullName));
        Assert.Equal(("color.png", "outline.png"), ((string?)icons["color"], (string?)icons["outline"]));
        foreach (var file in (string[])["color.png", "outline.png"]) Assert.Equal(await File.ReadAllBytesAsync(Repository.PathOf("manifests/teams", file)), Bytes(package, file));
    }

    [Fact]
    public async Task The_app_is_the_bot_at_the_host()
    {
        using var package = await PackAsync("--host", "Study.example.org:8443");
        var manifest = Manifest(package);

        Assert.Equal([Id, Id, Id], [(string?)manifest["id"], (string?)Bot(manifest)["botId"], (string?)manifest["webApplicationInfo"]!["id"]]);
        Assert.Equal(["study.example.org:8443"], Strings(manifest["validDomains"]));
        Assert.Equal("https://study.example.org:8443/", (string?)manifest["developer"]!["privacyUrl"]);
        Assert.Equal("StudyBot", (string?)manifest["name"]!["short"]);
        Assert.Equal((string?)manifest["version"], (await Shell.RunAsync("--version")).Output.Trim().Split('+')[0]);
        Assert.DoesNotContain("{{", manifest.ToJsonString());
    }

    [Fact]
    public async Task Names_and_pages_are_the_operators()
    {
        using var package = await PackAsync("--host", "study.example.org", "--name", "Lern\"Bot\\", "--publisher", "Müller & Co", "--website", "https://example.org/study", "--privacy", "https://example.org/privacy");
        var manifest = Manifest(package);

        Assert.Equal(("Lern\"Bot\\", "Lern\"Bot\\: learn together, a little every day"), ((string?)manifest["name"]!["short"], (string?)manifest["name"]!["full"]));
        Assert.Equal("Müller & Co", (string?)manifest["developer"]!["name"]);
        Assert.Equal(
            ["https://example.org/study", "https://example.org/privacy", "https://example.org/study"],
            ((string[])["websiteUrl", "privacyUrl", "termsOfUseUrl"]).Select(page => (string?)manifest["developer"]![page]));
    }

    [Fact]
    public async Task The_bot_is_at_home_in_teams_group_chats_and_alone()
    {
        using var package = await PackAsync();
        var bot = Bot(Manifest(package));

        Assert.Equal(["team", "groupChat", "personal"], Strings(bot["scopes"]));
        Assert.Equal(Strings(bot["scopes"]), bot["commandLists"]!.AsArray().SelectMany(list => Strings(list!["scopes"])));
        Assert.True((bool)bot["supportsFiles"]!);
        Assert.False((bool)bot["isNotificationOnly"]!);
    }

    /// <summary>Replies without a mention, in a channel and in a chat; who owns a team, who comes to a shared or private channel, who is in a chat.</summary>
    [Fact]
    public async Task It_asks_each_team_and_chat_for_these_and_for_nothing_else()
    {
        using var package = await PackAsync();
        var asked = Manifest(package)["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray();

        Assert.Equal(["ChannelMessage.Read.Group", "TeamMember.Read.Group", "ChannelMember.Read.Group", "ChatMessage.Read.Chat", "ChatMember.Read.Chat"], asked.Select(p => (string?)p!["name"]));
        Assert.All(asked, p => Assert.Equal("Application", (string?)p!["type"]));
    }

    /// <summary>Whoever is asked finds the reason there; and what to type, the command takes.</summary>
    [Fact]
    public async Task Its_page_tells_the_reason_for_each_permission_and_options_that_are_there()
    {
        var page = await File.ReadAllTextAsync(Repository.PathOf("manifests/teams/README.md"));
        using var package = await PackAsync();
        foreach (var permission in Manifest(package)["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray()) Assert.Matches($@"\| `{permission!["name"]}` \| \S.+ \|", page);

        var help = (await Shell.RunAsync("teams", "package", "--help")).Output;
        var section = page.Split("\n## ").Single(s => s.StartsWith("Pack the app", StringComparison.Ordinal));
        Assert.All(Regex.Matches(section.Replace("--project", ""), "--[a-z][a-z-]+"), option => Assert.Contains($"  {option.Value}", help));
    }

    /// <summary>Teams refuses to install an app that asks where the organisation lets nobody consent.</summary>
    [Fact]
    public async Task Where_nobody_may_consent_it_asks_for_nothing_and_is_the_same_app()
    {
        using var asking = await PackAsync();
        using var silent = await PackAsync("--host", "study.example.org", "--without-consent");
        var expected = Manifest(asking).AsObject();

        Assert.True(expected.Remove("authorization"));
        Assert.True(JsonNode.DeepEquals(expected, Manifest(silent)));
    }

    /// <summary>Teams takes it as an update where that is higher.</summary>
    [Fact]
    public async Task What_was_changed_can_be_packed_with_a_version_of_its_own()
    {
        using var package = await PackAsync("--host", "study.example.org", "--app-version", "1.2.0");
        Assert.Equal("1.2.0", (string?)Manifest(package)["version"]);

        foreach (var wrong in (string[])["1.2", "1.2.0-beta", "01.2.0", "v1.2.0"])
            Assert.Contains("--app-version", (await Shell.RunAsync("teams", "package", "--app-id", "1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10", "--host", "study.example.org", "--app-version", wrong)).Error);
    }

    [Fact]
    public async Task Every_command_Teams_offers_is_one_the_bot_knows_and_a_lead_s_only_where_there_are_leads()
    {
        using var package = await PackAsync();
        foreach (var list in Bot(Manifest(package))["commandLists"]!.AsArray())
        {
            var titles = list!["commands"]!.AsArray().Select(c => (string?)c!["title"]).ToArray();
            var known = titles.Select(title => Assert.Single(CommandCatalog.All, entry => entry.Words == title)).ToArray();

            Assert.Equal(titles.Distinct(), titles);
            Assert.Equal(Strings(list["scopes"]).Contains("team"), known.Any(entry => entry.ForLeads));
            Assert.All(list["commands"]!.AsArray(), c => Assert.InRange(((string?)c!["description"])!.Length, 5, 50));
        }
    }

    [Fact]
    public async Task The_same_app_is_the_same_package()
    {
        using (await PackAsync()) { }
        var first = await File.ReadAllBytesAsync(_folder.File("app.zip"));
        using (await PackAsync()) { }

        Assert.Equal(first, await File.ReadAllBytesAsync(_folder.File("app.zip")));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_named_with_what_to_do()
    {
        var ran = await Shell.RunAsync("teams", "package", "--app-id", Id, "--host", "study.example.org", "--output", Path.Combine(_folder.File("nowhere"), "app.zip"));

        Assert.Equal((1, ""), (ran.Exit, ran.Output));
        Assert.StartsWith($"{Path.Combine(_folder.File("nowhere"), "app.zip")} cannot be written: ", ran.Error);
        Assert.EndsWith("Choose another place with --output.\n", ran.Error);
    }

    /// <summary>learn.microsoft.com, "Teams app package": the symbol of a bot's colour icon keeps clear of what the hexagon cuts off.</summary>
    [Fact]
    public async Task The_colour_icon_fills_its_square_and_keeps_its_symbol_inside_the_hexagon()
    {
        using var package = await PackAsync();
        var icon = Png.Read(Bytes(package, "color.png"));
        var ground = icon.Pixels[0];

        Assert.Equal((192, 192), (icon.Width, icon.Height));
        Assert.All(icon.Pixels, pixel => Assert.Equal(byte.MaxValue, pixel.Alpha));
        Assert.Equal((string?)Manifest(package)["accentColor"], $"#{ground.Red:X2}{ground.Green:X2}{ground.Blue:X2}");
        var symbol = Enumerable.Range(0, icon.Pixels.Count).Where(i => icon.Pixels[i] != ground).Select(i => (X: i % 192, Y: i / 192)).ToArray();
        Assert.InRange(symbol.Min(p => p.X), 38, 96);
        Assert.InRange(symbol.Max(p => p.X), 96, 154);
        Assert.InRange(symbol.Min(p => p.Y), 38, 96);
        Assert.InRange(symbol.Max(p => p.Y), 96, 154);
    }

    /// <summary>The schema: a transparent PNG, its lines white.</summary>
    [Fact]
    public async Task The_outline_icon_is_white_and_nothing_else()
    {
        using var package = await PackAsync();
        var icon = Png.Read(Bytes(package, "outline.png"));

        Assert.Equal((32, 32), (icon.Width, icon.Height));
        Assert.All(icon.Pixels.Where(p => p.Alpha > 0), p => Assert.Equal((255, 255, 255), (p.Red, p.Green, p.Blue)));
        Assert.InRange(icon.Pixels.Count(p => p.Alpha == 0), 400, 900);
        Assert.InRange(icon.Pixels.Count(p => p.Alpha == 255), 60, 400);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ZipArchive> PackAsync(params string[] options)
    {
        var file = _folder.File("app.zip");
        var ran = await Shell.RunAsync(["teams", "package", "--app-id", Id, "--output", file, .. options.Length > 0 ? options : ["--host", "study.example.org"]]);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.StartsWith($"{file} is packed: ", ran.Output);
        return new(new MemoryStream(await File.ReadAllBytesAsync(file))); // Apart from the file, which the next package may replace.
    }

    private static JsonNode Manifest(ZipArchive package) => JsonNode.Parse(Bytes(package, "manifest.json"))!;

    private static JsonNode Bot(JsonNode manifest) => Assert.Single(manifest["bots"]!.AsArray())!;

    private static IEnumerable<string?> Strings(JsonNode? list) => list!.AsArray().Select(item => (string?)item);

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var stream = package.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
