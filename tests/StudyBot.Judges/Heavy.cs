namespace StudyBot.Judges;

/// <summary>Tests that take the whole machine: one after the other, once everything else is over, so that they make nobody late.</summary>
[CollectionDefinition(nameof(Heavy), DisableParallelization = true)]
public sealed class Heavy;
