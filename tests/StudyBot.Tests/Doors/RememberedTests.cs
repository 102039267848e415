using StudyBot.Doors;

namespace StudyBot.Tests.Doors;

public class RememberedTests
{
    private readonly Remembered<string, int> _known = new(most: 3, StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void As_much_as_there_is_room_for_is_kept_and_the_newest_of_each()
    {
        Set("a", "b", "c", "A", "B", "C");

        Assert.Equal([3, 4, 5], Kept("a", "b", "c"));
    }

    [Fact]
    public void One_more_drops_all_and_then_there_is_room_again()
    {
        Set("a", "b", "c", "d");
        Assert.Empty(Kept("a", "b", "c", "d"));

        Set("a", "b", "c");
        Assert.Equal([0, 1, 2], Kept("a", "b", "c", "d"));
    }

    /// <summary>Each with its place.</summary>
    private void Set(params string[] keys)
    {
        for (var i = 0; i < keys.Length; i++) _known.Set(keys[i], i);
    }

    private IEnumerable<int> Kept(params string[] keys)
    {
        foreach (var key in keys)
            if (_known.TryGet(key, out var value)) yield return value;
    }
}
