using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using NodaTime;
using StudyBot.Doors;

namespace StudyBot.Teams;

/// <summary>A team's owners, as Microsoft Graph tells them where the team granted <c>TeamMember.Read.Group</c>. Kept for ten minutes; that Graph does not say, for one.</summary>
public sealed partial class Owners(IHttpClientFactory http, Entra entra, TeamsOptions options, TimeProvider clock, ILogger<Owners> log)
{
    private static readonly Duration Fresh = Duration.FromMinutes(10);
    private static readonly Duration Again = Duration.FromMinutes(1);

    private readonly Remembered<string, (HashSet<string>? Owners, Instant Until)> _known = new(most: 10_000, StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids in the tenant's directory; null where Graph does not say.</summary>
    /// <param name="group">The team in the tenant's directory.</param>
    public async Task<IReadOnlySet<string>?> OfAsync(string tenant, string group, CancellationToken cancel)
    {
        if (options.Anonymous) return null;
        if (_known.TryGet(group, out var known) && clock.Now() < known.Until) return known.Owners;
        var owners = await AskAsync(tenant, group, cancel);
        _known.Set(group, (owners, clock.Now() + (owners is null ? Again : Fresh)));
        return owners;
    }

    private async Task<HashSet<string>?> AskAsync(string tenant, string group, CancellationToken cancel)
    {
        var owners = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var first = new Uri(options.Cloud.Graph, $"v1.0/teams/{Uri.EscapeDataString(group)}/members");
        var pages = new Pages();
        try
        {
            while (!pages.IsAtEnd)
            {
                if (await PageAsync(tenant, pages.Next is { } next ? new Uri(next) : first, cancel) is not { } members) return null;
                owners.UnionWith((members.Value ?? []).Where(member => member?.Roles?.Contains("owner") == true).Select(member => member!.UserId).OfType<string>());
                if (pages.Turn(Link(members, first))) continue;
                Log.Endless(log, group);
                return null;
            }

            return owners;
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || fault is OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>To the next page; the token goes nowhere but to Graph.</summary>
    private static string? Link(TeamMembers members, Uri first) =>
        Uri.TryCreate(members.Next, UriKind.Absolute, out var next) && next.Host == first.Host && next.Scheme == Uri.UriSchemeHttps ? next.AbsoluteUri : null;

    /// <summary>A token that was not taken is asked for anew, once.</summary>
    private async Task<TeamMembers?> PageAsync(string tenant, Uri page, CancellationToken cancel)
    {
        for (var anew = false; ; anew = true)
        {
            if ((await entra.GraphTokenAsync(tenant, anew, cancel)).Value is not { } token) return null;
            using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { Authorization = new("Bearer", token) } };
            using var response = await http.CreateClient(Connector.Again).SendAsync(request, cancel);
            if (response.StatusCode is HttpStatusCode.Unauthorized && !anew) continue;
            return response.IsSuccessStatusCode ? JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancel), CallsJson.Default.TeamMembers) : null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Microsoft Graph's pages of the members of team {Team} come to no end; who owns it is not known")]
        public static partial void Endless(ILogger log, string team);
    }
}
