using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Wording;

namespace StudyBot.Local;

/// <summary>A form with a label for every field, its hint and its error read out together with it.</summary>
internal static class FormRenderer
{
    public static string Render(Part.Form form, string scope)
    {
        var fields = form.Fields.Select((field, i) => Row(field, $"{scope}-{i}"));
        return $"<form class=\"form\" data-form=\"{Html.Of(form.Name)}\" novalidate>{string.Concat(fields)}" +
            $"<div class=\"buttons\"><button type=\"submit\" class=\"primary\">{Html.Of(form.SubmitLabel)}</button></div></form>";
    }

    private static string Row(Field field, string id)
    {
        var hint = field.Hint is { } h ? $"<p class=\"hint\" id=\"{id}-hint\">{Html.Of(h)}</p>" : "";
        var error = field.Error is { } e ? $"<p class=\"error\" id=\"{id}-error\">{Html.Of(e)}</p>" : "";
        var optional = field.Optional ? $" <span class=\"optional\">{Say.Optional}</span>" : "";
        return $"<div class=\"field\"><label for=\"{id}\">{Html.Of(field.Label)}{optional}</label>{Input(field, id)}{hint}{error}</div>";
    }

    private static string Input(Field field, string id)
    {
        var common = $"id=\"{id}\" name=\"{Html.Of(field.Name)}\"{Described(field, id)}{(field.Optional ? "" : " required")}";
        var value = $" value=\"{Html.Of(field.Value ?? "")}\"";
        return field.Kind switch
        {
            FieldKind.Choice => $"<select {common}>{string.Concat((field.Choices ?? []).Select(c => Option(c, field.Value)))}</select>",
            FieldKind.Date => $"<input type=\"date\" {common}{value}>",
            FieldKind.Time => $"<input type=\"time\" {common}{value}>",
            FieldKind.File => $"<input type=\"file\" accept=\".md,text/markdown,text/plain\" {common}{Refusals()}>",
            _ => $"<input type=\"text\" autocomplete=\"off\" {common}{value}>",
        };
    }

    /// <summary>What the page says at the field of a file that it cannot send: a file travels as its text.</summary>
    private static string Refusals() =>
        $" data-most=\"{CurriculumReader.MostBytes}\" data-too-large=\"{Html.Of(Say.FileTooLarge())}\" data-not-text=\"{Html.Of(Say.FileNotText())}\" data-not-read=\"{Html.Of(Say.FileNotRead())}\"";

    private static string Option(Choice choice, string? chosen) =>
        $"<option value=\"{Html.Of(choice.Value)}\"{(choice.Value == chosen ? " selected" : "")}>{Html.Of(choice.Label)}</option>";

    private static string Described(Field field, string id)
    {
        var by = string.Join(' ', new[] { field.Hint is null ? null : $"{id}-hint", field.Error is null ? null : $"{id}-error" }.OfType<string>());
        return (by.Length == 0 ? "" : $" aria-describedby=\"{by}\"") + (field.Error is null ? "" : " aria-invalid=\"true\"");
    }
}
