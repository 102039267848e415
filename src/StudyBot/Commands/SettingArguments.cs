using StudyBot.Host.Settings;

namespace StudyBot.Host.Commands;

/// <summary>Settings may be given with every command, as in <c>--Storage:SqlitePath FILE</c> or <c>--urls=http://127.0.0.1:4000</c>: they are told from options by their
/// capital or their colon. Some of the framework's own have neither.</summary>
internal static class SettingArguments
{
    /// <summary>Parts settings from the words of the command. Throws <see cref="CommandException"/> where a setting has no value, or nobody reads one of that name:
    /// a command that went on would work on another store than it was told to.</summary>
    public static (string[] Words, string[] Settings) Split(IReadOnlyList<string> args)
    {
        var words = new List<string>();
        var settings = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsSetting(args[i])) words.Add(args[i]);
            else if (!IsKnown(args[i])) throw Unknown(Name(args[i]));
            else if (args[i].Contains('=')) settings.Add(args[i]);
            else if (i + 1 < args.Count) settings.Add($"{args[i]}={args[++i]}");
            else throw CommandException.Usage($"{args[i]} needs a value: {args[i]}=VALUE.");
        }

        return ([.. words], [.. settings]);
    }

    private static bool IsSetting(string arg)
    {
        if (!arg.StartsWith("--", StringComparison.Ordinal)) return false;
        var name = Name(arg);
        return name.Contains(':') || (name.Length > 0 && char.IsAsciiLetterUpper(name[0])) || KnownSettings.IsFrameworks(name);
    }

    /// <summary>Whoever hosts the program in its own passes on each section too, with no value of its own.</summary>
    private static bool IsKnown(string arg) => KnownSettings.Has(Name(arg)) || (arg.EndsWith('=') && KnownSettings.HasSection(Name(arg)));

    private static string Name(string arg) => arg[2..].Split('=')[0];

    private static CommandException Unknown(string name) =>
        CommandException.Usage($"--{name}: there is no such setting.{(KnownSettings.Nearest(name) is { } near ? $" Was --{near} meant?" : " appsettings.sample.json lists them.")}");
}
