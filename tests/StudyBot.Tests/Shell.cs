namespace StudyBot.Tests;

/// <summary>The command line, as a shell calls it.</summary>
public static class Shell
{
    public static async Task<Ran> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await Host.Commands.CommandLine.RunAsync(args, output, error);
        return new(exit, output.ToString(), error.ToString());
    }
}

public sealed record Ran(int Exit, string Output, string Error);
