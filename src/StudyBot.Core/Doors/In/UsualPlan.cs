namespace StudyBot.Doors;

/// <summary>The plan that stands in the form at first, where the channel has had none: one that came with the bot, which only the host knows.</summary>
public sealed record UsualPlan(string Name);
