using System.Globalization;
using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>Who is there, and what a team consists of. <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context">Get Teams-specific context</see>.</summary>
internal static class RosterApi
{
    public static Answer Member(ConnectorCall call, string member)
    {
        var conversation = call.Find();
        call.Spend(conversation, reads: true);
        return conversation.Members.FirstOrDefault(person => person.Id == member || person.AadObjectId == member) is { } found
            ? new(200, found.ToRosterJson())
            : throw new TeamsRefusal(404, "MemberNotFoundInConversation", "Member not found in conversation.");
    }

    /// <summary>50 to 500 a page, 200 unless asked for another number.</summary>
    public static Answer Page(ConnectorCall call)
    {
        var conversation = call.Find();
        call.Spend(conversation, reads: true);
        var query = call.Http.Request.Query;
        var size = int.TryParse(query["pageSize"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 50, 500) : 200;
        var from = query["continuationToken"].ToString() switch
        {
            "" => 0,
            ['p', '-', .. var at] when int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var start) => start,
            _ => throw TeamsRefusal.BadArgument("The continuation token is not known."),
        };
        var members = conversation.Members;
        var page = new JsonObject { ["members"] = new JsonArray([.. members.Skip(from).Take(size).Select(person => person.ToRosterJson())]) };
        if (from + size < members.Count) page["continuationToken"] = $"p-{from + size}";
        return new(200, page);
    }

    public static Answer Team(ConnectorCall call, string id)
    {
        var team = Find(call, id);
        return new(200, new()
        {
            ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.GroupId, ["type"] = "standard", ["tenantId"] = team.Tenant.Id,
            ["channelCount"] = team.Channels.Count, ["memberCount"] = team.Members.Count,
        });
    }

    /// <summary>General is the one without a name.</summary>
    public static Answer Channels(ConnectorCall call, string id) => new(200, new()
    {
        ["conversations"] = new JsonArray([.. Find(call, id).Channels.Where(channel => !channel.Deleted).Select(channel =>
            channel.Id == id ? new JsonObject { ["id"] = channel.Id, ["type"] = "standard" } : new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name, ["type"] = channel.HasOwnMembers ? "private" : "standard" })]),
    });

    private static TeamsTeam Find(ConnectorCall call, string id)
    {
        var team = call.Fake.FindTeam(team => team.Id == id) ?? throw TeamsRefusal.NoConversation;
        if (!team.BotIn) throw TeamsRefusal.NotInRoster;
        call.Spend(team.Tenant, team.Id, reads: true);
        return team;
    }
}
