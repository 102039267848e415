using System.Diagnostics;

namespace StudyBot.Tests;

/// <summary>Another program, run to its end for what it prints. One that stands still is ended with all that it started, and named: a test that waits for ever names nobody.</summary>
public static class Tool
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Nobody types anything. Throws <see cref="TimeoutException"/> with what was printed until then.</summary>
    /// <param name="patience">For what takes longer than others; three minutes where none is given.</param>
    public static async Task<Ran> RunAsync(ProcessStartInfo start, TimeSpan? patience = null)
    {
        var within = patience ?? Patience;
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var printed = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await Task.WhenAll(printed, process.WaitForExitAsync()).WaitAsync(within);
        }
        catch (TimeoutException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {within}. It printed: {string.Concat(await printed.WaitAsync(TimeSpan.FromSeconds(10)))}", late);
        }

        var said = await printed;
        return new(process.ExitCode, said[0].ReplaceLineEndings("\n"), said[1].ReplaceLineEndings("\n"));
    }
}
