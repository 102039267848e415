using System.Net;
using System.Text.Json;

namespace StudyBot.Judges.Infra;

/// <summary>What an operator trusts the deployment with.</summary>
public class DeploymentTests
{
    /// <summary>As it comes, and with all there is; foretold once.</summary>
    private static readonly Task<Deployment> Small = Deployment.ForetellAsync(), Everything = Deployment.ForetellAsync(
        "param slack = 'install'",
        "param slackSecrets = { ClientSecret: 'canary-secret' }",
        "param metrics = true",
        "param alertEmail = 'ops@example.org'",
        "param postgres = true",
        "param postgresPassword = 'canary-password'");

    [Fact]
    public async Task The_store_has_no_keys_and_one_identity_may_write_it()
    {
        var small = await Small;

        var account = small.One("Microsoft.Storage/storageAccounts");
        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.DoesNotContain("listKeys", small.Text, StringComparison.OrdinalIgnoreCase);
        // Storage Table Data Contributor and Key Vault Secrets User, and nothing wider.
        Assert.Equal(
            ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "4633458b-17de-408a-b874-0445c86b69e6"],
            small.All("Microsoft.Authorization/roleAssignments").Select(a => a.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.Split('/')[^1]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_bot_keeps_ticking_and_its_probes_ask_what_the_host_answers()
    {
        var small = await Small;
        await using var host = await HostProcess.StartAsync();

        Assert.Equal(1, small.Template.GetProperty("scale").GetProperty("minReplicas").GetInt32());
        var probes = small.Container("studybot").GetProperty("probes").EnumerateArray().ToDictionary(p => p.GetProperty("type").GetString()!, p => p.GetProperty("httpGet"));
        Assert.Equal(["Liveness", "Readiness", "Startup"], probes.Keys.Order(StringComparer.Ordinal));
        Assert.NotEqual(probes["Liveness"].GetProperty("path").GetString(), probes["Readiness"].GetProperty("path").GetString());
        foreach (var probe in probes.Values) Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync(probe.GetProperty("path").GetString())).StatusCode);
    }

    [Fact]
    public async Task Teams_reaches_the_bot_and_no_password_is_needed()
    {
        var small = await Small;

        var bot = small.One("Microsoft.BotService/botServices");
        Assert.Equal("UserAssignedMSI", bot.GetProperty("msaAppType").GetString());
        Assert.Contains("/api/messages", bot.GetProperty("endpoint").GetString());
        Assert.Equal("MsTeamsChannel", small.One("Microsoft.BotService/botServices/channels").GetProperty("channelName").GetString());
        Assert.Equal("UserAssignedMSI", small.Environment["MicrosoftAppType"]);
        Assert.Equal(small.Environment["AZURE_CLIENT_ID"], small.Environment["MicrosoftAppId"]);
    }

    [Fact]
    public async Task What_costs_more_is_off_until_it_is_asked_for()
    {
        var small = await Small;
        var all = await Everything;

        Assert.Empty(small.All("Microsoft.DBforPostgreSQL/flexibleServers"));
        Assert.Equal(1, small.Template.GetProperty("containers").GetArrayLength());
        Assert.DoesNotContain("Quartz__Provider", small.Environment.Keys);
        Assert.Single(all.All("Microsoft.DBforPostgreSQL/flexibleServers"));
        Assert.Equal("http://localhost:4317", all.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("Postgres", all.Environment["Quartz__Provider"]);
        Assert.NotEmpty(all.All("Microsoft.Insights/workbooks"));
        Assert.Equal(["ops@example.org"], all.One("Microsoft.Insights/actionGroups").GetProperty("emailReceivers").EnumerateArray().Select(r => r.GetProperty("emailAddress").GetString()));
    }

    [Fact]
    public async Task Secrets_are_in_the_vault_and_nowhere_else()
    {
        var all = await Everything;

        Assert.DoesNotContain("canary", all.Text);
        Assert.All(
            all.One("Microsoft.App/containerApps").GetProperty("configuration").GetProperty("secrets").EnumerateArray(),
            secret => Assert.Contains("vaultUri", secret.GetProperty("keyVaultUrl").GetString()));
        var kept = all.All("Microsoft.KeyVault/vaults/secrets").Select(s => s.GetProperty("name").GetString()!.Split('/')[^1].ToLowerInvariant()).ToHashSet();
        Assert.Superset(all.Container("studybot").GetProperty("env").EnumerateArray().Where(e => e.TryGetProperty("secretRef", out _)).Select(e => e.GetProperty("secretRef").GetString()!).ToHashSet(), kept);
    }

    [Fact]
    public async Task Every_parameter_that_holds_a_secret_says_so_in_every_module()
    {
        var (_, template, _) = await Bicep.RunAsync("build", Path.Combine(Bicep.Folder, "main.bicep"), "--stdout");
        using var compiled = JsonDocument.Parse(template);

        var parameters = Parameters(compiled.RootElement).ToList();

        Assert.Contains(parameters, p => p.Name == "postgresPassword");
        Assert.All(
            parameters.Where(p => new[] { "secret", "password", "token", "key", "connection" }.Any(word => p.Name.Contains(word, StringComparison.OrdinalIgnoreCase))),
            p => Assert.True(p.Type is "securestring" or "secureObject", $"{p.Name} is a plain {p.Type}."));
    }

    /// <summary>Of a template, and of the templates inside it.</summary>
    private static IEnumerable<(string Name, string Type)> Parameters(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p is { Name: "parameters" or "outputs", Value.ValueKind: JsonValueKind.Object }
            ? p.Value.EnumerateObject().Where(one => one.Value.ValueKind is JsonValueKind.Object && one.Value.TryGetProperty("type", out _)).Select(one => (one.Name, one.Value.GetProperty("type").GetString()!))
            : Parameters(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Parameters),
        _ => [],
    };
}
