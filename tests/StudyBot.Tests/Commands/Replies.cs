namespace StudyBot.Tests.Commands;

/// <summary>Where a reply stands.</summary>
public enum Place
{
    /// <summary>The top of a channel.</summary>
    Channel,

    /// <summary>Under a lesson.</summary>
    Thread,

    /// <summary>Said to the bot: a direct message, or after a mention.</summary>
    ToUs,

    /// <summary>The same in a channel and in a lesson's thread.</summary>
    Both,

    /// <summary>The same in all three.</summary>
    Anywhere,
}

/// <summary>What people write, and how it reads. A new example is a new line.
/// <c>done</c> is a check-in of the lesson meant by place and time, <c>done 4 5</c> one of lessons 4 and 5, with <c>| note</c> and its links behind it;
/// <c>almost</c> is asked about in a thread, <c>not done</c> takes back, <c>too many</c> is refused, <c>-</c> is nothing to us, <c>?</c> is answered with the nearest command.</summary>
public static partial class Replies
{
    /// <summary>One case a place.</summary>
    public static TheoryData<Place, string, string> All()
    {
        var data = new TheoryData<Place, string, string>();
        foreach (var (where, text, reads) in WordsAndLessons.Concat(AmountsAndTalk).Concat(NotesAndNothing))
        {
            foreach (var place in Places(where)) data.Add(place, text, reads);
        }

        return data;
    }

    private static Place[] Places(Place where) => where switch
    {
        Place.Both => [Place.Channel, Place.Thread],
        Place.Anywhere => [Place.Channel, Place.Thread, Place.ToUs],
        _ => [where],
    };
}
