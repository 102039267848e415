namespace StudyBot.Storage;

/// <summary>What a look at a database file finds.</summary>
internal enum SqliteState
{
    /// <summary>A database with nothing in it yet.</summary>
    Empty,

    Ours,

    /// <summary>Ours, of a version that this program does not know.</summary>
    Newer,

    AnotherPrograms,
    Damaged,
}
