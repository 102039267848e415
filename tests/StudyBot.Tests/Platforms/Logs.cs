using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StudyBot.Tests.Platforms;

/// <summary>What is logged, line by line, each with what went wrong.</summary>
internal sealed class Logs : ILoggerProvider, ILoggerFactory, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");

    public void Dispose() { }

    void ILoggerFactory.AddProvider(ILoggerProvider provider) => throw new NotSupportedException();
}
