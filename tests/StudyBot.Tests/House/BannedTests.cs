using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyBot.Tests.House;

/// <summary>The analyzer is silent about a line of <c>BannedSymbols.txt</c> that names nothing: a typing error there would ban nothing.</summary>
public partial class BannedTests
{
    /// <summary>Where what is banned lives. Another assembly is one more name here.</summary>
    private static readonly string[] Homes = ["System.Private.CoreLib", "System.ComponentModel.TypeConverter", "System.Threading.Tasks.Parallel", "NodaTime"];

    public static TheoryData<string> Lines => [.. File.ReadAllLines(Repository.PathOf("BannedSymbols.txt"))];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_banned_symbol_exists_and_the_ban_says_what_to_do_instead(string line)
    {
        var (id, remedy) = line.Split(';', 2) is [var symbol, var words] ? (symbol, words) : (line, "");
        var type = TypeOf(id);

        Assert.True(remedy.Length > 10, $"{id} is banned without a word of why.");
        Assert.NotNull(type);
        if (id[0] != 'T') Assert.Contains(id, MembersOf(type));
    }

    [Fact]
    public void Nothing_turns_the_ban_off()
    {
        Assert.DoesNotContain("RS0030", Files.Read(".editorconfig"));
        Assert.DoesNotContain("RS0030", Files.Read("Directory.Build.props"));
        Assert.Contains("BannedSymbols.txt", Files.Read("Directory.Build.props"));
    }

    /// <summary>Each place that is excused says why, on the line of the excuse.</summary>
    [Fact]
    public void Every_suppression_gives_its_reason()
    {
        var silent =
            from file in Files.Ending(".cs")
            from line in Files.Read(file).Split('\n')
            where Suppression().IsMatch(line) && !line.Contains("// ", StringComparison.Ordinal)
            select $"{file}: {line.Trim()}";

        Assert.Empty(silent);
    }

    /// <summary>What stands up to the first bracket or the member's own name.</summary>
    private static Type? TypeOf(string id)
    {
        var name = id[2..].Split('(')[0];
        if (id[0] != 'T') name = name[..name.LastIndexOf('.')];
        return Homes.Select(home => Assembly.Load(home).GetType(name)).FirstOrDefault(type => type is not null);
    }

    private static IEnumerable<string> MembersOf(Type type) => type.GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(IdOf);

    /// <summary>The documentation id of a member, as the compiler writes it.</summary>
    private static string IdOf(MemberInfo member) => member switch
    {
        PropertyInfo property => $"P:{property.DeclaringType!.FullName}.{property.Name}",
        ConstructorInfo made => $"M:{made.DeclaringType!.FullName}.#ctor{Parameters(made)}",
        MethodInfo method => $"M:{method.DeclaringType!.FullName}.{method.Name}{(method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "")}{Parameters(method)}",
        _ => "",
    };

    private static string Parameters(MethodBase method) => method.GetParameters() is { Length: > 0 } all ? $"({string.Join(',', all.Select(p => Written(p.ParameterType)))})" : "";

    private static string Written(Type type)
    {
        if (type.IsGenericMethodParameter) return $"``{type.GenericParameterPosition}";
        if (type.IsGenericParameter) return $"`{type.GenericParameterPosition}";
        if (!type.IsGenericType) return type.FullName ?? type.Name;
        var name = new StringBuilder(type.GetGenericTypeDefinition().FullName);
        name.Length = name.ToString().IndexOf('`', StringComparison.Ordinal);
        return $"{name}{{{string.Join(',', type.GetGenericArguments().Select(Written))}}}";
    }

    [GeneratedRegex(@"^\s*(?:#pragma warning disable|\[.*SuppressMessage\()")]
    private static partial Regex Suppression();
}
