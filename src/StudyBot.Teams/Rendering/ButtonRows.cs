using System.Text.Json.Nodes;

namespace StudyBot.Teams;

/// <summary>Buttons in rows that a phone shows whole.</summary>
internal static class ButtonRows
{
    /// <summary>About what stands around a label, and what one letter takes, in pixels.</summary>
    private const int Around = 36;
    private const int Letter = 7;

    public static IEnumerable<IReadOnlyList<JsonObject>> Of(IReadOnlyList<JsonObject> buttons)
    {
        var row = new List<JsonObject>();
        var room = CardLimits.RowWidth;
        foreach (var button in buttons)
        {
            var width = Around + Letter * button["title"]!.GetValue<string>().Length;
            if (row.Count > 0 && (width > room || row.Count == CardLimits.Row))
            {
                yield return row;
                (row, room) = ([], CardLimits.RowWidth);
            }

            row.Add(button);
            room -= width;
        }

        if (row.Count > 0) yield return row;
    }
}
