using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Local;

/// <summary>The calls about messages.</summary>
public sealed class MessageCalls(MessageLog messages, Files files, People people, LocalChat chat)
{
    public const int LongestText = 4000;

    /// <summary><c>GET /local/messages?as=ana&amp;before=m9&amp;limit=200&amp;channel=study</c>: the newest that the reader may see, in order. A <c>Link</c> header leads to older ones, where there are any.</summary>
    public async Task<IResult> ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        int? before = query["before"].ToString() is { Length: > 0 } id ? MessageLog.NumberOf(id) ?? -1 : null;
        if (before < 0) return Problem.BadInput("before", "\"before\" is no message id; one looks like m12.");
        var limit = query["limit"].ToString() is { Length: > 0 } many ? (int.TryParse(many, CultureInfo.InvariantCulture, out var number) ? number : 0) : MessageLog.Most;
        if (limit is < 1 or > MessageLog.Most) return Problem.BadInput("limit", $"\"limit\" is a number from 1 to {MessageLog.Most}.");
        var reader = await Reader.OfAsync(context, people);
        var channel = query["channel"].ToString();
        var (found, more) = await messages.NewestAsync(
            m => !m.Deleted && m.MaySee(reader) && (channel.Length == 0 || m.Channel == channel), before, limit, context.RequestAborted);
        var within = (channel.Length == 0 ? "" : $"&channel={Uri.EscapeDataString(channel)}") + (reader is null ? "" : $"&as={Uri.EscapeDataString(reader)}");
        if (more) context.Response.Headers.Link = $"</local/messages?before={found[^1].Id}&limit={limit}{within}>; rel=\"next\"";
        return Answers.Json(found.Reverse().Select(m => MessageView.Of(m, reader)));
    }

    public async Task<IResult> GetAsync(HttpContext context)
    {
        var reader = await Reader.OfAsync(context, people);
        return await messages.FindAsync(Id(context), context.RequestAborted, reader) is { } message
            ? Answers.Json(MessageView.Of(message, reader))
            : Problem.NoSuchMessage(Id(context));
    }

    /// <summary><c>POST /local/messages</c> <c>{"from","text","thread"?,"direct"?,"channel"?}</c>.</summary>
    public async Task<IResult> PostAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context);
        var name = body.Person("from");
        var text = body.Text("text", LongestText);
        var thread = body.OptionalText("thread", JsonBody.LongestId);
        var direct = body.Flag("direct", otherwise: false);
        var channel = body.OptionalText("channel", JsonBody.LongestId) ?? Names.Channel;
        if (!Names.IsChannel(channel)) body.Wrong("channel", "\"channel\" takes lower case letters, digits, dashes and underscores.");
        if (body.Problem is { } problem) return problem;

        var person = await people.MeetAsync(name, context.RequestAborted);
        var root = thread is null ? null : await messages.FindAsync(thread, context.RequestAborted, person);
        if (thread is not null && root is null) return Problem.NoSuchMessage(thread);
        var where = direct ? Names.DirectWith(person) : root?.Channel ?? channel;
        var shown = await chat.SayAsync(person, where, root, text);
        return Answers.Came(shown, shown.About.Id, StatusCodes.Status201Created);
    }

    /// <summary><c>PATCH /local/messages/{id}</c> <c>{"from","text"}</c>: one's own only.</summary>
    public async Task<IResult> EditAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context);
        var name = body.Person("from");
        var text = body.Text("text", LongestText);
        if (body.Problem is { } problem) return problem;
        return await OwnAsync(context, name, async own => Answers.Came(await chat.EditAsync(own, text), own.Id, StatusCodes.Status200OK));
    }

    /// <summary><c>DELETE /local/messages/{id}?from=ana</c>, or with the name in a body: one's own only.</summary>
    public async Task<IResult> DeleteAsync(HttpContext context)
    {
        var body = context.Request.Query.ContainsKey("from") ? JsonBody.OfQuery(context, "from") : await JsonBody.ReadAsync(context);
        var name = body.Person("from");
        if (body.Problem is { } problem) return problem;
        return await OwnAsync(context, name, async own => Answers.Came(await chat.DeleteAsync(own), own.Id, StatusCodes.Status200OK));
    }

    /// <summary><c>GET /local/messages/{id}/files/{file}</c>.</summary>
    public async Task<IResult> FileAsync(HttpContext context)
    {
        if (await messages.FindAsync(Id(context), context.RequestAborted, await Reader.OfAsync(context, people)) is not { } message) return Problem.NoSuchMessage(Id(context));
        var file = int.TryParse(context.Request.RouteValues["file"]?.ToString(), out var index) ? await files.FindAsync(message, index, context.RequestAborted) : null;
        return file is null ? Problem.Of(StatusCodes.Status404NotFound, "There is no such file.") : TypedResults.File(System.Text.Encoding.UTF8.GetBytes(file.Content), file.ContentType, file.Name);
    }

    private static string Id(HttpContext context) => context.Request.RouteValues["id"]?.ToString() ?? "";

    private async Task<IResult> OwnAsync(HttpContext context, string person, Func<Message, Task<IResult>> act)
    {
        if (await messages.FindAsync(Id(context), context.RequestAborted) is not { } message) return Problem.NoSuchMessage(Id(context));
        return message.From == await people.KnownAsync(person, context.RequestAborted)
            ? await act(message)
            : Problem.Of(StatusCodes.Status403Forbidden, "Only whoever wrote a message may change it.");
    }
}
