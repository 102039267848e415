using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;

namespace StudyBot.Storage;

/// <summary>Where the table is: by a connection string, or by an address and the identity of the machine.</summary>
/// <param name="ConnectionString">A secret; empty: <paramref name="ServiceUri"/> is used.</param>
/// <param name="Table">3 to 63 letters and digits, the first a letter.</param>
public sealed record AzureAccount(string ConnectionString, string ServiceUri, string Table)
{
    /// <summary>How long each try of a call may take. A person waits 3 s for an answer, in which a handler reads a few times and writes once. A delivery has no need of more:
    /// what is not recorded now is looked at again within the minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For a command that an operator started: nobody in a chat waits for it, and it reads and writes much.</summary>
    public AzureAccount Unhurried => this with { Patience = TimeSpan.FromSeconds(30) };

    /// <summary>How calls travel; null: as the library sends them.</summary>
    internal HttpPipelineTransport? Transport { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"table {Table} at {(ConnectionString.Length > 0 ? new TableServiceClient(ConnectionString).Uri : new Uri(ServiceUri)).GetLeftPart(UriPartial.Path)}";

    public static bool IsConnectionString(string text)
    {
        try
        {
            _ = new TableServiceClient(text);
            return true;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    internal TableClient Client()
    {
        var options = new TableClientOptions();
        if (Transport is not null) options.Transport = Transport;
        options.Retry.NetworkTimeout = Patience;
        // Also of writes: AzureTable recognises its own where a second try meets what the first one wrote.
        options.Retry.MaxRetries = 1;
        options.Retry.Mode = RetryMode.Fixed;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        var service = ConnectionString.Length > 0
            ? new TableServiceClient(ConnectionString, options)
            : new TableServiceClient(new Uri(ServiceUri), new DefaultAzureCredential(), options);
        return service.GetTableClient(Table);
    }
}
