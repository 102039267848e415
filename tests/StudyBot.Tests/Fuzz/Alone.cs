namespace StudyBot.Tests.Fuzz;

/// <summary>Tests that count the bytes of the whole process: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
