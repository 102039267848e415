namespace StudyBot.Curricula;

/// <summary>Reads a curriculum.</summary>
public static class CurriculumReader
{
    public static CurriculumReading Read(string file, ReadOnlyMemory<byte> bytes) => throw new NotSupportedException(file + bytes.Length);
}
