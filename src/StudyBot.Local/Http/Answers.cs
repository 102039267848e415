using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace StudyBot.Local;

/// <summary>Answers as JSON: snake_case, instants in UTC, words as they are.</summary>
internal static class Answers
{
    public static JsonSerializerOptions Options { get; } = Make();

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => TypedResults.Json(value, Options, statusCode: status);

    /// <summary>What came of something a person did.</summary>
    public static IResult Came(Shown shown, string? id, int status) => Json(
        new CameView(id, [.. shown.Replies.Select(r => MessageView.Of(r, r.PrivateTo))], [.. shown.Receipts.Select(ReceiptView.Of)]),
        status);

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // Never inside HTML: it is served as application/json with nosniff.
        };
        options.Converters.Add(new RowJson.InstantConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed record CameView(string? Id, IReadOnlyList<MessageView> Replies, IReadOnlyList<ReceiptView> Receipts);
}
