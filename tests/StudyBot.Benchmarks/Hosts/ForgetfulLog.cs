using Microsoft.Extensions.Logging;

namespace StudyBot.Benchmarks.Hosts;

/// <summary>Reads every line, as a console would, and keeps none; what went wrong it says aloud.</summary>
internal sealed class ForgetfulLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (logLevel >= LogLevel.Error) Console.Error.WriteLine($"{line} {exception}");
    }

    public void Dispose() { }
}
