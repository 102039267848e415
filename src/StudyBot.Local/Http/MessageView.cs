using NodaTime;
using StudyBot.Cards;
using StudyBot.CheckIns;
using StudyBot.Ports;

namespace StudyBot.Local;

/// <summary>A message as the page and scripts read it.</summary>
/// <param name="Lesson">The number of the lesson it posts or reminds of.</param>
/// <param name="Thread">The id of the message it hangs under.</param>
/// <param name="Text">What was written, or the card in plain words.</param>
public sealed record MessageView(
    string Id,
    Instant At,
    string From,
    MessageKind Kind,
    int? Lesson,
    string? Thread,
    string? PrivateTo,
    string Text,
    string Html,
    string Channel,
    bool Direct,
    Instant? Edited,
    int Revision,
    IReadOnlyList<Reaction> Reactions,
    IReadOnlyList<ReceiptView> Receipts,
    IReadOnlyList<ButtonView> Buttons,
    IReadOnlyList<FileView> Files)
{
    /// <param name="reader">Whose receipts to show; null: everybody's.</param>
    public static MessageView Of(Message message, string? reader) => new(
        message.Id,
        message.At,
        message.From,
        message.Kind,
        message.Lesson,
        message.Thread is { } root ? $"m{root}" : null,
        message.PrivateTo,
        message.Card is { } said ? PlainText.Render(said) : message.Words ?? "",
        message.Card is { } card ? HtmlRenderer.Render(card, message.Id) : Local.Html.Written(message.Words ?? ""),
        message.Channel,
        message.IsDirect,
        message.Edited,
        message.Revision,
        message.Reactions,
        [.. message.Receipts.Where(r => reader is null || r.From.User == reader).Select(ReceiptView.Of)],
        [.. ButtonsOf(message).Select(b => new ButtonView(b.Label, b.Command, b.Primary, b.Cohort?.ToString()))],
        [.. message.FileNames.Select((name, i) => new FileView(name, $"/local/messages/{message.Id}/files/{i}"))]);

    public static IEnumerable<Button> ButtonsOf(Message message) => message.Card?.Parts.OfType<Part.Buttons>().SelectMany(b => b.Items) ?? [];
}

public sealed record ReceiptView(Instant At, string From, int Lesson, CheckInClass Class, string Text)
{
    public static ReceiptView Of(Receipt receipt) => new(receipt.At, receipt.From.User, receipt.Lesson, receipt.Class, receipt.Text);
}

public sealed record ButtonView(string Label, string Command, bool Primary, string? Cohort);

public sealed record FileView(string Name, string Url);
