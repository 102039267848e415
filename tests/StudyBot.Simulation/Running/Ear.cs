using Microsoft.Extensions.Logging;

namespace StudyBot.Simulation.Running;

/// <summary>Listens to the log for faults that no fault of the story explains.</summary>
internal sealed class Ear(World world, Instance instance)
{
    public ILogger<T> For<T>() => new Logger<T>(this);

    private void Hear(string what, Exception? fault)
    {
        if (fault is not null && world.Trouble.Explains(fault)) return;
        world.Tell($"{instance} logs: {what}");
        if (fault is not null) world.Break("faults", $"{instance} logs: {what}: {fault}");
    }

    private sealed class Logger<T>(Ear ear) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) ear.Hear(formatter(state, exception), exception);
        }
    }
}
