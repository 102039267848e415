namespace StudyBot.Cards;

/// <summary>What stays of a message that is too large for its platform.</summary>
public static class Choosing
{
    /// <summary>What matters stays before what does not, as far as it fits; what stays keeps its order, and the note stands where the first is missing.</summary>
    /// <param name="note">Says that something is missing; there is room for it besides.</param>
    /// <param name="room">What all that stays may weigh, in the weights' own measure.</param>
    /// <param name="most">How many may stay.</param>
    public static IReadOnlyList<T> Keep<T>(IReadOnlyList<T> all, Func<T, int> weight, Func<T, bool> matters, T note, int room, int most = int.MaxValue)
    {
        var kept = new bool[all.Count];
        foreach (var first in (bool[])[true, false])
        {
            for (var i = 0; i < all.Count; i++)
            {
                if (kept[i] || matters(all[i]) != first) continue;
                var more = weight(all[i]);
                if (most == 0 || more > room)
                {
                    // Later text without what came before it would say something else.
                    if (!first) break;
                    continue;
                }

                kept[i] = true;
                (most, room) = (most - 1, room - more);
            }
        }

        var gap = Array.IndexOf(kept, false);
        return [.. all.Take(gap), note, .. all.Where((_, i) => i > gap && kept[i])];
    }
}
