using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Slack;

public sealed class SlackSockets
{
    internal SlackSockets(SlackFake slack) => _ = slack;

    internal string NewUrl() => "ws://";

    internal Task AcceptAsync(HttpContext http) => Task.CompletedTask;

    internal Task<(int, string, string?, bool)> SendAsync(SlackDelivery delivery, int retry, string? reason, CancellationToken cancel) => Task.FromResult((0, "", (string?)"timeout", true));

    internal void Stop() { }
}
