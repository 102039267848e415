namespace StudyBot.Tests.House;

/// <summary>What StudyBot is built with is listed, and may be.</summary>
public class PackageListTests
{
    /// <summary>Licences under which StudyBot may be given on with what is in it. Another one is a decision, not an update.</summary>
    private static readonly string[] Shippable = ["Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "PostgreSQL"];

    /// <summary>And under which a tool may be run. The Agents Playground's own words let it be used to develop and test.</summary>
    private static readonly string[] Usable = [.. Shippable, "0BSD", "BlueOak-1.0.0", "ISC", "MPL-2.0", "PSF-2.0", "Public domain or MIT", "SEE LICENSE IN LICENSE"];

    private static readonly IReadOnlyList<PackageList.Package> Packages = PackageList.Read();

    [Fact]
    public void The_page_lists_what_the_lock_files_pin() => Snapshots.Match(Repository.PathOf("docs", "packages.md"), PackageList.Page(Packages));

    [Fact]
    public void Every_licence_is_one_that_was_agreed_to()
    {
        Assert.True(Packages.Count(package => package.Shipped) > 40);
        Assert.True(Packages.Count(package => package.Npm) > 100);
        Assert.All(Packages, package => Assert.Contains(package.Licence, package.Shipped ? Shippable : Usable));
    }
}
