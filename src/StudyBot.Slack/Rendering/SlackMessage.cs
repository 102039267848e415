namespace StudyBot.Slack;

/// <summary>One message ready for chat.postMessage, chat.update, chat.postEphemeral and a response_url.</summary>
/// <param name="Text">All of it in plain text, escaped, for notifications and screen readers.</param>
/// <param name="Blocks">1 to <see cref="Limits.MessageBlocks"/>.</param>
public sealed record SlackMessage(string Text, IReadOnlyList<Block> Blocks);
