using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using StudyBot.Agendas;
using StudyBot.Cohorts;

namespace StudyBot.Storage;

/// <summary>Every partition and row key is made here. Parts that come from outside are encoded, so that none can reach into another's place.
/// Row keys sort as their parts do.</summary>
public static class Keys
{
    /// <summary>The one row of a cohort's partition that holds the cohort.</summary>
    public const string Cohort = "cohort";

    public const string Heartbeat = "heartbeat";

    public const string System = "system";

    /// <summary>The partition of events that no cohort's rows remember.</summary>
    public const string Events = "events";

    public const string Curricula = "curricula";

    /// <summary>The row of a curriculum's partition that names its newest version.</summary>
    public const string Newest = "newest";

    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly InstantPattern Sortable = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss.fffffffff");

    public static string Partition(CohortId cohort) => $"cohort|{Encode(cohort.Platform)}|{Encode(cohort.Tenant)}|{Encode(cohort.Channel)}";

    /// <summary>The partitions of all cohorts.</summary>
    public static (string From, string Until) Cohorts { get; } = Within("cohort|");

    /// <summary>How the keys of all members start, of any run.</summary>
    public const string AnyMember = "member|";

    public static string Member(int run, PersonId person) => $"member|{run:0000}|{Encode(person.User)}";

    public static (string From, string Until) Members(int run) => Within($"member|{run:0000}|");

    public static string CheckIn(int run, int lesson, PersonId person) => $"checkin|{run:0000}|{lesson:0000}|{Encode(person.User)}";

    public static (string From, string Until) CheckIns(int run, int from, int to) =>
        ($"checkin|{run:0000}|{from:0000}|", $"checkin|{run:0000}|{to:0000}}}");

    public static string Delivery(DeliveryId id) => $"delivery|{id.Run:0000}|{Word(id.Kind)}|{Encode(id.Subject)}";

    public static (string From, string Until) Deliveries(int run, DeliveryKind kind) => Within($"delivery|{run:0000}|{Word(kind)}|");

    /// <summary>The run that a row of a cohort's partition is of; null for the cohort's own, and for the marks of events.</summary>
    public static int? RunOf(string key) => key.Split('|') is [_, var written, _, ..] && int.TryParse(written, CultureInfo.InvariantCulture, out var run) ? run : null;

    /// <summary>A hash, since what tells one event from another may name a person.</summary>
    public static string Seen(string key) => $"seen|{Hash(key)}";

    public static (string From, string Until) AllSeen { get; } = Within("seen|");

    /// <summary>The due index, by a hash of the cohort's partition that is the same on every machine.</summary>
    public static string DuePartition(CohortId cohort, int shards) => DuePartition((int)(Fnv(Partition(cohort)) % (uint)shards));

    public static string DuePartition(int shard) => $"due|{shard:000}";

    public static string Due(Instant at, CohortId cohort) => $"{Sortable.Format(at)}|{Partition(cohort)}";

    /// <summary>Up to an instant, inclusive.</summary>
    public static (string From, string Until) DueUntil(Instant until) => ("", Sortable.Format(until) + "}");

    /// <summary>Null for what is no key of the due index.</summary>
    public static Instant? DueAt(string key) => Sortable.Parse(key.Split('|')[0]) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>What is known of a person outside cohorts: which they are in, and what their direct messages were taken to mean.</summary>
    public static string Person(PersonId person) => $"person|{Encode(person.Platform)}|{Encode(person.Tenant)}|{Encode(person.User)}";

    public static string CohortOf(CohortId cohort) => $"in|{Partition(cohort)}";

    public static (string From, string Until) CohortsOf { get; } = Within("in|");

    public static string Resolved(string key) => $"meant|{Hash(key)}";

    public static (string From, string Until) AllResolved { get; } = Within("meant|");

    public static bool IsResolved(string key) => key.StartsWith("meant|", StringComparison.Ordinal);

    public static (string From, string Until) All { get; } = ("", "\uFFFF");

    public static string Curriculum(string name) => $"curriculum|{Encode(name.ToLowerInvariant())}";

    public static string Version(string version) => $"version|{Encode(version)}";

    /// <summary>A piece of a curriculum's file, which may be larger than a row.</summary>
    public static string Piece(string version, int piece) => $"piece|{Encode(version)}|{piece:000}";

    public static (string From, string Until) Pieces(string version) => Within($"piece|{Encode(version)}|");

    /// <summary>All keys that start so: <c>|</c> is never in an encoded part and sorts before <c>}</c>.</summary>
    private static (string From, string Until) Within(string prefix) => (prefix, prefix[..^1] + "}");

    private static string Word(DeliveryKind kind) => kind switch
    {
        DeliveryKind.Lesson => "lesson",
        DeliveryKind.Nudge => "nudge",
        DeliveryKind.Summary => "summary",
        DeliveryKind.Reminder => "reminder",
        _ => "notice",
    };

    /// <summary>Letters, digits, dash, dot and underscore stand for themselves; every other byte of the UTF-8 is <c>~</c> and two hex digits. Long parts end in a hash.</summary>
    public static string Encode(string part)
    {
        const int longest = 150;
        if (part.Length <= longest && !part.AsSpan().ContainsAnyExcept(Plain)) return part;
        var encoded = new StringBuilder(part.Length);
        foreach (var b in Bytes(part))
        {
            if (Plain.Contains((char)b)) encoded.Append((char)b);
            else encoded.Append('~').Append(b.ToString("X2"));
        }

        return encoded.Length <= longest ? encoded.ToString() : encoded.ToString(0, longest - 65) + "~~" + Hash(part);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Bytes(text)));

    /// <summary>UTF-8, with a lone surrogate as its own three bytes, so that no two texts are the same bytes.</summary>
    private static byte[] Bytes(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) return Encoding.UTF8.GetBytes(text);
        var bytes = new byte[text.Length * 3];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                length += rune.EncodeToUtf8(bytes.AsSpan(length));
                i += rune.Utf16SequenceLength - 1;
            }
            else
            {
                bytes[length++] = (byte)(0xE0 | text[i] >> 12);
                bytes[length++] = (byte)(0x80 | text[i] >> 6 & 0x3F);
                bytes[length++] = (byte)(0x80 | text[i] & 0x3F);
            }
        }

        return bytes[..length];
    }

    private static uint Fnv(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619u;
        return hash;
    }
}
