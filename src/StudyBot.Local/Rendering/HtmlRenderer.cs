using StudyBot.Cards;
using StudyBot.Wording;

namespace StudyBot.Local;

/// <summary>A card as a fragment of HTML: every word is escaped, and only http and https become links. It carries no style and no script;
/// buttons and forms say what they mean in <c>data-</c> attributes.</summary>
public static class HtmlRenderer
{
    /// <param name="scope">Makes the ids of form fields unique in a page: the message's id.</param>
    public static string Render(Card card, string scope = "card") => string.Concat(card.Parts.Select((part, i) => Render(part, first: i == 0, $"{scope}-{i}")));

    private static string Render(Part part, bool first, string scope) => part switch
    {
        Part.Heading p => first ? $"<h3>{Html.Of(p.Text)}</h3>" : $"<h4>{Html.Of(p.Text)}</h4>",
        Part.Paragraph p => $"<p>{Html.Of(p.Text)}</p>",
        Part.Callout p => $"<div class=\"callout\"><p class=\"label\">{Html.Of(p.Label)}</p><p>{Html.Of(p.Text)}</p></div>",
        Part.Bullets p => $"<ul>{Each(p.Items, i => $"<li>{Html.Of(i)}</li>")}</ul>",
        Part.Facts p => $"<dl>{Each(p.Items, f => $"<div><dt>{Html.Of(f.Label)}</dt><dd>{Html.Of(f.Value)}</dd></div>")}</dl>",
        Part.Ranking p => Table(p),
        Part.Note p => $"<p class=\"note\">{Html.Of(p.Text)}</p>",
        Part.Buttons p => $"<div class=\"buttons\">{Each(p.Items, Press)}</div>",
        Part.Form p => FormRenderer.Render(p, scope),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "A part without a rendering."),
    };

    private static string Table(Part.Ranking ranking) =>
        $"<table class=\"ranking\"><caption>{Html.Of(ranking.Title)}</caption>" +
        $"<thead><tr>{Each([Say.RankColumn, Say.NameColumn, Say.DoneColumn], Column)}<th scope=\"col\"><span class=\"unseen\">{Say.DetailColumn}</span></th></tr></thead>" +
        $"<tbody>{Each(ranking.Rows, Row)}</tbody></table>";

    private static string Column(string words) => $"<th scope=\"col\">{words}</th>";

    /// <summary>A name is isolated, so that one written from right to left turns nothing around it.</summary>
    private static string Row(RankedRow row) =>
        $"<tr><td>{row.Rank}</td><th scope=\"row\"><bdi>{Html.Of(row.Name)}</bdi></th><td>{row.Completed}</td><td>{Html.Of(row.Detail)}</td></tr>";

    private static string Press(Button button) =>
        $"<button type=\"button\"{(button.Primary ? " class=\"primary\"" : "")} data-command=\"{Html.Of(button.Command)}\"" +
        $"{(button.Cohort is { } cohort ? $" data-cohort=\"{Html.Of(cohort.ToString())}\"" : "")}>{Html.Of(button.Label)}</button>";

    private static string Each<T>(IEnumerable<T> items, Func<T, string> html) => string.Concat(items.Select(html));
}
