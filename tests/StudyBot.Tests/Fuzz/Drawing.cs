using CsCheck;

namespace StudyBot.Tests.Fuzz;

/// <summary>One of many, by chance.</summary>
internal static class Drawing
{
    /// <summary>Says the seed that brings it again, where <c>CsCheck_Seed</c> is set to it.</summary>
    public static T Draw<T>(this Gen<T> gen, ITestOutputHelper output)
    {
        var seed = Check.Seed ?? Gen.Seed.Single();
        output.WriteLine($"CsCheck_Seed={seed}");
        return gen.Single(_ => true, seed);
    }
}
