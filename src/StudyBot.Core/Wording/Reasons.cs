namespace StudyBot.Wording;

public static partial class Say
{
    /// <summary>Why posting stopped, as the end of a sentence.</summary>
    public static class Reasons
    {
        public const string ChannelArchived = "the channel was archived";
        public const string ChannelDeleted = "the channel was deleted";
        public const string TeamArchived = "the team was archived";
        public const string ChannelGone = "the channel is gone";
        public const string NotInChannel = "I am not in the channel";
        public const string Removed = "I was removed from the channel";
        public const string NotInstalled = "I am no longer installed here";
        public const string MayNotPost = "I may not post in the channel";
    }
}
