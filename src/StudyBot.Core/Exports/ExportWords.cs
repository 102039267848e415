using NodaTime;
using NodaTime.Text;
using StudyBot.Agendas;
using StudyBot.CheckIns;

namespace StudyBot.Exports;

/// <summary>How values stand in an export: for machines, the same in JSON and CSV.</summary>
public static class ExportWords
{
    /// <summary>UTC, <c>2026-11-24T08:00:00Z</c>.</summary>
    public static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string? Of(Instant? instant) => instant is { } at ? Of(at) : null;

    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Of(CheckInClass @class) => @class switch
    {
        CheckInClass.OnTime => "on-time",
        CheckInClass.Grace => "grace",
        _ => "late",
    };

    public static string Of(DeliveryKind kind) => kind.ToString().ToLowerInvariant();

    public static string Of(DeliveryState state) => state is DeliveryState.NotSent ? "not sent" : state.ToString().ToLowerInvariant();

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
