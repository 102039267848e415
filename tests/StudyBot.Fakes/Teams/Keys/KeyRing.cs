using System.Text.Json.Nodes;

namespace StudyBot.Fakes.Teams;

/// <summary>The keys of the Bot Framework: what is published, and what signs.</summary>
public sealed class KeyRing
{
    private readonly TeamsFake _fake;
    private readonly List<SigningKey> _published = [];
    private int _made;

    internal KeyRing(TeamsFake fake)
    {
        _fake = fake;
        Unendorsed = Make("webchat", "skype");
        Current = Make("msteams", "webchat", "skype");
        _published = [Unendorsed, Current];
    }

    /// <summary>Signs what Teams sends.</summary>
    public SigningKey Current { get; private set; }

    /// <summary>Published, but not good for Teams.</summary>
    public SigningKey Unendorsed { get; }

    /// <summary>A stranger's own.</summary>
    public SigningKey Unknown => field ??= Make("msteams");

    /// <summary>Another key signs from now on.</summary>
    /// <param name="keepsOld">The one before stays published.</param>
    public void Roll(bool keepsOld = false)
    {
        lock (_fake.Gate)
        {
            if (!keepsOld) _published.Remove(Current);
            _published.Add(Current = Make("msteams", "webchat", "skype"));
        }
    }

    /// <summary>As Teams sends it with every activity, unless changed.</summary>
    public string Mint(Func<InboundToken, InboundToken>? changed = null)
    {
        var token = new InboundToken(Current, _fake.Cloud.Issuer, _fake.App.AppId, _fake.Cloud.ServiceUrl.AbsoluteUri, _fake.Now - TimeSpan.FromMinutes(5), _fake.Now + TimeSpan.FromMinutes(60));
        return (changed is null ? token : changed(token)).Write();
    }

    internal JsonObject Metadata(string host) => new()
    {
        ["issuer"] = TeamsCloud.All.First(cloud => cloud.Keys == host).Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = $"https://{host}/v1/.well-known/keys",
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    };

    internal JsonObject Published()
    {
        lock (_fake.Gate) return new() { ["keys"] = new JsonArray([.. _published.Select(key => key.ToJson())]) };
    }

    private SigningKey Make(params string[] endorsements)
    {
        var number = ++_made;
        return new SigningKey(SigningKey.Rsa(number), $"key-{number}", endorsements);
    }
}
