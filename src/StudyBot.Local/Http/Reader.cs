using Microsoft.AspNetCore.Http;

namespace StudyBot.Local;

/// <summary>Who reads: <c>?as=ana</c>.</summary>
internal static class Reader
{
    /// <summary>Null where nobody is named: then all is seen. Whoever is unknown is a reader too, and stays unknown.</summary>
    public static async Task<string?> OfAsync(HttpContext context, People people) =>
        context.Request.Query["as"].ToString() is { Length: > 0 } name ? await people.KnownAsync(name, context.RequestAborted) : null;
}
