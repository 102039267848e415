using StudyBot.Cohorts;

namespace StudyBot.Standings;

/// <param name="Completed">Lessons completed in the table's span.</param>
/// <param name="Kept">Of them, on time or in grace.</param>
public sealed record Ranked(int Rank, Member Member, int Completed, int Kept);

/// <summary>Who is shown in a table, and in which order (rule 7).</summary>
public static class Table
{
    /// <summary>By lessons completed, then kept; equal in both shares a rank (1, 2, 2, 4) and stands alphabetically. Hidden and left people are not in it,
    /// nor is anybody without a lesson in the span.</summary>
    /// <param name="lessons">The span's, each once; null: all.</param>
    public static IReadOnlyList<Ranked> Rank(IEnumerable<Member> members, IReadOnlyCollection<int>? lessons = null)
    {
        var rows = members
            .Where(member => member.IsActive && !member.Hidden)
            .Select(member => Count(member, lessons))
            .Where(row => row.Completed > 0)
            .OrderByDescending(row => row.Completed)
            .ThenByDescending(row => row.Kept)
            .ThenBy(row => row.Member.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(row => row.Member.Id.User, StringComparer.Ordinal)
            .ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var tied = i > 0 && rows[i - 1].Completed == rows[i].Completed && rows[i - 1].Kept == rows[i].Kept;
            rows[i] = rows[i] with { Rank = tied ? rows[i - 1].Rank : i + 1 };
        }

        return rows;
    }

    /// <summary>Whether anybody completed a lesson of the span, those included who are in no table.</summary>
    public static bool IsStarted(IEnumerable<Member> members, IReadOnlyCollection<int>? lessons = null) => members.Any(member => Count(member, lessons).Completed > 0);

    private static Ranked Count(Member member, IReadOnlyCollection<int>? lessons)
    {
        if (lessons is null) return new(0, member, member.Ledger.Completed, member.Ledger.Kept);
        int completed = 0, kept = 0;
        foreach (var lesson in lessons)
        {
            if (member.Ledger[lesson] is not { } done) continue;
            completed++;
            if (done is not CheckIns.CheckInClass.Late) kept++;
        }

        return new(0, member, completed, kept);
    }
}
