using System.Text.RegularExpressions;

namespace StudyBot.Curricula;

internal enum FieldName
{
    Learning,
    Resources,
    Doable,
    LinkedInPost,
    BlogPost,

    /// <summary>Any other: kept in order and shown with the lesson.</summary>
    Extra,
}

/// <summary>Which field a label means. Case, a sign before it and a remark in brackets after it make no difference.</summary>
internal static partial class FieldNames
{
    public static FieldName Of(string label)
    {
        var words = Bare().Match(label).Groups["words"].Value.ToLowerInvariant();
        return words switch
        {
            "learning" or "learn" => FieldName.Learning,
            "resources" or "resource" => FieldName.Resources,
            "doable" or "doables" => FieldName.Doable,
            _ when LinkedIn().IsMatch(words) => FieldName.LinkedInPost,
            _ when Blog().IsMatch(words) => FieldName.BlogPost,
            _ => FieldName.Extra,
        };
    }

    [GeneratedRegex(@"\A[^\p{L}]*(?<words>[^(]*?)\s*(\(.*)?\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\blinkedin[ -](post|idea)", RegexOptions.ExplicitCapture)]
    private static partial Regex LinkedIn();

    [GeneratedRegex(@"\bblog[ -]?(post|idea)", RegexOptions.ExplicitCapture)]
    private static partial Regex Blog();
}
