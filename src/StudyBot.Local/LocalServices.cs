using Microsoft.Extensions.DependencyInjection;
using StudyBot.Ports;

namespace StudyBot.Local;

public static class LocalServices
{
    /// <summary>The chat as a platform. The host brings the store, the table, the clock (a <see cref="DemoClock"/> where it may be moved, with a <see cref="RunUntil"/>) and the doors.</summary>
    public static IServiceCollection AddLocal(this IServiceCollection services) => services
        .AddSingleton<Feed>()
        .AddSingleton<MessageLog>()
        .AddSingleton<People>()
        .AddSingleton<Channels>()
        .AddSingleton<Files>()
        .AddSingleton<Forgetting>()
        .AddSingleton<Unmarking>()
        .AddSingleton<Showing>()
        .AddSingleton<Board>()
        .AddSingleton<LocalChat>()
        .AddSingleton<LocalPlatform>()
        .AddSingleton<IPlatform>(services => services.GetRequiredService<LocalPlatform>())
        .AddSingleton(services => new DemoMoves(services.GetRequiredService<TimeProvider>(), services.GetServices<IPlatform>(), services.GetService<RunUntil>()))
        .AddSingleton<MessageCalls>()
        .AddSingleton<DeedCalls>()
        .AddSingleton<SideCalls>()
        .AddSingleton<ClockCalls>()
        .AddSingleton<LocalSetUp>();
}
