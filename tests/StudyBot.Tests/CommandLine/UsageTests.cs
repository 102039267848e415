using System.Net;
using System.Net.Sockets;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.CommandLine;

/// <summary>What a shell is told: 0 fine, 1 the input has errors, 2 wrong usage, 3 cannot start; and one line that says what and where.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>A variable of the shell that is not set.</summary>
    [Theory]
    [InlineData("SCENARIO", "replay", "")]
    [InlineData("--to", "storage", "backup", "--to", "")]
    [InlineData("--from", "storage", "restore", "--yes", "--from", "")]
    [InlineData("--output", "teams", "package", "--app-id", "11111111-2222-3333-4444-555555555555", "--host", "study.example.org", "--output", "")]
    public async Task An_empty_name_of_a_file_is_wrong_usage(string option, params string[] words)
    {
        var ran = await Shell.RunAsync(words);
        Assert.Equal((2, "", $"{option}: the name of the file is empty.\n"), (ran.Exit, ran.Output, ran.Error));
    }

    /// <summary>A command, its exit code, and what its line says. Another one is one more line here.</summary>
    [Theory]
    [InlineData("wobble", 2, "'wobble'")]
    [InlineData("serve wobble", 2, "'wobble'")]
    [InlineData("--wobble", 2, "'--wobble'")]
    [InlineData("serve --urls", 2, "--urls needs a value: --urls=VALUE.")]
    [InlineData("cohorts --Storage:SqlitePath", 2, "--Storage:SqlitePath needs a value")]
    [InlineData("cohorts --Storag:SqlitePath=x.db", 2, "--Storag:SqlitePath: there is no such setting. Was --Storage:SqlitePath meant?")]
    [InlineData("cohorts --StoragePath=x.db", 2, "--StoragePath: there is no such setting. Was --Storage:SqlitePath meant?")]
    [InlineData("cohorts --Storage.SqlitePath=x.db", 2, "--Storage.SqlitePath: there is no such setting. Was --Storage:SqlitePath meant?")]
    [InlineData("cohorts --Storage__SqlitePath x.db", 2, "--Storage__SqlitePath: there is no such setting. Was --Storage:SqlitePath meant?")]
    [InlineData("cohorts --Storage:SqlitePth=x.db", 2, "--Storage:SqlitePth: there is no such setting. Was --Storage:SqlitePath meant?")]
    [InlineData("storage restore --from x.db --Yes", 2, "--Yes: there is no such setting.")]
    [InlineData("serve --Urls:0 http://127.0.0.1:0", 2, "--Urls:0: there is no such setting. Was --urls meant?")]
    [InlineData("serve --Schedulign:Shards=2", 2, "--Schedulign:Shards: there is no such setting. Was --Scheduling:Shards meant?")]
    [InlineData("serve --HTTP_PORTS=4000", 2, "--HTTP_PORTS: there is no such setting.")]
    [InlineData("serve --HTTPS_PORTS=4000", 2, "--HTTPS_PORTS: there is no such setting.")]
    [InlineData("serve --shutdownTimeoutSeconds=5", 2, "'--shutdownTimeoutSeconds=5'")]
    [InlineData("cohorts shwo local/local/study", 2, "'shwo'")]
    [InlineData("cohorts pause local/local/study", 2, "'--until' is required")]
    [InlineData("cohorts pause local/local/study --until tomorrow", 2, "--until: \"tomorrow\" is not a date such as 2026-12-01.")]
    [InlineData("cohorts lead local/local/study", 2, "missing for command: 'lead'")]
    [InlineData("cohorts lead local/local/study @", 2, "PERSON: \"\" is no user id and no name.")]
    [InlineData("cohorts lead slack/T1/C1 <@U1>", 2, "PERSON: \"<@U1>\" is no user id and no name.")]
    [InlineData("export --cohort study", 2, "\"study\" is no cohort; one looks like local/local/study")]
    [InlineData("cohorts remove local/local/study", 2, "Say it again with --yes.")]
    [InlineData("cohorts show study", 2, "\"study\" is no cohort; one looks like local/local/study")]
    [InlineData("export --cohort local/local/study --format xml", 2, "--format: Argument 'xml' not recognized. Must be one of: 'csv' 'json'")]
    [InlineData("teams", 2, "Required command was not provided.")]
    [InlineData("teams package --host study.example.org", 2, "'--app-id' is required")]
    [InlineData("teams package --app-id 7 --host study.example.org", 2, "--app-id: \"7\" is no Microsoft App ID.")]
    [InlineData("teams package --app-id 00000000-0000-0000-0000-000000000000 --host study.example.org", 2, "is no Microsoft App ID")]
    [InlineData("teams package --app-id 1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10 --host https://study.example.org", 2, "without https:// and without a path")]
    [InlineData("teams package --app-id 1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10 --host study.example.org/bot", 2, "is no host")]
    [InlineData("teams package --app-id 1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10 --host ana@study.example.org", 2, "is no host")]
    [InlineData("teams package --app-id 1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10 --host study.example.org --name A-name-that-is-far-too-long-for-it", 2, "--name: \"A-name-that-is-far-too-long-for-it\" must have 1 to 30 characters")]
    [InlineData("teams package --app-id 1d0c3f9e-6c52-4d59-9f4e-3b8a2f6d7c10 --host study.example.org --privacy http://example.org", 2, "--privacy: \"http://example.org\" is no https address")]
    [InlineData("export", 2, "'--cohort' is required")]
    [InlineData("cohorts add", 2, "'--platform' is required")]
    [InlineData("serve --Storage:Provider Oracle", 3, "Storage:Provider: \"Oracle\" is none of Sqlite, AzureTables.")]
    [InlineData("serve --urls nowhere", 3, "urls: \"nowhere\" is no address to listen at.")]
    [InlineData("serve --Logging:LogLevel:StudyBot=Verbose", 3, "Logging:LogLevel:StudyBot: \"Verbose\" is none of Trace, Debug,")]
    [InlineData("serve --urls http://127.0.0.1:0 --Logging:Console:FormatterOptions:SingleLine=maybe", 3, "'maybe' at 'FormatterOptions:SingleLine' to type 'System.Boolean'. Put it right, or leave it out.")]
    [InlineData("serve --contentRoot /nowhere", 3, "contentRoot: there is no folder /nowhere/ Name one that is there, or leave the setting out.")]
    [InlineData("serve --urls https://127.0.0.1:0 --Kestrel:Certificates:Default:Path=/nowhere/study.pfx", 3, "StudyBot cannot listen at https://127.0.0.1:0: the certificate of Kestrel:Certificates:Default:Path cannot be read (Could not find a part of the path '/nowhere/study.pfx'). Check that the file is there,")]
    [InlineData("cohorts --Storage:Provider Oracle", 3, "Storage:Provider: \"Oracle\" is none of Sqlite, AzureTables.")]
    [InlineData("cohorts", 3, "There is no store")]
    [InlineData("export --cohort local/local/study", 3, "There is no store")]
    public async Task A_command_that_cannot_do_what_it_should_says_why(string command, int exit, string says)
    {
        var ran = await RunAsync(command);

        Assert.Equal(exit, ran.Exit);
        Assert.Contains(says, ran.Error);
        Assert.Empty(ran.Output);
        Assert.DoesNotContain("   at ", ran.Error);
    }

    /// <summary>The framework's own, and each part of a list.</summary>
    [Theory]
    [InlineData("--Logging:LogLevel:StudyBot=Debug")]
    [InlineData("--Kestrel:Limits:MaxConcurrentConnections=10")]
    [InlineData("--OTEL_SERVICE_NAME=ours")]
    [InlineData("--AllowedHosts=study.example.org")]
    [InlineData("--Environment=Staging")]
    [InlineData("--detailedErrors=true")]
    [InlineData("--proxy:trusted:0=10.0.0.1")]
    [InlineData("--Proxy:Trusted=10.0.0.1")]
    public async Task A_setting_that_somebody_reads_is_taken(string setting)
    {
        var ran = await RunAsync($"cohorts {setting}");

        Assert.Equal(3, ran.Exit);
        Assert.Contains("There is no store", ran.Error);
    }

    [Fact]
    public async Task A_command_that_only_looks_makes_no_store()
    {
        await RunAsync("cohorts");
        await RunAsync("doctor");

        Assert.False(File.Exists(_folder.File("studybot.db")));
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_with_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var ran = await RunAsync($"serve --urls http://{other.LocalEndpoint}");

        Assert.Equal(3, ran.Exit);
        Assert.Equal($"StudyBot cannot listen at http://{other.LocalEndpoint}: another program has that port. Stop it, or choose another one. Example: --urls http://127.0.0.1:3979\n", ran.Error);
        Assert.DoesNotContain("last alive", (await RunAsync("doctor --urls http://127.0.0.1:0")).Output); // A start that came to nothing has done nothing.
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_ends_the_start_with_one_line()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "");

        var ran = await Shell.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--Storage:SqlitePath", Path.Combine(_folder.File("file"), "studybot.db"));

        Assert.Equal(3, ran.Exit);
        Assert.StartsWith($"The store {Path.Combine(_folder.File("file"), "studybot.db")} cannot be opened for writing", ran.Error);
        Assert.Equal(1, ran.Error.Count(c => c == '\n'));
    }

    public void Dispose() => _folder.Dispose();

    private Task<Ran> RunAsync(string command) => Shell.RunAsync(["--Storage:SqlitePath", _folder.File("studybot.db"), .. command.Split(' ')]);
}
