using StudyBot.Ports;

namespace StudyBot.Doors;

/// <summary>The bot's door, as a platform knows it.</summary>
public delegate Task<Handled> Hear(Incoming incoming, CancellationToken cancel);
