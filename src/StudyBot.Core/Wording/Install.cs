namespace StudyBot.Wording;

public static partial class Say
{
    public static string InstallDone(string workspace) => $"StudyBot is installed in {Called(workspace)}. Invite it to a channel, and it asks there for the few things it needs to know.";

    public static string InstallStale() => "This link was used before, is more than ten minutes old, or was opened in another browser. Start again at /slack/install.";

    public static string InstallDeclined() => "Nothing was installed. Start again at /slack/install whenever you like.";

    public static string InstallFailed() => "Slack did not confirm the installation. Start again at /slack/install; whoever runs this bot finds the reason in its log.";

    public static string InstallNotAllowed() => "This StudyBot is for other workspaces. Ask whoever runs it to add yours.";

    public static string InstallPerWorkspace() => "Install StudyBot into one workspace, not into the whole organisation.";
}
