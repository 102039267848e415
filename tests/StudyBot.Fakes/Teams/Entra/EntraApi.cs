using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Fakes.Teams;

/// <summary>
/// Entra, as far as an application without a person needs it.
/// <see href="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow">Client credentials flow</see>; codes: "Microsoft Entra authentication and authorization error codes".
/// </summary>
internal static class EntraApi
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public static JsonObject Discovery(string host, string tenant) => new()
    {
        ["token_endpoint"] = $"https://{host}/{tenant}/oauth2/v2.0/token",
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
        ["jwks_uri"] = $"https://{host}/{tenant}/discovery/v2.0/keys",
        ["issuer"] = $"https://{host}/{tenant}/v2.0",
        ["authorization_endpoint"] = $"https://{host}/{tenant}/oauth2/v2.0/authorize",
    };

    public static async Task<Answer> TokenAsync(TeamsFake fake, HttpContext http, string host, string tenant)
    {
        if (!http.Request.HasFormContentType) throw Refuse(fake, 400, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.");
        var form = await http.Request.ReadFormAsync();
        lock (fake.Gate)
        {
            CheckTenant(fake, tenant);
            if (form["grant_type"] != "client_credentials") throw Refuse(fake, 400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type.");
            if (!string.Equals(form["client_id"], fake.App.AppId, StringComparison.OrdinalIgnoreCase)) throw Refuse(fake, 400, "unauthorized_client", 700016, $"Application with identifier '{form["client_id"]}' was not found in the directory.");
            CheckSecret(fake, form, host, tenant);
            var scope = form["scope"].ToString();
            return Give(fake, tenant, Resource(fake, host, scope));
        }
    }

    /// <summary><see href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token">The machine's own</see>.</summary>
    public static Answer Identity(TeamsFake fake, HttpContext http)
    {
        if (http.Request.Headers["Metadata"] != "true") throw new TeamsRefusal(400, "invalid_request", "Required metadata header not specified");
        lock (fake.Gate)
        {
            if (!fake.App.ManagedIdentity || http.Request.Query["client_id"] != fake.App.AppId) throw new TeamsRefusal(400, "invalid_request", "Identity not found");
            var resource = http.Request.Query["resource"].ToString().TrimEnd('/');
            var given = Give(fake, fake.App.Tenant, resource);
            given.Body!["expires_in"] = given.Body["expires_in"]!.ToString();
            // By the machine's clock: Microsoft's library knows no other, and refuses a token that it takes for ended.
            given.Body["expires_on"] = (TimeProvider.System.GetUtcNow() + fake.TokenLifetime).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            given.Body["resource"] = resource;
            given.Body["client_id"] = fake.App.AppId;
            return given;
        }
    }

    private static Answer Give(TeamsFake fake, string tenant, string resource)
    {
        var seconds = (int)fake.TokenLifetime.TotalSeconds;
        var token = new EntraToken($"entra-token-{fake.Count("token")}", tenant, resource, fake.Now.AddSeconds(seconds));
        fake.Tokens[token.Value] = token;
        return new(200, new() { ["token_type"] = "Bearer", ["expires_in"] = seconds, ["ext_expires_in"] = seconds, ["access_token"] = token.Value });
    }

    private static void CheckTenant(TeamsFake fake, string tenant)
    {
        var shared = tenant is "botframework.com" or "MicrosoftServices.onmicrosoft.us" or "microsoftservices.partner.onmschina.cn";
        if (!shared && fake.FindTenant(tenant) is null) throw Refuse(fake, 400, "invalid_request", 90002, $"Tenant '{tenant}' not found.");
        if (!fake.App.MultiTenant && !string.Equals(tenant, fake.App.Tenant, StringComparison.OrdinalIgnoreCase))
            throw Refuse(fake, 400, "unauthorized_client", 700016, $"Application with identifier '{fake.App.AppId}' was not found in the directory '{tenant}'.");
    }

    private static void CheckSecret(TeamsFake fake, IFormCollection form, string host, string tenant)
    {
        if (form["client_assertion"].ToString() is { Length: > 0 } assertion)
        {
            if (form["client_assertion_type"] != AssertionType || ClientAssertion.Wrong(fake, assertion, $"https://{host}/{tenant}/oauth2/v2.0/token") is { } wrong && wrong.Length > 0)
                throw Refuse(fake, 401, "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application, or the assertion is not right.");
        }
        else if (form["client_secret"].ToString() is not { Length: > 0 } secret)
        {
            throw Refuse(fake, 401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
        }
        else if (fake.App.Password.Length == 0 || secret != fake.App.Password)
        {
            throw Refuse(fake, 401, "invalid_client", 7000215, "Invalid client secret provided.");
        }
    }

    private static string Resource(TeamsFake fake, string host, string scope)
    {
        var words = scope.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // Libraries add these to every scope; they ask for nothing here.
        var asked = words.Except(["openid", "profile", "offline_access"]).ToList();
        if (asked.Count != 1 || !asked[0].EndsWith("/.default", StringComparison.Ordinal)) throw Refuse(fake, 400, "invalid_scope", 1002012, $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.");
        var resource = asked[0][..^"/.default".Length].TrimEnd('/');
        var cloud = TeamsCloud.All.First(one => one.Login == host);
        return resource == cloud.BotResource || resource == $"https://{cloud.Graph}" ? resource : throw Refuse(fake, 400, "invalid_resource", 500011, $"The resource principal named {resource} was not found in the tenant.");
    }

    private static TeamsRefusal Refuse(TeamsFake fake, int status, string error, int code, string message) => new(status, error, message)
    {
        Body = new()
        {
            ["error"] = error,
            ["error_description"] = $"AADSTS{code}: {message} Trace ID: 0 Correlation ID: 0 Timestamp: {fake.Now:u}",
            ["error_codes"] = new JsonArray(code),
            ["timestamp"] = $"{fake.Now:u}",
            ["trace_id"] = "00000000-0000-4000-8000-000000000000",
            ["correlation_id"] = "00000000-0000-4000-8000-000000000000",
        },
    };
}
