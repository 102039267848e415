using NodaTime;
using StudyBot.Agendas;
using StudyBot.Simulation.Running;

namespace StudyBot.Simulation.Judging;

/// <summary>Every lesson is there and recorded as it is there: once where the platform can tell, at least once where it cannot.</summary>
internal static class Posts
{
    /// <summary>What came since an instant; at the end all that came, whatever stood in its way.</summary>
    public static void Check(World world, Record record, Instant since, bool isEnd = false)
    {
        var (room, cohort) = (record.Room, record.Cohort);
        foreach (var delivery in room.Posts.Where(post => since <= post.At).GroupBy(post => (post.Delivery, post.To)))
            if (IsAtRest(delivery.Max(post => post.At))) IsThereOnce(world, room, delivery.Key.Delivery, delivery.Key.To, [.. delivery.Where(post => !post.Deleted)]);
        foreach (var lesson in cohort.Posted.Where(lesson => since <= lesson.Posted))
            if (!room.Posts.Exists(post => post.Lesson == lesson.Day && !post.Deleted && post.Id == lesson.MessageId)) world.Break("posted", $"lesson {lesson.Day} of {room.Id.Channel} is recorded as {lesson.MessageId}, which is not there");

        var newest = room.NewestAt(Instant.MaxValue);
        if (newest <= cohort.Day || room.PostOf(newest) is not { } shown || !IsAtRest(shown.At)) return;
        // Where the platform cannot tell, a lesson whose answer was lost comes again at its next time, which may be another day's.
        if (isEnd || !record.Moved(shown.At, world.Now) && !(room.Id.Platform == "teams" && shown.IsUnknown)) world.Break("posted", $"{room.Id.Channel} shows lesson {newest} and records {cohort.Day}");

        bool IsAtRest(Instant from) => isEnd || world.Trouble.HasRest(room.Cohort, record.Stops, from, world.Now, Ending.Rest);
    }

    private static void IsThereOnce(World world, Room room, DeliveryId id, string? to, List<SeenPost> visible)
    {
        var what = $"{room.Id.Channel} {id.Kind} {id.Subject}";
        // Of a post whose answer never came, or whose sender died before it was recorded, nobody knows where the platform cannot tell.
        var unknown = room.Id.Platform == "teams" ? visible.Count(post => post.IsUnknown) : 0;
        var again = id.Kind is DeliveryKind.Reminder ? visible.Zip(visible.Skip(1)).Count(two => room.Reminded.Exists(asked => asked.User == to && two.First.At < asked.At && asked.At < two.Second.At)) : 0;
        if (visible.Count > 1 + unknown + again) world.Break("once", $"{what} is there {visible.Count} times: {string.Join(", ", visible.Select(post => $"{post.Id} by {post.Sender}"))}");
        if (visible.Count == 0 && id.Kind is DeliveryKind.Lesson) world.Break("posted", $"{what} is not there any more");
    }
}
