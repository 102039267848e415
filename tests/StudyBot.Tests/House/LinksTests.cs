using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace StudyBot.Tests.House;

/// <summary>A page that sends its reader to another one of ours sends them to something that is there.</summary>
public class LinksTests
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePreciseSourceLocation().UseAutoIdentifiers(Markdig.Extensions.AutoIdentifiers.AutoIdentifierOptions.GitHub).Build();

    [Fact]
    public void Every_relative_link_leads_to_a_file_and_every_anchor_to_a_heading()
    {
        var dead =
            from page in Files.Ending(".md")
            from link in Markdown.Parse(Files.Read(page), Pipeline).Descendants<LinkInline>()
            let target = link.Url
            where !string.IsNullOrEmpty(target) && !Uri.TryCreate(target, UriKind.Absolute, out _) && !Leads(page, target)
            select $"{page}:{link.Line + 1} leads to {target}";

        Assert.Empty(dead);
    }

    [Fact]
    public void A_dead_link_would_be_found()
    {
        Assert.True(Leads("docs/life-of-a-message.md", "../LICENSE"));
        Assert.True(Leads("docs/life-of-a-message.md", "#in-somebody-writes-done"));
        Assert.False(Leads("docs/life-of-a-message.md", "nowhere.md"));
        Assert.False(Leads("docs/life-of-a-message.md", "#nothing-of-the-kind"));
    }

    private static bool Leads(string page, string target)
    {
        var (path, anchor) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, "");
        var file = path.Length == 0 ? Repository.PathOf(page) : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.PathOf(page))!, Uri.UnescapeDataString(path)));
        if (!File.Exists(file)) return Directory.Exists(file) && anchor.Length == 0;
        return anchor.Length == 0 || Path.GetExtension(file) != ".md" || Anchors(file).Contains(anchor);
    }

    private static IEnumerable<string?> Anchors(string file) => Markdown.Parse(File.ReadAllText(file), Pipeline).Descendants<HeadingBlock>().Select(heading => heading.TryGetAttributes()?.Id);
}
