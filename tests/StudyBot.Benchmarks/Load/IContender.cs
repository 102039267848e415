using System.Diagnostics;

namespace StudyBot.Benchmarks.Load;

/// <summary>A server that takes turns with the bare one.</summary>
internal interface IContender
{
    /// <summary>Where it runs; null where it runs in this process.</summary>
    Process? Elsewhere { get; }

    /// <summary>What is sent to it in its next turn, made now.</summary>
    Task<byte[][]> LettersAsync();

    /// <summary>Until all are answered. Returns how long each took, in ms.</summary>
    Task<double[]> SendAsync(byte[][] letters);

    /// <summary>Until what it does after its answers is done too.</summary>
    Task SettledAsync();
}
