using Microsoft.Extensions.Logging;
using NodaTime;

namespace StudyBot.Simulation.Running;

/// <summary>Listens to the log for faults that no fault of the story explains.</summary>
internal sealed class Ear(World world, Instance instance)
{
    /// <summary>The one error without an exception: a platform will not have a post.</summary>
    private const string Refused = "Refused";

    public ILogger<T> For<T>() => new Logger<T>(this);

    private void Hear(string what, Exception? fault, string? name)
    {
        if (fault is null ? name == Refused && IsAnyGone() : world.Trouble.Explains(fault)) return;
        world.Break("faults", $"{instance} logs: {what}{(fault is null ? "" : $": {fault}")}");
    }

    /// <summary>Whether the bot is no member of some channel, or was none just now.</summary>
    private bool IsAnyGone() => world.Rooms.Values.Any(room => room.Gone || world.Now < room.BackAt + Duration.FromMinutes(20));

    private sealed class Logger<T>(Ear ear) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) ear.Hear(formatter(state, exception), exception, eventId.Name);
        }
    }
}
