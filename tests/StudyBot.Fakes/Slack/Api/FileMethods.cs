using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Slack;

/// <summary>
/// <see href="https://docs.slack.dev/reference/methods/files.info">files.info</see>, <see href="https://docs.slack.dev/reference/methods/files.getUploadURLExternal">files.getUploadURLExternal</see>,
/// <see href="https://docs.slack.dev/reference/methods/files.completeUploadExternal">files.completeUploadExternal</see>.
/// </summary>
internal static class FileMethods
{
    public static JsonObject Info(ApiCall call)
    {
        var file = call.Team.Files.Find(known => known.Id == call.Need("file")) ?? throw new SlackRefusal("file_not_found");
        if (file.Deleted) throw new SlackRefusal("file_deleted");
        return new() { ["file"] = file.ToJson(), ["comments"] = new JsonArray(), ["response_metadata"] = new JsonObject { ["next_cursor"] = "" } };
    }

    public static JsonObject GetUploadUrl(ApiCall call)
    {
        var name = call.Need("filename");
        if ((call.Number("length") ?? 0) <= 0) throw new SlackRefusal("missing_argument");
        var file = new SlackFile(call.Team, call.Slack.NextId("F"), name, call.Team.Bot, call.Slack.Now) { Promised = call.Number("length")!.Value };
        call.Team.Files.Add(file);
        return new() { ["upload_url"] = $"{call.Slack.Address}upload/{file.Id}", ["file_id"] = file.Id };
    }

    public static JsonObject Complete(ApiCall call)
    {
        if (call.Json("files", "invalid_arguments") is not JsonArray { Count: > 0 } asked) throw SlackRefusal.Because("invalid_arguments", ["missing required field: files"]);
        var files = asked.Select(one =>
        {
            var file = call.Team.Files.Find(known => known.Id == one?["id"]?.ToString() && known is { Uploaded: true, Completed: false }) ?? throw new SlackRefusal("file_not_found");
            if (one!["title"]?.ToString() is { Length: > 0 } title) file.Title = title;
            return file;
        }).ToList();
        if (call.Text("channel_id") is { Length: > 0 })
        {
            var channel = call.Channel("channel_id");
            if (!channel.In.Contains(call.Team.Bot)) throw new SlackRefusal("not_in_channel");
            foreach (var file in files) file.In.Add(channel);
            var message = new SlackMessage(channel, call.Team.Bot, call.Slack.NextTs(), call.Text("initial_comment") ?? "")
            {
                Subtype = "file_share", Files = files, ThreadTs = call.Text("thread_ts") is { Length: > 0 } ts ? ts : null,
            };
            call.Events.AddRange(Happenings.Posted(message));
        }

        foreach (var file in files) file.Completed = true;
        return new() { ["files"] = new JsonArray([.. files.Select(file => file.ToJson())]) };
    }
}
