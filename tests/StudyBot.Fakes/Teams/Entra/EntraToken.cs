namespace StudyBot.Fakes.Teams;

/// <summary>A token of Entra's for the bot.</summary>
/// <param name="Tenant">The tenant it was asked for in, as it was named.</param>
/// <param name="Resource">What it opens, such as <c>https://graph.microsoft.com</c>.</param>
internal sealed record EntraToken(string Value, string Tenant, string Resource, DateTimeOffset Expires);
