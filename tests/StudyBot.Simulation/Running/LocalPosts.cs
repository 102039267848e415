using StudyBot.Agendas;
using StudyBot.Local;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Simulation.Running;

/// <summary>Posts in the built-in chat are rows: they are seen as they are written.</summary>
internal static class LocalPosts
{
    public static void Watch(World world, Instance instance, IReadOnlyList<RowChange> changes)
    {
        string? id = null;
        foreach (var change in changes)
        {
            if (change.Key.StartsWith("m|", StringComparison.Ordinal)) Update(world, instance, id = $"m{int.MaxValue - int.Parse(change.Key.AsSpan(2))}");
            if (id is null || !change.Key.StartsWith("d|", StringComparison.Ordinal)) continue;
            var parts = change.Key.Split('|').Select(Uri.UnescapeDataString).ToArray();
            var room = world.RoomOf(Names.Cohort(parts[1]));
            if (change is RowChange.Delete)
            {
                if (room.Posts.Find(post => post.Id == id) is { } gone) gone.Deleted = true;
                continue;
            }

            var delivery = new DeliveryId(int.Parse(parts[2]), Enum.Parse<DeliveryKind>(parts[3]), parts[4]);
            var to = delivery.Kind is DeliveryKind.Nudge or DeliveryKind.Reminder ? delivery.Subject[5..] : null;
            world.Appear(room, new SeenPost(id, world.Now, delivery, to, instance), instance.Writing[(room.Id, Keys.Delivery(delivery))]);
        }
    }

    /// <summary>The row of a post is written anew, with the card that it is to show.</summary>
    private static void Update(World world, Instance instance, string id)
    {
        if (instance.Writing.Count == 0) return;
        foreach (var room in world.Rooms.Values)
            if (instance.Writing.TryGetValue((room.Id, id), out var card) && room.Posts.Find(post => post.Id == id) is { } post) world.Judge.Shown(room, post, card, instance);
    }
}
