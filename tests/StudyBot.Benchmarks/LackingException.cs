namespace StudyBot.Benchmarks;

/// <summary>What a row needs is not on this machine. The message says what to do.</summary>
internal sealed class LackingException(string message, Exception? inner = null) : Exception(message, inner);
