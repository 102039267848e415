using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using StudyBot.Fakes.Teams;
using StudyBot.Tests.Teams;

namespace StudyBot.Judges.Teams;

/// <summary>Microsoft's own SDK judges the tokens that StudyBot believes.</summary>
public class TokenJudgeTests(ITestOutputHelper output)
{
    /// <summary>Where StudyBot is stricter, the table says why; that the SDK is not, is held too.</summary>
    [Theory]
    [InlineData("Public")]
    [InlineData("UsGovernment")]
    [InlineData("China")]
    public async Task Microsofts_SDK_takes_and_refuses_the_same_tokens(string cloud)
    {
        // The SDK has no clock but the machine's.
        await using var host = await TeamsHost.StartAsync(
            InstantPattern.General.Format(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())),
            new() { ["Teams:Cloud"] = cloud },
            fake => fake.Cloud = cloud switch { "China" => TeamsCloud.China, "UsGovernment" => TeamsCloud.UsGovernment, _ => TeamsCloud.Public });
        var fake = host.Teams;
        var activity = TokenTable.Activity(fake, fake.Tenant.Team("Study", fake.Tenant.Person("Ana")));
        var table = TokenTable.Of(fake);
        var (metadata, keys) = await PublishedAsync(fake);

        var sdk = await Node.RunAsync("Teams/tokens.mjs", new { cloud, appId = fake.App.AppId, password = fake.App.Password, metadata, keys, activity, headers = table.Select(row => row.Header) });
        Assert.Equal(table.Count, sdk.Count);

        var wrong = new List<string>();
        foreach (var (row, theirs) in table.Zip(sdk))
        {
            var ours = await fake.PostAsync(activity.DeepClone().AsObject(), row.Header) == 200;
            output.WriteLine($"{row.Case,-60} {(ours ? "accepted" : "refused"),-10} {theirs}{(row.Stricter is null ? "" : $" ({row.Stricter})")}");
            if (ours != (row.Status == 200) || (theirs == "accepted") != (ours || row.Stricter is not null)) wrong.Add(row.Case);
        }

        Assert.Empty(wrong);
    }

    /// <summary>As whoever looks them up sees them.</summary>
    private static async Task<(JsonNode Metadata, JsonNode Keys)> PublishedAsync(TeamsFake fake)
    {
        using var http = new HttpClient(fake.Network());
        var metadata = JsonNode.Parse(await http.GetStringAsync(new Uri($"https://{fake.Cloud.Keys}/v1/.well-known/openidconfiguration")))!;
        return (metadata, JsonNode.Parse(await http.GetStringAsync(new Uri($"{metadata["jwks_uri"]}")))!);
    }
}
