namespace StudyBot.Host.Commands;

internal sealed record Finding(string What, bool Fine, string Words);
