using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace StudyBot.Local;

/// <summary>Answers that say what is wrong and where (RFC 9457).</summary>
internal static class Problem
{
    public static IResult Of(int status, string detail) => TypedResults.Problem(new ProblemDetails { Status = status, Detail = detail });

    /// <param name="errors">A sentence for each member of the body that is wrong, by its name.</param>
    public static IResult BadInput(IReadOnlyDictionary<string, string> errors) => TypedResults.Problem(new HttpValidationProblemDetails
    {
        Status = StatusCodes.Status400BadRequest,
        Title = "Bad Request",
        Detail = string.Join(' ', errors.Values),
        Errors = errors.ToDictionary(e => e.Key, e => new[] { e.Value }, StringComparer.Ordinal),
    });

    public static IResult BadInput(string where, string error) => BadInput(new Dictionary<string, string>(StringComparer.Ordinal) { [where] = error });

    public static IResult NoSuchMessage(string id) =>
        Of(StatusCodes.Status404NotFound, MessageLog.NumberOf(id) is null ? "There is no message of that id; one looks like m12." : $"There is no message {id}.");
}
