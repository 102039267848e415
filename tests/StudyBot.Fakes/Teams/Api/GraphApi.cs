using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Teams;

/// <summary>Microsoft Graph, as far as a team's members: <see href="https://learn.microsoft.com/graph/api/team-list-members">List members of team</see>.</summary>
internal static class GraphApi
{
    public static Answer Members(TeamsFake fake, HttpContext http, string host, string group)
    {
        lock (fake.Gate)
        {
            var token = ConnectorCall.Authorize(fake, http, $"https://{host}");
            if (fake.FindTeam(team => team.GroupId == group) is not { } team || !string.Equals(team.Tenant.Id, token.Tenant, StringComparison.OrdinalIgnoreCase))
                throw new TeamsRefusal(404, "NotFound", "No team found with Group Id.");
            if (!team.BotIn || !team.GrantsMembers)
                throw new TeamsRefusal(403, "Forbidden", "Missing role permissions on the request. API requires one of 'TeamMember.Read.All, TeamMember.ReadWrite.All, TeamMember.Read.Group'.");
            var from = int.TryParse(http.Request.Query["$skiptoken"], NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : 0;
            var members = team.Members;
            var page = new JsonObject
            {
                ["@odata.context"] = $"https://{host}/v1.0/$metadata#teams('{group}')/members",
                ["@odata.count"] = members.Count,
                ["value"] = new JsonArray([.. members.Skip(from).Take(fake.GraphPage).Select(person => (JsonNode)new JsonObject
                {
                    ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
                    ["id"] = $"member-{person.AadObjectId}",
                    ["roles"] = team.Owners.Contains(person) ? new JsonArray("owner") : person.Guest ? new JsonArray("guest") : [],
                    ["displayName"] = person.Name,
                    ["userId"] = person.AadObjectId,
                    ["email"] = person.Email,
                    ["tenantId"] = person.HomeTenant,
                })]),
            };
            if (from + fake.GraphPage < members.Count) page["@odata.nextLink"] = $"https://{host}/v1.0/teams/{group}/members?$skiptoken={from + fake.GraphPage}";
            return new(200, page);
        }
    }
}
