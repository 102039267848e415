using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using StudyBot.Host.Running;
using StudyBot.Host.Settings;
using StudyBot.Tests.House;

namespace StudyBot.Tests.Hosting;

/// <summary><c>appsettings.sample.json</c> is where an operator looks first: it holds every setting, with the default that really holds.</summary>
public partial class SampleSettingsTests
{
    private const string File = "appsettings.sample.json";

    private static readonly IConfiguration Sample = new ConfigurationBuilder().AddJsonFile(Repository.PathOf(File)).Build();

    /// <summary>What StudyBot sets of the framework's own.</summary>
    private static readonly string[] Framework = ["urls", "Logging:", Observing.Endpoint];

    [Fact]
    public void It_holds_every_setting_and_no_other()
    {
        var written = Leaves(JsonDocument.Parse(Files.Read(File), new() { CommentHandling = JsonCommentHandling.Skip }).RootElement);

        Assert.Equal(SettingsReader.Names.Order(StringComparer.Ordinal), written.Where(name => !Framework.Any(name.StartsWith)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_values_are_the_defaults()
    {
        var (read, problems) = SettingsReader.Read(Sample);
        var defaults = new StudyBotSettings();

        Assert.Empty(problems);
        Assert.Empty(SettingsReader.Misspelt(Sample));
        foreach (var name in SettingsReader.Names) Assert.Equal(ValueOf(name, defaults), ValueOf(name, read));
    }

    private static object? ValueOf(string name, object settings) =>
        name.Split(':').Aggregate((object?)settings, (holder, part) => holder!.GetType().GetProperty(part)!.GetValue(holder));

    [Fact]
    public void It_says_what_holds_of_the_framework_s_own_settings_too()
    {
        var host = Defaults.Builder([]).Configuration;
        string Of(string key) => host[key]!.ToLower(CultureInfo.InvariantCulture);

        foreach (var (key, value) in Sample.AsEnumerable().Where(pair => Framework.Any(pair.Key.StartsWith) && !string.IsNullOrEmpty(pair.Value)))
            Assert.Equal(Of(key), value!.ToLower(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Every_setting_has_a_line_that_says_what_it_is_for()
    {
        foreach (var name in SettingsReader.Names.Select(name => name.Split(':')[^1])) Assert.Matches(new Regex($"""// .+\.\n *"{name}": """), Files.Read(File));
    }

    [Theory]
    [InlineData("docs/operating.md")]
    [InlineData("docs/privacy.md")]
    [InlineData("docs/studybot.service")]
    public void Every_setting_that_a_document_names_is_one(string document)
    {
        var named = Named().Matches(Files.Read(document)).Select(match => match.Value.Replace("__", ":")).Where(name => !name.StartsWith("Logging:") && !name.StartsWith("Kestrel:"));

        Assert.Empty(named.Except(SettingsReader.Names));
    }

    [Fact]
    public void The_handbook_names_settings_at_all() => Assert.True(Named().Count(Files.Read("docs/operating.md")) > 5);

    [GeneratedRegex("[A-Z][A-Za-z]+(?:(?:__|:)[A-Z][A-Za-z]+)+")]
    private static partial Regex Named();

    /// <summary>A list is one setting, whatever is in it.</summary>
    private static IEnumerable<string> Leaves(JsonElement element, string path = "") =>
        element.ValueKind is JsonValueKind.Object
            ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}:{member.Name}"))
            : [path];
}
