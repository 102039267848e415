using StudyBot.Slack;
using YamlDotNet.RepresentationModel;

namespace StudyBot.Tests.Slack;

/// <summary>The manifests ask for what the code uses, no more and no less, and Slack takes them: docs.slack.dev/reference/app-manifest.</summary>
public class ManifestTests
{
    private const string Host = "https://studybot.example";

    public static TheoryData<string> Both => ["manifest.yaml", "manifest.socket.yaml"];

    [Theory]
    [MemberData(nameof(Both))]
    public void Scopes_are_those_the_code_needs(string file) =>
        Assert.Equal(Permissions.Scopes.Select(s => s.Name), Read(file).Items("oauth_config", "scopes", "bot"));

    [Theory]
    [MemberData(nameof(Both))]
    public void Events_are_those_the_code_hears(string file) =>
        Assert.Equal(Permissions.Events.Select(e => e.Name), Read(file).Items("settings", "event_subscriptions", "bot_events"));

    /// <summary>What nobody reads is not asked for: some of them Slack sends of every public channel, the bot being in it or not.</summary>
    [Fact]
    public void The_code_reads_every_event_it_asks_for()
    {
        var readers = string.Concat(((string[])["EventReader.cs", "Hearing.cs"]).Select(file => File.ReadAllText(Repository.PathOf("src/StudyBot.Slack/Inbound", file))));

        Assert.All(Permissions.Events, asked => Assert.Contains($"\"{asked.Name.Split('.')[0]}\"", readers));
    }

    [Fact]
    public void Over_http_every_address_is_one_of_the_hosts()
    {
        var manifest = Read("manifest.yaml");

        Assert.Equal(Host + Permissions.EventsPath, manifest.Value("settings", "event_subscriptions", "request_url"));
        Assert.Equal(Host + Permissions.InteractionsPath, manifest.Value("settings", "interactivity", "request_url"));
        Assert.Equal(Host + Permissions.CommandsPath, manifest.Value("features", "slash_commands", "0", "url"));
        Assert.Equal([Host + Permissions.OAuthPath], manifest.Items("oauth_config", "redirect_urls"));
        Assert.Equal("false", manifest.Value("settings", "socket_mode_enabled"));
    }

    [Fact]
    public void Over_sockets_there_is_no_address()
    {
        Assert.DoesNotContain("://", File.ReadAllText(Repository.PathOf("manifests/slack/manifest.socket.yaml")));
        Assert.Equal("true", Read("manifest.socket.yaml").Value("settings", "socket_mode_enabled"));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void The_rest_is_the_same_both_ways_and_fits(string file)
    {
        var manifest = Read(file);

        // app-manifest: name 35, description 140, long_description 174 to 4,000, display_name 80; command 32, its description 2,000, usage_hint 1,000.
        Assert.InRange(manifest.Value("display_information", "name").Length, 1, 35);
        Assert.InRange(manifest.Value("display_information", "description").Length, 1, 140);
        Assert.InRange(manifest.Value("display_information", "long_description").Length, 174, 4_000);
        Assert.Matches("^#[0-9a-f]{6}$", manifest.Value("display_information", "background_color"));
        Assert.Equal("StudyBot", manifest.Value("features", "bot_user", "display_name"));
        Assert.Equal(Permissions.Command, manifest.Value("features", "slash_commands", "0", "command"));
        Assert.Single(manifest.Node("features", "slash_commands").AllNodes.OfType<YamlMappingNode>());
        Assert.InRange(manifest.Value("features", "slash_commands", "0", "description").Length, 1, 2_000);
        Assert.InRange(manifest.Value("features", "slash_commands", "0", "usage_hint").Length, 1, 1_000);
        Assert.Equal("true", manifest.Value("features", "slash_commands", "0", "should_escape"));
        Assert.Equal("true", manifest.Value("features", "app_home", "home_tab_enabled"));
        Assert.Equal("true", manifest.Value("features", "app_home", "messages_tab_enabled"));
        Assert.Equal("false", manifest.Value("features", "app_home", "messages_tab_read_only_enabled"));
        Assert.Equal("true", manifest.Value("settings", "interactivity", "is_enabled"));
        Assert.Equal("false", manifest.Value("settings", "org_deploy_enabled"));
        Assert.Equal("false", manifest.Value("settings", "token_rotation_enabled"));
    }

    /// <summary>docs.slack.dev/reference/events names the scope each needs.</summary>
    [Theory]
    [InlineData("app_mention", "app_mentions:read")]
    [InlineData("message.channels", "channels:history")]
    [InlineData("message.groups", "groups:history")]
    [InlineData("message.im", "im:history")]
    [InlineData("reaction_added", "reactions:read")]
    [InlineData("reaction_removed", "reactions:read")]
    [InlineData("channel_archive", "channels:read")]
    [InlineData("channel_deleted", "channels:read")]
    [InlineData("channel_left", "channels:read")]
    [InlineData("group_archive", "groups:read")]
    [InlineData("group_deleted", "groups:read")]
    [InlineData("group_left", "groups:read")]
    [InlineData("member_joined_channel", "channels:read")]
    [InlineData("member_joined_channel", "groups:read")]
    [InlineData("member_left_channel", "channels:read")]
    [InlineData("member_left_channel", "groups:read")]
    [InlineData("user_change", "users:read")]
    public void An_event_comes_with_the_scope_it_needs(string heard, string scope)
    {
        Assert.Contains(Permissions.Events, e => e.Name == heard);
        Assert.Contains(Permissions.Scopes, s => s.Name == scope);
    }

    /// <summary>docs.slack.dev/reference/methods names the scope each needs; those of views, auth and oauth need none.</summary>
    [Theory]
    [InlineData("chat.postMessage, chat.update, chat.postEphemeral, chat.delete", "chat:write")]
    [InlineData("reactions.add, reactions.remove", "reactions:write")]
    [InlineData("conversations.open", "im:write")]
    [InlineData("conversations.info", "channels:read")]
    [InlineData("conversations.info", "groups:read")]
    [InlineData("conversations.history, conversations.replies", "channels:history")]
    [InlineData("conversations.history, conversations.replies", "groups:history")]
    [InlineData("conversations.history", "im:history")]
    [InlineData("files.info, a file's download, file_input", "files:read")]
    [InlineData("files.getUploadURLExternal, files.completeUploadExternal", "files:write")]
    [InlineData("users.info", "users:read")]
    [InlineData("slash commands", "commands")]
    public void A_call_has_the_scope_it_needs(string calls, string scope) =>
        Assert.True(Permissions.Scopes.Any(s => s.Name == scope), $"{calls} need {scope}.");

    [Fact]
    public void Each_is_asked_for_once_in_order_and_with_a_reason()
    {
        foreach (var permissions in (IReadOnlyList<Asked>[])[Permissions.Scopes, Permissions.Events])
        {
            Assert.Equal(permissions.Select(p => p.Name).Distinct().Order(StringComparer.Ordinal), permissions.Select(p => p.Name));
            Assert.All(permissions, p => Assert.NotEmpty(p.Reason));
        }
    }

    [Theory]
    [InlineData("From a laptop")]
    [InlineData("On a server")]
    public void The_first_lesson_is_ten_lines_away(string way)
    {
        var section = File.ReadAllText(Repository.PathOf("manifests/slack/README.md")).Split("\n## ").Single(s => s.StartsWith(way, StringComparison.Ordinal));

        Assert.Equal(10, section.Split('\n').Count(line => char.IsDigit(line.FirstOrDefault())));
    }

    private static Manifest Read(string file)
    {
        using var text = new StringReader(File.ReadAllText(Repository.PathOf($"manifests/slack/{file}")));
        var yaml = new YamlStream();
        yaml.Load(text);
        return new(Assert.Single(yaml.Documents).RootNode);
    }

    private sealed record Manifest(YamlNode Root)
    {
        public YamlNode Node(params string[] path) => path.Aggregate(Root, (node, step) => node is YamlSequenceNode list ? list[int.Parse(step)] : node[step]);

        public string Value(params string[] path) => ((YamlScalarNode)Node(path)).Value!;

        public IEnumerable<string> Items(params string[] path) => ((YamlSequenceNode)Node(path)).Select(item => ((YamlScalarNode)item).Value!);
    }
}
