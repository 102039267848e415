using StudyBot.Simulation.Command;

return Options.Read(args) is { } options ? Runner.Run(options) : Options.Explain();
