using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>The calls about what stands beside the messages: people, channels, the board, and what changes.</summary>
public sealed class SideCalls(People people, Channels channels, Board board, IStudyStore store, Feed feed, IHostApplicationLifetime life)
{
    public async Task<IResult> PeopleAsync(HttpContext context)
    {
        var leads = (await store.FindCohortAsync(Names.Cohort(Names.Channel), context.RequestAborted))?.Value.Leads ?? [];
        return Answers.Json((await people.AllAsync(context.RequestAborted)).Select(name => new PersonView(name, leads.Contains(name))));
    }

    /// <summary><c>POST /local/people</c> <c>{"name"}</c>.</summary>
    public async Task<IResult> MeetAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context);
        var name = body.Person("name");
        if (body.Problem is { } problem) return problem;
        return Answers.Json(new PersonView(await people.MeetAsync(name, context.RequestAborted), false), StatusCodes.Status201Created);
    }

    public async Task<IResult> ChannelsAsync(HttpContext context) => Answers.Json(await channels.AllAsync(context.RequestAborted));

    /// <summary><c>GET /local/board?channel=study&amp;as=ana</c>: the table of all lessons, and ana's own streak.</summary>
    public async Task<IResult> BoardAsync(HttpContext context)
    {
        var channel = context.Request.Query["channel"].ToString() is { Length: > 0 } named ? named : Names.Channel;
        return Answers.Json(await board.ReadAsync(channel, await Reader.OfAsync(context, people), context.RequestAborted));
    }

    /// <summary><c>GET /local/events?as=ana&amp;since=…</c>: server-sent events, resumed by <c>Last-Event-ID</c> or, where somebody starts anew and cannot send that, by its value in the query.</summary>
    public async Task<IResult> EventsAsync(HttpContext context)
    {
        var reader = await Reader.OfAsync(context, people);
        var last = new[] { context.Request.Headers["Last-Event-ID"].ToString(), context.Request.Query["since"].ToString() }.FirstOrDefault(id => id.Length > 0);
        return TypedResults.ServerSentEvents(ReadAsync(reader, last, context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> ReadAsync(string? reader, string? last, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancel, life.ApplicationStopping);
        await using var news = feed.WatchAsync(last, ends.Token).GetAsyncEnumerator(ends.Token);
        while (await NextAsync(news))
        {
            if (news.Current.Message is { } message && !message.MaySee(reader)) continue;
            yield return Write(news.Current, reader);
        }
    }

    /// <summary>A watcher who leaves, and a host that stops, end the stream; neither is a fault.</summary>
    private static async Task<bool> NextAsync(IAsyncEnumerator<News> news)
    {
        try
        {
            return await news.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static SseItem<string> Write(News news, string? reader) => news switch
    {
        { Message: { Deleted: true } gone } => Item(news, "removed", new { gone.Id }),
        { Message: { } message } => Item(news, "message", MessageView.Of(message, reader)),
        { What: { } what } => Item(news, what, new { }),
        { Reset: true } => Item(news, "reset", new { }),
        _ => Item(news, "hello", new { }),
    };

    private static SseItem<string> Item<T>(News news, string type, T data) =>
        new(JsonSerializer.Serialize(data, Answers.Options), type) { EventId = news.Id, ReconnectionInterval = TimeSpan.FromSeconds(1) };

    private sealed record PersonView(string Name, bool Lead);
}
