using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using StudyBot.Host.Settings;

namespace StudyBot.Judges.Infra;

/// <summary>The host is told what it reads, and would start with it.</summary>
public partial class EnvironmentTests
{
    /// <summary>Other libraries' own; appsettings.sample.json or docs/operating.md name those that are StudyBot's concern.</summary>
    private static readonly string[] Foreign = ["AZURE_CLIENT_ID", "Logging__Console__FormatterName", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "OTEL_METRIC_EXPORT_INTERVAL"];

    [Theory]
    [InlineData("off", new string[0])]
    [InlineData("socket", new[] { "Slack:AppToken", "Slack:BotToken" })]
    [InlineData("http", new[] { "Slack:BotToken", "Slack:SigningSecret" })]
    [InlineData("install", new[] { "Slack:ClientId", "Slack:ClientSecret", "Slack:SigningSecret", "Slack:TokenKey" })]
    public async Task However_Slack_is_connected_the_host_understands_every_setting(string slack, string[] secrets)
    {
        var deployment = await Deployment.ForetellAsync($"param slack = '{slack}'", "param postgres = true", "param postgresPassword = 'x'", "param allowedTenants = ['11111111-2222-3333-4444-555555555555']");
        var settings = deployment.Environment.Where(e => !Foreign.Contains(e.Key)).ToDictionary(e => e.Key.Replace("__", ":", StringComparison.Ordinal), e => e.Value);

        Assert.Equal(secrets, settings.Where(s => s is { Value: "secret", Key: not "Quartz:ConnectionString" }).Select(s => s.Key).Order(StringComparer.Ordinal));
        Assert.Empty(settings.Keys.Except(SettingsReader.Names));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)Filled(s.Key, s.Value)))).Build();
        Assert.Empty(SettingsReader.Read(configuration).Problems);
    }

    /// <summary>With what Azure and Slack would give.</summary>
    private static string Filled(string name, string value) => (name, value) switch
    {
        ("Slack:BotToken", "secret") => "xoxb-1",
        ("Slack:AppToken", "secret") => "xapp-1",
        ("Slack:TokenKey", "secret") => "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        ("Quartz:ConnectionString", "secret") => "Host=studybot.postgres.database.azure.com;Database=quartz;Username=studybot;Password=x;SSL Mode=VerifyFull",
        ("Storage:ServiceUri", _) => "https://studybot.table.core.windows.net/",
        _ when Expression().IsMatch(value) => "11111111-2222-3333-4444-555555555555",
        _ => value,
    };

    [GeneratedRegex(@"^\[.+\]$")]
    private static partial Regex Expression();
}
