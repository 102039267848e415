namespace StudyBot.Slack;

/// <summary>What Slack takes, in characters unless said otherwise. Each names its page under docs.slack.dev/reference.</summary>
public static class Limits
{
    /// <summary>block-kit/blocks: blocks of a message.</summary>
    public const int MessageBlocks = 50;

    /// <summary>views: blocks of a modal or a home.</summary>
    public const int ViewBlocks = 100;

    /// <summary>block-kit/blocks/header-block: text.</summary>
    public const int Header = 150;

    /// <summary>block-kit/composition-objects/text-object: text. The pages on rich text name no limit of their own, so its runs keep to this one too.</summary>
    public const int Text = 3_000;

    /// <summary>block-kit/blocks/actions-block: elements, a count.</summary>
    public const int Actions = 25;

    /// <summary>block-kit/block-elements/button-element: text.</summary>
    public const int ButtonLabel = 75;

    /// <summary>block-kit/block-elements/button-element: value.</summary>
    public const int ButtonValue = 2_000;

    /// <summary>block-kit/blocks/input-block: label and hint.</summary>
    public const int Label = 2_000;

    /// <summary>block-kit/block-elements/plain-text-input-element: the most that can be typed.</summary>
    public const int Line = 3_000;

    /// <summary>block-kit/composition-objects/option-object: text and value.</summary>
    public const int Option = 75;

    /// <summary>block-kit/block-elements/select-menu-element: options, a count.</summary>
    public const int Options = 100;

    /// <summary>views: title, submit and close of a modal.</summary>
    public const int ViewTitle = 24;

    /// <summary>views: private_metadata.</summary>
    public const int PrivateMetadata = 3_000;

    /// <summary>methods/chat.postMessage: text that is sure to be shown whole.</summary>
    public const int Fallback = 4_000;

    /// <summary>A link that is longer is shown as text.</summary>
    public const int Url = 2_000;

    /// <summary>
    /// methods/chat.postMessage: <c>msg_blocks_too_long</c>. The page gives no number; people met it between 11,300 and 13,300 characters of text, less
    /// with more blocks. This counts every block and every run of text besides the characters (<see cref="Fitting"/>), and stays well below.
    /// </summary>
    public const int MessageWeight = 10_000;

    /// <summary>methods/views.publish: <c>view_too_large</c> above 250 kB, which 30,000 characters do not reach in any script.</summary>
    public const int ViewWeight = 30_000;
}
