using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>What the service and the library throw, sorted: a condition that did not hold, or a store that could not answer.</summary>
internal static class AzureFaults
{
    /// <summary>Also on a batch: the row at the fault's index was not as it had to be.</summary>
    public static bool IsConflict(RequestFailedException fault) => fault.ErrorCode is "EntityAlreadyExists" or "UpdateConditionNotSatisfied" || IsNotThere(fault);

    public static bool IsNotThere(RequestFailedException fault) => fault.ErrorCode is "ResourceNotFound" or "EntityNotFound";

    public static bool IsNoTable(RequestFailedException fault) => fault.ErrorCode == "TableNotFound";

    /// <summary>The answer to a read that found nothing, as the library hands it out: was it the row or the whole table that was not there?</summary>
    public static bool IsNoTable(Response answer) => answer.Content.ToString().Contains("TableNotFound", StringComparison.Ordinal);

    /// <summary>Everything but what the caller itself called off. The library gathers its tries in an <see cref="AggregateException"/>, and a time-out of its own is a cancellation.</summary>
    public static bool IsUnavailable(Exception fault, CancellationToken cancel) => fault switch
    {
        RequestFailedException or AuthenticationFailedException or AggregateException or IOException => true,
        OperationCanceledException => !cancel.IsCancellationRequested,
        _ => false,
    };

    public static TableUnavailableException Unavailable(Exception fault) => new($"The store could not answer ({Why(fault)}).", fault);

    /// <summary>In a few words, on one line.</summary>
    public static string Why(Exception fault) => fault switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Why(last),
        RequestFailedException { Status: 403 or 401 } refused => $"it does not let StudyBot in: {refused.Status} {refused.ErrorCode}".TrimEnd(),
        RequestFailedException { Status: > 0 } failed => $"{failed.Status} {failed.ErrorCode}".TrimEnd(),
        OperationCanceledException => "it took too long",
        _ => fault.GetBaseException().Message.Split('\n')[0].TrimEnd('.', ' ', '\r'),
    };

    /// <summary>The index the library names, or the first row of a batch of one.</summary>
    public static int IndexOf(TableTransactionFailedException fault) => fault.FailedTransactionActionIndex ?? 0;
}
