using System.CommandLine;
using System.Reflection;
using System.Text.RegularExpressions;

namespace StudyBot.Host.Commands;

/// <summary><c>teams package</c>.</summary>
internal static partial class TeamsCommands
{
    /// <summary>Lengths the manifest's schema allows.</summary>
    private const int LongestName = 30, LongestPublisher = 32;

    public static Command Make(Terminal terminal) => new("teams", "Make StudyBot an app of Microsoft Teams.") { Package(terminal) };

    private static Command Package(Terminal terminal)
    {
        var id = new Option<string>("--app-id") { Description = "The bot's Microsoft App ID, as its registration shows it.", Required = true };
        var host = new Option<string>("--host") { Description = "Where Teams reaches StudyBot, such as study.example.org.", Required = true };
        var output = new Option<string>("--output") { Description = "The file to write.", DefaultValueFactory = _ => "studybot-teams.zip" };
        var name = new Option<string>("--name") { Description = "What people see and mention.", DefaultValueFactory = _ => "StudyBot" };
        var publisher = new Option<string>("--publisher") { Description = "Who runs it.", DefaultValueFactory = _ => "StudyBot" };
        var website = new Option<string?>("--website") { Description = "Its page for people; otherwise the host's." };
        var privacy = new Option<string?>("--privacy") { Description = "What you promise about people's data; otherwise the website." };
        var terms = new Option<string?>("--terms") { Description = "Your terms of use; otherwise the website." };
        var version = new Option<string?>("--app-version") { Description = "The app's; Teams takes a package as an update where it is higher. Otherwise StudyBot's." };
        var withoutConsent = new Option<bool>("--without-consent") { Description = "Do not ask to hear replies without a mention; for organisations that allow no such consent, and for a managed identity, which can be granted none." };
        var command = new Command("package", "Pack the app that a team installs: a zip for Teams or its admin center.") { id, host, output, name, publisher, website, privacy, terms, version, withoutConsent };
        command.SetAction(parsed =>
        {
            var at = Host(parsed.GetRequiredValue(host));
            var home = Link("--website", parsed.GetValue(website)) ?? new Uri($"https://{at}/");
            var app = new TeamsApp(
                Id(parsed.GetRequiredValue(id)),
                at,
                Text("--name", parsed.GetRequiredValue(name), LongestName),
                Text("--publisher", parsed.GetRequiredValue(publisher), LongestPublisher),
                home,
                Link("--privacy", parsed.GetValue(privacy)) ?? home,
                Link("--terms", parsed.GetValue(terms)) ?? home,
                Numbered(parsed.GetValue(version) ?? Version),
                AsksConsent: !parsed.GetValue(withoutConsent));
            var file = Options.Path("--output", parsed.GetRequiredValue(output));
            Write(file, AppPackage.Pack(app));
            terminal.Line($"{file} is packed: {app.Name} {app.Version} at https://{app.Host}/api/messages.");
            terminal.Line("Upload it in the Teams admin center (Teams apps, Manage apps), or in Teams itself (Apps, Manage your apps, Upload an app).");
            return Exit.Fine;
        });
        return command;
    }

    /// <summary>Without what a build adds behind a plus sign.</summary>
    private static string Version { get; } = typeof(TeamsCommands).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Numbered(string text) => ThreeNumbers().IsMatch(text) ? text
        : throw CommandException.Usage($"--app-version: \"{text}\" is no version that Teams takes. Give three numbers, such as 1.2.0.");

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}\z")]
    private static partial Regex ThreeNumbers();

    private static Guid Id(string text) => Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty
        ? id
        : throw CommandException.Usage($"--app-id: \"{text}\" is no Microsoft App ID. It looks like 1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10; Azure shows it under the bot's Configuration.");

    private static string Host(string text) => Uri.TryCreate($"https://{text}", UriKind.Absolute, out var uri) && uri.Authority.Equals(text, StringComparison.OrdinalIgnoreCase)
        ? uri.Authority
        : throw CommandException.Usage($"--host: \"{text}\" is no host. Give its name or address alone, without https:// and without a path, such as study.example.org.");

    private static string Text(string option, string text, int longest) => text.Trim() is { Length: > 0 } trimmed && trimmed.Length <= longest && !trimmed.Any(char.IsControl)
        ? trimmed
        : throw CommandException.Usage($"{option}: \"{text}\" must have 1 to {longest} characters; Teams shows no more.");

    private static Uri? Link(string option, string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri
        : throw CommandException.Usage($"{option}: \"{text}\" is no https address, such as https://example.org/privacy.");

    private static void Write(string file, byte[] bytes)
    {
        try
        {
            File.WriteAllBytes(file, bytes);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Input($"{file} cannot be written: {fault.Message} Choose another place with --output.");
        }
    }
}
