using Microsoft.Extensions.Configuration;
using StudyBot.Doors;
using StudyBot.Host.Settings;

namespace StudyBot.Tests.Hosting;

/// <summary>A wrong setting is told in one line: which, what is wrong, an example.</summary>
public class SettingsTests
{
    /// <summary>The setting as it is written, and the line that is said about it. Another one is one more line here.</summary>
    [Theory]
    [InlineData("Storage:Provider=Oracle", "Storage:Provider: \"Oracle\" is none of Sqlite, AzureTables. Example: Storage:Provider=Sqlite")]
    [InlineData("Storage:Provider=0", "Storage:Provider: \"0\" is none of Sqlite, AzureTables. Example: Storage:Provider=Sqlite")]
    [InlineData("Storage:SqlitePath=/var/lib/studybot/", "Storage:SqlitePath: \"/var/lib/studybot/\" names no file. Example: Storage:SqlitePath=/var/lib/studybot/studybot.db")]
    [InlineData("Storage:Provider=AzureTables", "Storage:ServiceUri: is missing: Azure Tables are found by it, or by Storage:ConnectionString. Example: Storage:ServiceUri=https://ACCOUNT.table.core.windows.net/")]
    [InlineData("Storage:TableName=study-bot", "Storage:TableName: \"study-bot\" is no name for a table: those have 3 to 63 letters and digits, and a letter first. Example: Storage:TableName=studybot")]
    [InlineData("Storage:SqlitePth=x.db", "Storage:SqlitePth: there is no such setting; there are Storage:Provider and Storage:SqlitePath and Storage:ConnectionString and Storage:ServiceUri and Storage:TableName. Example: Storage:SqlitePath=/var/lib/studybot/studybot.db")]
    [InlineData("Quartz:Provider=Redis", "Quartz:Provider: \"Redis\" is none of Memory, Postgres. Example: Quartz:Provider=Memory")]
    [InlineData("Quartz:Provider=Postgres", "Quartz:ConnectionString: is missing: Quartz:Provider=Postgres needs a database. Example: Quartz:ConnectionString=\"Host=db.example.org;Database=quartz;Username=studybot;Password=…\"")]
    [InlineData("Scheduling:Shards=0", "Scheduling:Shards: \"0\" is no whole number from 1 to 64. Example: Scheduling:Shards=1")]
    [InlineData("Scheduling:Shards=many", "Scheduling:Shards: \"many\" is no whole number from 1 to 64. Example: Scheduling:Shards=1")]
    [InlineData("Scheduling:Shard=2", "Scheduling:Shard: there is no such setting; there is Scheduling:Shards. Example: Scheduling:Shards=1")]
    [InlineData("Local:Enabled=maybe", "Local:Enabled: \"maybe\" is neither true nor false. Example: Local:Enabled=true")]
    [InlineData("Delivery:WhenUnsure=Never", "Delivery:WhenUnsure: \"Never\" is none of Resend, Hold. Example: Delivery:WhenUnsure=Resend")]
    [InlineData("Retention:FinishedCohortDays=-1", "Retention:FinishedCohortDays: \"-1\" is no whole number from 0 to 36500. Example: Retention:FinishedCohortDays=365")]
    [InlineData("Http:RequestsPerSecond=1e3", "Http:RequestsPerSecond: \"1e3\" is no whole number from 0 to 100000. Example: Http:RequestsPerSecond=50")]
    [InlineData("Proxy:Trusted:0=proxy.example", "Proxy:Trusted: \"proxy.example\" is neither an address nor a network. Example: Proxy:Trusted=10.0.0.0/8")]
    [InlineData("urls=127.0.0.1:3978", "urls: \"127.0.0.1:3978\" is no address to listen at. Example: urls=http://127.0.0.1:3978")]
    [InlineData("urls=http://127.0.0.1:99999", "urls: \"http://127.0.0.1:99999\" is no address to listen at. Example: urls=http://127.0.0.1:3978")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector", "OTEL_EXPORTER_OTLP_ENDPOINT: \"collector\" is no address of a collector. Example: OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4317")]
    [InlineData("Logging:LogLevel:StudyBot=Verbose", "Logging:LogLevel:StudyBot: \"Verbose\" is none of Trace, Debug, Information, Warning, Error, Critical, None. Example: Logging:LogLevel:StudyBot=Information")]
    [InlineData("Logging:Console:LogLevel:Default=Loud", "Logging:Console:LogLevel:Default: \"Loud\" is none of Trace, Debug, Information, Warning, Error, Critical, None. Example: Logging:Console:LogLevel:Default=Information")]
    public void A_wrong_one_is_told_in_one_line(string written, string line) => Assert.Equal([line], Problems(written));

    /// <summary>No line shows the secret in it.</summary>
    [Theory]
    [InlineData("postgres://studybot:canary@db.example.org/quartz")]
    [InlineData("Host=;Password=canary")]
    [InlineData("Host=db.example.org;Pasword=canary")]
    [InlineData("Host=db.example.org;Port=canary")]
    public void A_connection_string_that_PostgreSQL_does_not_know_is_told_without_what_is_in_it(string written) => Assert.Equal(
        ["Quartz:ConnectionString: is no connection string of a PostgreSQL database, name by name, with its Host. Example: Quartz:ConnectionString=\"Host=db.example.org;Database=quartz;Username=studybot;Password=…\""],
        Problems("Quartz:Provider=Postgres", $"Quartz:ConnectionString={written}"));

    private const string App = "MicrosoftAppId=11111111-2222-3333-4444-555555555555";
    private const string Tenant = "MicrosoftAppTenantId=11111111-2222-3333-4444-555555555556";

    [Theory]
    [InlineData("MicrosoftAppId", "MicrosoftAppPassword=secret")]
    [InlineData("MicrosoftAppId", "MicrosoftAppId=my-bot", Tenant, "MicrosoftAppPassword=secret")]
    [InlineData("MicrosoftAppId", "MicrosoftAppId={11111111-2222-3333-4444-555555555555}", Tenant, "MicrosoftAppPassword=secret")]
    [InlineData("MicrosoftAppId", "MicrosoftAppId=11111111222233334444555555555555", Tenant, "MicrosoftAppPassword=secret")]
    [InlineData("MicrosoftAppTenantId", App, "MicrosoftAppPassword=secret")]
    [InlineData("MicrosoftAppTenantId", App, "MicrosoftAppTenantId=contoso.onmicrosoft.com", "MicrosoftAppPassword=secret")]
    [InlineData("Teams:AllowedTenants", App, Tenant, "MicrosoftAppPassword=secret", "Teams:AllowedTenants=contoso.onmicrosoft.com")]
    [InlineData("MicrosoftAppPassword", App, Tenant)]
    [InlineData("Teams:CertificatePath", App, Tenant, "Teams:CertificatePath=/nowhere/bot.pfx")]
    [InlineData("Teams:Anonymous", "Teams:Anonymous=true")]
    [InlineData("Teams:Anonymous", "Teams:Anonymous=true", "environment=Staging")]
    [InlineData("Teams:Anonymous", "Teams:Anonymous=true", "environment=Development", App)]
    public void What_is_missing_for_Teams_is_named(string setting, params string[] written)
    {
        var problem = Assert.Single(Problems(written));
        Assert.StartsWith($"{setting}: ", problem);
        Assert.DoesNotContain("secret\"", problem);
    }

    [Theory]
    [InlineData(App, Tenant, "MicrosoftAppPassword=secret")]
    [InlineData(App, "MicrosoftAppType=MultiTenant", "MicrosoftAppPassword=secret")]
    [InlineData(App, Tenant, "MicrosoftAppType=UserAssignedMSI")]
    [InlineData(App, "MicrosoftAppTenantId=contoso.onmicrosoft.com", "Teams:AllowedTenants=11111111-2222-3333-4444-555555555556", "MicrosoftAppPassword=secret")] // nothing is compared with it
    [InlineData("Teams:Anonymous=true", "environment=Development")]
    public void What_is_enough_for_Teams_is_taken(params string[] written)
    {
        Assert.Empty(Problems(written));
        Assert.True(Host.Settings.Platforms.HasTeams(SettingsReader.Read(Written(written)).Settings));
    }

    [Theory]
    [InlineData("xoxe.xoxb-1-canary", "is a rotating token: it ends after twelve hours")]
    [InlineData("xoxp-canary", "is no bot token")]
    public void A_token_that_will_not_do_for_Slack_is_named_and_not_shown(string token, string why)
    {
        var problem = Assert.Single(Problems($"Slack:BotToken={token}", "Slack:AppToken=xapp-1"));
        Assert.StartsWith($"Slack:BotToken: {why}", problem);
        Assert.DoesNotContain("canary", problem);
    }

    [Fact]
    public void A_host_without_any_chat_does_not_start() =>
        Assert.Equal(["Local:Enabled: \"false\" leaves no chat to serve. Example: Local:Enabled=true"], Problems("Local:Enabled=false"));

    [Fact]
    public void Every_wrong_one_is_told_at_once() => Assert.Equal(3, Problems("Storage:Provider=x", "Scheduling:Shards=x", "urls=x").Count);

    /// <summary>Sections of other programs stand in the same environment: they stop nothing, and only one that looks like ours is pointed at.</summary>
    [Theory]
    [InlineData("Storge:SqlitePath", "Storge: StudyBot reads no such section. Was Storage meant?")]
    [InlineData("Schedulign:Shards", "Schedulign: StudyBot reads no such section. Was Scheduling meant?")]
    [InlineData("Nginx:Port", null)]
    [InlineData("Kestrel:Limits", null)]
    [InlineData("Storge", null)]
    public void A_section_that_is_nearly_ours_is_pointed_at(string key, string? note)
    {
        Assert.Empty(Problems($"{key}=x"));
        Assert.Equal(note is null ? [] : [note], SettingsReader.Misspelt(Written($"{key}=x")));
    }

    [Theory]
    [InlineData("Storage:ServiceUri=https://a.table.core.windows.net/", "Storage:ServiceUri: it is not used while Storage:Provider is Sqlite. Was Storage:Provider=AzureTables meant?")]
    [InlineData("Storage:ConnectionString=x", "Storage:ConnectionString: it is not used while Storage:Provider is Sqlite. Was Storage:Provider=AzureTables meant?")]
    [InlineData("Quartz:ConnectionString=Host=db", "Quartz:ConnectionString: it is not used while Quartz:Provider is Memory. Was Quartz:Provider=Postgres meant?")]
    [InlineData("Storage:SqlitePath=x.db", null)]
    public void A_store_that_is_named_and_not_used_is_pointed_at(string setting, string? note)
    {
        Assert.Empty(Problems(setting));
        Assert.Equal(note is null ? [] : [note], SettingsRules.Unread(SettingsReader.Read(Written(setting)).Settings));
    }

    [Fact]
    public void Right_ones_are_read_whatever_their_case_and_lists_with_commas_too()
    {
        var (settings, problems) = SettingsReader.Read(Written("storage:sqlitepath= x.db ", "Delivery:WhenUnsure=hold", "Proxy:Trusted=10.0.0.1, 10.1.0.0/16", "Local:Enabled=TRUE", "Retention:FinishedCohortDays=30"));

        Assert.Empty(problems);
        Assert.Equal("x.db", settings.Storage.SqlitePath);
        Assert.Equal(WhenUnsure.Hold, settings.Delivery.WhenUnsure);
        Assert.Equal(["10.0.0.1", "10.1.0.0/16"], settings.Proxy.Trusted);
        Assert.True(settings.Local.Enabled);
        Assert.Equal(30, settings.Retention.FinishedCohortDays);
    }

    [Fact]
    public void Every_example_would_do()
    {
        var examples = SettingsReader.Names.Select(name => $"{name}={SettingsReader.ExampleOf(name)}");

        // Alone it may miss another that belongs to it; about itself there is nothing to say.
        Assert.All(examples, example => Assert.DoesNotContain(Problems(example), problem => problem.StartsWith(example.Split('=')[0] + ":", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_a_path_the_store_is_in_the_users_own_data_folder()
    {
        var path = DataFolder.Database(new StorageSettings());

        Assert.True(Path.IsPathRooted(path));
        Assert.Equal(Path.Combine("StudyBot", "studybot.db"), Path.Combine(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path)));
    }

    private static List<string> Problems(params string[] written) => [.. SettingsReader.Read(Written(written)).Problems.Select(problem => problem.ToString())];

    private static IConfiguration Written(params string[] written) =>
        new ConfigurationBuilder().AddInMemoryCollection(written.Select(w => new KeyValuePair<string, string?>(w.Split('=', 2)[0], w.Split('=', 2)[1]))).Build();
}
