namespace StudyBot.Slack;

/// <summary>A modal or an App Home: docs.slack.dev/reference/views.</summary>
/// <param name="Type"><c>modal</c> or <c>home</c>; a home has blocks alone.</param>
/// <param name="CallbackId">The form's name.</param>
/// <param name="PrivateMetadata">Comes back with the submission; at most <see cref="Limits.PrivateMetadata"/> characters.</param>
public sealed record View(
    string Type,
    IReadOnlyList<Block> Blocks,
    TextObject? Title = null,
    TextObject? Submit = null,
    TextObject? Close = null,
    string? CallbackId = null,
    string? PrivateMetadata = null);
