using NodaTime;
using StudyBot.Cohorts;

namespace StudyBot.Standings;

/// <summary><c>5 of 8 done</c>: joined members who have not left and are not paused; hidden people count.</summary>
/// <param name="OnPause">How many have joined and not left, and are paused.</param>
public sealed record Totals(int Done, int Of, int OnPause = 0)
{
    public static Totals For(int lesson, IEnumerable<Member> members, Instant now)
    {
        int done = 0, of = 0, onPause = 0;
        foreach (var member in members)
        {
            if (!member.IsActive) continue;
            if (member.IsPausedAt(now))
            {
                onPause++;
                continue;
            }

            of++;
            if (member.Ledger[lesson] is not null) done++;
        }

        return new(done, of, onPause);
    }
}
