using System.Text.Json.Serialization;

namespace StudyBot.Slack;

/// <summary>Text of 1 to 3,000 characters: docs.slack.dev/reference/block-kit/composition-objects/text-object.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Plain), "plain_text")]
[JsonDerivedType(typeof(Mrkdwn), "mrkdwn")]
public abstract record TextObject
{
    private TextObject() { }

    public sealed record Plain(string Text) : TextObject;

    /// <summary>Text with Slack's marks. It is escaped by whoever makes it.</summary>
    public sealed record Mrkdwn(string Text) : TextObject
    {
        /// <summary>Nothing in the text becomes a link or a mention by looking like one.</summary>
        public bool Verbatim => true;
    }
}
