namespace StudyBot.Host.Settings;

/// <summary>What an operator needs to know of a setting when its value is wrong.</summary>
/// <param name="example">A value that would do.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string example) : Attribute
{
    public string Example => example;

    /// <summary>The smallest number allowed; read together with <see cref="Most"/>.</summary>
    public int Least { get; init; }

    /// <summary>The largest number allowed; 0: any.</summary>
    public int Most { get; init; }
}

/// <summary>One setting that is wrong, as one line: its name, what is wrong, an example.</summary>
/// <param name="Example">The whole of it: <c>Storage:Provider=Sqlite</c>.</param>
public sealed record SettingProblem(string Name, string Wrong, string Example)
{
    public override string ToString() => $"{Name}: {Wrong} Example: {Example}";
}
