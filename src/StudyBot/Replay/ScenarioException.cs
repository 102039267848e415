namespace StudyBot.Host.Replay;

/// <summary>A scenario that cannot be played; the message names the place.</summary>
internal sealed class ScenarioException(string message) : Exception(message);
