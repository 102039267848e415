using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Slack;

/// <summary>The Web API's front door: who calls, what with, whether too often; then the method itself.</summary>
internal static class WebApi
{
    public static async Task AnswerAsync(SlackFake slack, HttpContext http, string name)
    {
        var at = slack.Now;
        var method = ApiMethod.All.GetValueOrDefault(name);
        var values = new JsonObject();
        SlackToken? token = null;
        var warning = default(string);
        JsonObject answer;
        var status = 200;
        IReadOnlyList<SlackDelivery> events = [];
        SlackFault? fault = null;
        try
        {
            var arguments = await ApiArguments.ReadAsync(http.Request, method?.TakesJson ?? true);
            values = arguments.Values;
            warning = arguments.Warning;
            lock (slack.Gate) fault = slack.Faults.Take(name, slack.Tokens.GetValueOrDefault(arguments.Token ?? "")?.Team);
            if (fault is { AfterEffect: false })
            {
                lock (slack.Gate) token = slack.Tokens.GetValueOrDefault(arguments.Token ?? "");
                if (fault.Ends) slack.Log(new(name, token?.Team, token?.Value, Parsed(values), at, fault.LoggedStatus, []));
                await fault.PlayAsync(slack, http);
                if (fault.Ends) return;
            }

            if (method is null) throw new SlackRefusal("unknown_method", new() { ["req_method"] = name });
            lock (slack.Gate)
            {
                token = Known(slack, method, arguments.Token);
                if (token is not null)
                {
                    http.Response.Headers["x-oauth-scopes"] = string.Join(',', token.Scopes);
                    if (method.Scope is not null) http.Response.Headers["x-accepted-oauth-scopes"] = method.Scope;
                }

                if (slack.Rates.Take(name, method, token, values, slack.Now) is { } seconds) throw new TooMany(seconds);
                if (method.Scope is { } scope && !token!.Scopes.Contains(scope)) throw ApiCall.Missing(scope, token);
                // Slack lets unknown arguments pass; a misspelt one would go unnoticed, so the fake does not. Slack's own clients name the workspace in every call.
                if (values.Select(pair => pair.Key).Except([.. method.Arguments, "team_id"]).ToList() is { Count: > 0 } unknown)
                    throw SlackRefusal.Because("invalid_arguments", unknown.Select(argument => $"unknown argument: {argument}"));
                var call = new ApiCall(slack, token, values);
                answer = method.Run(call);
                answer.Insert(0, "ok", true);
                events = call.Events;
            }
        }
        catch (SlackRefusal refusal)
        {
            answer = refusal.ToJson();
        }
        catch (TooMany tooMany)
        {
            status = 429;
            http.Response.Headers.RetryAfter = tooMany.Seconds.ToString();
            answer = new() { ["ok"] = false, ["error"] = "ratelimited" };
        }

        if (warning is not null)
        {
            answer["warning"] = warning;
            var metadata = answer["response_metadata"] as JsonObject ?? [];
            metadata["warnings"] = new JsonArray(warning);
            answer["response_metadata"] = metadata;
        }

        slack.Log(new(name, token?.Team, token?.Value, Parsed(values), at, fault is { Ends: true } ? fault.LoggedStatus : status, answer));
        slack.Mail.Echo(events);
        await RespondAsync(slack, http, fault, status, answer);
    }

    /// <summary>
    /// An answer to an interaction, five times within 30 minutes, without a token.
    /// <see href="https://docs.slack.dev/interactivity/handling-user-interaction">Handling user interaction</see>: "Message responses".
    /// </summary>
    public static async Task AnswerResponseUrlAsync(SlackFake slack, HttpContext http, string id)
    {
        const string Name = "response_url";
        var at = slack.Now;
        SlackFault? fault;
        lock (slack.Gate) fault = slack.Faults.Take(Name, slack.ResponseUrls.GetValueOrDefault(id)?.User.Team);
        var status = 200;
        var values = new JsonObject();
        SlackTeam? team = null;
        JsonObject answer = new() { ["ok"] = true };
        IReadOnlyList<SlackDelivery> events = [];
        try
        {
            values = (await ApiArguments.ReadAsync(http.Request, takesJson: true)).Values;
            if (fault is { AfterEffect: false })
            {
                lock (slack.Gate) team = slack.ResponseUrls.GetValueOrDefault(id)?.User.Team;
                if (fault.Ends) slack.Log(new(Name, team, null, Parsed(values), at, fault.LoggedStatus, []));
                await fault.PlayAsync(slack, http);
                if (fault.Ends) return;
            }

            lock (slack.Gate) events = ResponseUrls.Answer(slack, id, values, out team);
        }
        catch (SlackRefusal refusal)
        {
            answer = refusal.ToJson();
            status = refusal.Message is "expired_url" or "used_url" or "no_such_url" ? 404 : 400;
        }

        slack.Log(new(Name, team, null, Parsed(values), at, fault is { Ends: true } ? fault.LoggedStatus : status, answer));
        slack.Mail.Echo(events);
        await RespondAsync(slack, http, fault, status, answer);
    }

    private static async Task RespondAsync(SlackFake slack, HttpContext http, SlackFault? fault, int status, JsonObject answer)
    {
        if (fault is { AfterEffect: true })
        {
            await fault.PlayAsync(slack, http);
            if (fault.Ends) return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    /// <summary><see href="https://docs.slack.dev/reference/methods/auth.test">Errors that every method has</see>: not_authed, invalid_auth, token_revoked, account_inactive, token_expired, not_allowed_token_type.</summary>
    private static SlackToken? Known(SlackFake slack, ApiMethod method, string? value)
    {
        if (method.Tokens == "none") return null;
        if (string.IsNullOrEmpty(value)) throw new SlackRefusal("not_authed");
        var token = slack.Tokens.GetValueOrDefault(value) ?? throw new SlackRefusal("invalid_auth");
        if (token.Refused is { } refused) throw new SlackRefusal(refused);
        if (token.Expires <= slack.Now) throw new SlackRefusal("token_expired");
        if (token.Kind != method.Tokens) throw new SlackRefusal("not_allowed_token_type");
        return token;
    }

    /// <summary>For the log: JSON that travelled as text is shown as what it is.</summary>
    private static JsonObject Parsed(JsonObject values)
    {
        var parsed = new JsonObject();
        foreach (var (name, value) in values)
        {
            var text = value is JsonValue plain && plain.TryGetValue<string>(out var found) ? found : null;
            try
            {
                parsed[name] = text is ['{' or '[', ..] && name != "text" ? JsonNode.Parse(text) : value?.DeepClone();
            }
            catch (System.Text.Json.JsonException)
            {
                parsed[name] = text;
            }
        }

        return parsed;
    }

    private sealed class TooMany(int seconds) : Exception
    {
        public int Seconds => seconds;
    }
}
