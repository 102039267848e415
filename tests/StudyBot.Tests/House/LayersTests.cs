using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using StudyBot.Cohorts;

namespace StudyBot.Tests.House;

/// <summary>Inside the core: records and pure functions, and one folder of doors. What a decision cannot reach for, it cannot depend on.</summary>
public class LayersTests
{
    private const string Doors = "StudyBot.Doors";

    /// <summary>The ports' signatures hand out tasks; what code there is in them asks a port and no more.</summary>
    private const string Ports = "StudyBot.Ports";

    private static readonly string[] OnlyDoorsMay =
    [
        "System.Threading.",
        "System.TimeProvider",
        "System.Diagnostics.Stopwatch",
        "System.Random",
        "System.IO.File",
        "System.Net.",
        "System.Console",
        "System.Environment",
        "NodaTime.IClock",
        "NodaTime.SystemClock",
        "Microsoft.Extensions.Logging.",
    ];

    private static readonly IType[] Core = [.. new ArchLoader().LoadAssemblies(typeof(CohortId).Assembly).Build().Types.Where(type => type.FullName.StartsWith("StudyBot.", StringComparison.Ordinal))];

    public static TheoryData<string> Forbidden => [.. OnlyDoorsMay];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Outside_its_doors_the_core_has_no_tasks_no_clock_and_no_logger(string forbidden)
    {
        var found =
            from type in Core
            where !IsIn(type, Doors) && !IsIn(type, Ports)
            from dependency in type.Dependencies
            let target = dependency.Target.FullName
            where target.StartsWith(forbidden, StringComparison.Ordinal) && !IsTheCompilersOwn(target)
            select $"{type.FullName} uses {target}";

        Assert.Empty(found.Distinct());
    }

    [Fact]
    public void The_core_decides_without_knowing_its_doors()
    {
        var found =
            from type in Core
            where !IsIn(type, Doors)
            from dependency in type.Dependencies
            where dependency.Target.FullName.StartsWith(Doors + ".", StringComparison.Ordinal)
            select $"{type.FullName} uses {dependency.Target.FullName}";

        Assert.Empty(found.Distinct());
    }

    [Fact]
    public void The_rules_are_looked_at_where_something_would_be_found()
    {
        Assert.Contains(Core, type => IsIn(type, Doors) && type.Dependencies.Any(d => d.Target.FullName.StartsWith("System.Threading.Tasks.Task", StringComparison.Ordinal)));
        Assert.Contains(Core, type => IsIn(type, Doors) && type.Dependencies.Any(d => d.Target.FullName == "System.TimeProvider"));
        Assert.True(Core.Count(type => !IsIn(type, Doors) && !IsIn(type, Ports)) > 100);
    }

    private static bool IsIn(IType type, string space) => type.FullName.StartsWith(space + ".", StringComparison.Ordinal);

    /// <summary>A <c>lock</c> and a lazily made delegate bring these in by themselves.</summary>
    private static bool IsTheCompilersOwn(string target) => target is "System.Threading.Interlocked" or "System.Threading.CancellationToken";
}
