using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace StudyBot.Slack;

/// <summary>Whether a request comes from Slack: an HMAC-SHA256 over <c>v0:{timestamp}:{body}</c>, the raw bytes, no older and no newer than five minutes.
/// Source: the page on verifying requests.</summary>
public static class Signature
{
    private const int Hex = 64;
    private static readonly Duration Skew = Duration.FromMinutes(5);

    /// <param name="timestamp">The header <c>X-Slack-Request-Timestamp</c>; exactly one.</param>
    /// <param name="signature">The header <c>X-Slack-Signature</c>; exactly one.</param>
    /// <param name="secrets">The signing secret, and the one of before during a rotation; empty ones verify nothing.</param>
    public static Verdict Check(IReadOnlyList<string?> timestamp, IReadOnlyList<string?> signature, ReadOnlySpan<byte> body, IReadOnlyList<string> secrets, Instant now)
    {
        if (timestamp is not [{ } stamp] || signature is not [{ } given]) return Verdict.Missing;
        if (stamp.Length > 11 || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return Verdict.Malformed;
        if (given.Length != 3 + Hex || !given.StartsWith("v0=", StringComparison.Ordinal)) return Verdict.Malformed;
        var age = now - Instant.FromUnixTimeSeconds(seconds);
        if (age > Skew) return Verdict.Stale;
        if (age < -Skew) return Verdict.Future;

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (Convert.FromHexString(given.AsSpan(3), claimed, out _, out _) is not OperationStatus.Done) return Verdict.Malformed;
        var rented = ArrayPool<byte>.Shared.Rent(4 + stamp.Length + body.Length);
        var head = Encoding.ASCII.GetBytes($"v0:{stamp}:", rented);
        body.CopyTo(rented.AsSpan(head));
        var genuine = false;
        foreach (var secret in secrets)
        {
            if (secret.Length == 0) continue;
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), rented.AsSpan(0, head + body.Length), expected);
            genuine |= CryptographicOperations.FixedTimeEquals(expected, claimed);
        }

        ArrayPool<byte>.Shared.Return(rented);
        return genuine ? Verdict.Genuine : Verdict.Forged;
    }
}

public enum Verdict
{
    Genuine,
    Missing,
    Malformed,

    /// <summary>Signed more than five minutes ago.</summary>
    Stale,

    /// <summary>Signed more than five minutes from now.</summary>
    Future,

    Forged,
}
