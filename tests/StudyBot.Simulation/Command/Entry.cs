namespace StudyBot.Simulation.Command;

internal static class Entry
{
    private static int Main(string[] args) => Options.Read(args) is { } options ? Runner.Run(options) : Options.Explain();
}
