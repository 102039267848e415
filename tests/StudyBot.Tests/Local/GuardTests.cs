using System.Net;
using Microsoft.AspNetCore.Http;
using StudyBot.Local;
using StudyBot.Tests.Platforms;

namespace StudyBot.Tests.Local;

/// <summary>There is no password: who may come in is decided by where a call comes from, what it calls itself and which page sent it.</summary>
public class GuardTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:3978")]
    [InlineData("127.0.0.1", "localhost:3978")]
    [InlineData("127.0.0.1", "LOCALHOST")]
    [InlineData("127.4.5.6", "127.0.0.1:3978")]
    [InlineData("::1", "[::1]:3978")]
    [InlineData("::ffff:127.0.0.1", "localhost:3978")]
    public void This_machine_comes_in(string caller, string host) => Assert.Null(Guard.Refuse(Request(caller: caller, host: host)));

    [Theory]
    [InlineData("192.168.1.7")]
    [InlineData("10.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::ffff:192.168.1.7")]
    [InlineData("fe80::1")]
    [InlineData(null)]
    public void Other_machines_do_not(string? caller) => Refuses(403, Request(caller: caller));

    [Theory]
    [InlineData("study.example")]
    [InlineData("localhost.example:3978")]
    [InlineData("127.0.0.1.nip.example")]
    [InlineData("192.168.1.7:3978")]
    [InlineData("0.0.0.0:3978")]
    [InlineData("")]
    public void Other_names_for_this_machine_do_not(string host) => Refuses(403, Request(host: host));

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Original-For", "127.0.0.1:55")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("CF-Connecting-IP", "127.0.0.1")]
    public void What_came_through_a_proxy_does_not(string header, string value) => Refuses(403, Request(headers: (header, value)));

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:3978")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    public void The_page_itself_comes_in(string header, string value) => Assert.Null(Guard.Refuse(Request("POST", headers: (header, value))));

    [Theory]
    [InlineData("Origin", "https://study.example")]
    [InlineData("Origin", "http://127.0.0.1:8080")]
    [InlineData("Origin", "http://localhost:3978")]
    [InlineData("Origin", "https://127.0.0.1:3978")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public void Other_sites_pages_do_not(string header, string value)
    {
        Refuses(403, Request("POST", headers: (header, value)));
        Refuses(403, Request("GET", "/local/messages", headers: (header, value)));
    }

    [Fact]
    public void A_link_from_elsewhere_opens_the_page_and_nothing_more()
    {
        (string, string)[] link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

        Assert.Null(Guard.Refuse(Request("GET", "/", headers: link)));
        Refuses(403, Request("GET", "/local/messages", headers: link));
        Refuses(403, Request("GET", "/", headers: [link[0], link[1], ("Sec-Fetch-Dest", "iframe")]));
    }

    [Theory]
    [InlineData("POST", "text/plain")]
    [InlineData("POST", "application/x-www-form-urlencoded")]
    [InlineData("POST", "multipart/form-data; boundary=x")]
    [InlineData("POST", null)]
    [InlineData("PATCH", "text/plain")]
    [InlineData("DELETE", "text/plain")]
    public void Whatever_a_foreign_form_could_send_is_not_read(string method, string? type) => Refuses(415, Request(method, type: type));

    [Theory]
    [InlineData("POST", "application/json")]
    [InlineData("POST", "application/json; charset=utf-8")]
    [InlineData("DELETE", null)]
    [InlineData("GET", null)]
    public void Json_is_read(string method, string? type) => Assert.Null(Guard.Refuse(Request(method, type: type)));

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/local/chat.js")]
    [InlineData("GET", "/local/messages")]
    [InlineData("GET", "/local/messages/m1")]
    [InlineData("GET", "/local/events")]
    [InlineData("GET", "/local/board")]
    [InlineData("GET", "/local/people")]
    [InlineData("POST", "/local/messages")]
    [InlineData("POST", "/local/press")]
    [InlineData("POST", "/local/clock")]
    [InlineData("DELETE", "/local/messages/m1")]
    public async Task Every_call_is_guarded(string method, string path)
    {
        await using var chat = await Chat.StartAsync();
        using var request = new HttpRequestMessage(new(method), path) { Headers = { Host = "study.example" } };

        var response = await chat.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Whoever_is_turned_away_is_told_of_in_the_log_once_a_minute()
    {
        using var logs = new Logs();
        await using var chat = await Chat.StartAsync(logs);

        for (var call = 0; call < 3; call++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/local/messages/m{call}") { Headers = { Host = "study.example" } };
            await chat.Http.SendAsync(request);
        }

        await chat.Http.PostAsync("/local/press", new StringContent("done"));

        Assert.Equal(
            ["A call to /local/messages/{id} was turned away: not from here", "A call to /local/press was turned away: not JSON"],
            logs.Lines.Where(line => line.Contains("turned away", StringComparison.Ordinal)).Select(line => line.Split(';')[0]));
    }

    private static HttpRequest Request(
        string method = "GET",
        string path = "/local/messages",
        string? caller = "127.0.0.1",
        string host = "127.0.0.1:3978",
        string? type = "application/json",
        params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = caller is null ? null : IPAddress.Parse(caller);
        var request = context.Request;
        (request.Method, request.Scheme, request.Path, request.Host, request.ContentType) = (method, "http", path, new(host), type);
        foreach (var (name, value) in headers) request.Headers[name] = value;
        return request;
    }

    private static void Refuses(int status, HttpRequest request) =>
        Assert.Equal(status, Assert.IsType<IStatusCodeHttpResult>(Guard.Refuse(request), exactMatch: false).StatusCode);
}
