using System.Reflection;
using StudyBot.Commands;

namespace StudyBot.Host.Settings;

/// <summary>From configuration to settings, with one line for each that is wrong. A name that nobody knows is wrong too: it is a typing error.</summary>
public static class SettingsReader
{
    /// <summary>A few stand at the top, under names that are not ours to choose.</summary>
    private static readonly PropertyInfo[] Top = [.. typeof(StudyBotSettings).GetProperties().Where(p => p.IsDefined(typeof(SettingAttribute)))];

    private static readonly PropertyInfo[] Sections = [.. typeof(StudyBotSettings).GetProperties().Except(Top)];

    private static readonly (string Name, PropertyInfo Property)[] All =
        [.. Top.Select(p => (p.Name, p)), .. Sections.SelectMany(s => s.PropertyType.GetProperties().Select(p => ($"{s.Name}:{p.Name}", p)))];

    /// <summary>Every setting there is, as <c>Section:Name</c>, or its name alone.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(setting => setting.Name)];

    /// <summary>Those that have several values, as <c>Section:Name:0</c> and so on.</summary>
    public static IReadOnlyList<string> Lists { get; } = [.. All.Where(setting => setting.Property.PropertyType == typeof(IReadOnlyList<string>)).Select(setting => setting.Name)];

    public static (StudyBotSettings Settings, IReadOnlyList<SettingProblem> Problems) Read(IConfiguration configuration)
    {
        var settings = new StudyBotSettings();
        var problems = new List<SettingProblem>();
        foreach (var property in Top) Fill(configuration.GetSection(property.Name), property, settings, problems);
        foreach (var section in Sections)
        {
            var values = section.GetValue(settings)!;
            var properties = section.PropertyType.GetProperties();
            foreach (var property in properties) Fill(configuration.GetSection($"{section.Name}:{property.Name}"), property, values, problems);
            foreach (var written in configuration.GetSection(section.Name).GetChildren())
            {
                if (!properties.Any(p => p.Name.Equals(written.Key, StringComparison.OrdinalIgnoreCase))) problems.Add(Unknown(section.Name, written.Key));
            }
        }

        problems.AddRange(SettingsRules.Check(configuration));
        problems.AddRange(SettingsRules.Check(settings, IsDevelopment(configuration)));
        return (settings, problems);
    }

    /// <summary>As the host itself tells, from the same sources.</summary>
    private static bool IsDevelopment(IConfiguration configuration) => string.Equals(configuration[HostDefaults.EnvironmentKey], Environments.Development, StringComparison.OrdinalIgnoreCase);

    /// <summary>Sections that are written nearly as ours are. Somebody else's they may be, so they are pointed at and stop nothing.</summary>
    public static IEnumerable<string> Misspelt(IConfiguration configuration) =>
        from written in configuration.GetChildren()
        where written.GetChildren().Any()
        let near = Sections.Select(s => (s.Name, Distance: Nearest.Distance(s.Name.ToUpperInvariant(), written.Key.ToUpperInvariant()))).MinBy(s => s.Distance)
        where near.Distance is 1 or 2 && near.Distance * 3 <= near.Name.Length
        select $"{written.Key}: StudyBot reads no such section. Was {near.Name} meant?";

    /// <summary>A value that would do.</summary>
    public static string ExampleOf(string name) => All.Single(setting => setting.Name == name).Property.GetCustomAttribute<SettingAttribute>()!.Example;

    private static void Fill(IConfigurationSection written, PropertyInfo property, object values, List<SettingProblem> problems)
    {
        var setting = property.GetCustomAttribute<SettingAttribute>()!;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type != typeof(IReadOnlyList<string>) && string.IsNullOrWhiteSpace(written.Value)) return;
        var (value, wrong) = type == typeof(IReadOnlyList<string>) ? (Many(written), null) : Parse(written.Value!, type, setting);
        if (wrong is null) property.SetValue(values, value);
        else problems.Add(new(written.Path, $"\"{written.Value}\" {wrong}", $"{written.Path}={setting.Example}"));
    }

    /// <summary>The value that was written, or what is wrong with it.</summary>
    private static (object? Value, string? Wrong) Parse(string written, Type type, SettingAttribute setting)
    {
        if (type == typeof(string)) return (written.Trim(), null);
        if (type == typeof(bool)) return bool.TryParse(written, out var on) ? (on, null) : (null, "is neither true nor false.");
        if (type == typeof(int)) return int.TryParse(written, out var number) && IsWithin(number, setting) ? (number, null) : (null, $"is no whole number from {setting.Least} to {setting.Most}.");
        return Enum.TryParse(type, written, ignoreCase: true, out var named) && Enum.IsDefined(type, named) && !char.IsAsciiDigit(written.Trim()[0])
            ? (named, null)
            : (null, $"is none of {string.Join(", ", Enum.GetNames(type))}.");
    }

    /// <summary>A list, or in an environment variable the same with commas between.</summary>
    private static string[] Many(IConfigurationSection written) =>
        [.. (written.Value is { } inOne ? inOne.Split(',') : written.GetChildren().Select(c => c.Value ?? "")).Select(v => v.Trim()).Where(v => v.Length > 0)];

    private static bool IsWithin(int number, SettingAttribute setting) => number >= setting.Least && (setting.Most == 0 || number <= setting.Most);

    private static SettingProblem Unknown(string section, string key)
    {
        var known = Names.Where(name => name.StartsWith(section + ":", StringComparison.Ordinal)).ToArray();
        var nearest = known.MinBy(name => Nearest.Distance(name[(section.Length + 1)..].ToUpperInvariant(), key.ToUpperInvariant()))!;
        return new($"{section}:{key}", $"there is no such setting; there {(known.Length == 1 ? "is" : "are")} {string.Join(" and ", known)}.", $"{nearest}={ExampleOf(nearest)}");
    }
}
