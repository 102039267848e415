using Npgsql;

namespace StudyBot.Host.Running.Cluster;

/// <summary>The PostgreSQL database that instances share their schedule in. Nothing in it is needed to know what is due: empty or lost, it is made anew.</summary>
internal sealed class Database : IAsyncDisposable
{
    /// <summary>A session whose process stands still in the middle of a transaction is ended by the server, or its lock would hold up every other instance for as long.</summary>
    private const string Idle = "-c idle_in_transaction_session_timeout=10s";

    private readonly NpgsqlConnectionStringBuilder _connection;

    /// <param name="connectionString">One that <see cref="IsConnectionString"/>.</param>
    public Database(string connectionString)
    {
        _connection = new(connectionString) { Options = Idle };
        if (new NpgsqlConnectionStringBuilder(connectionString).Options is { Length: > 0 } own) _connection.Options += $" {own}";
        _connection.ApplicationName ??= "StudyBot";
        Source = NpgsqlDataSource.Create(_connection);
    }

    public NpgsqlDataSource Source { get; }

    public static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Null where it answers; otherwise why not, in a clause, with what to do.</summary>
    /// <param name="patience">How long it may take.</param>
    public async Task<string?> AskAsync(TimeSpan patience, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            // A server that takes the connection and says nothing is waited for by Npgsql itself, whatever its token says.
            await AnswerAsync(either.Token).WaitAsync(either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"it does not answer within {patience.TotalSeconds:0} s. {Way}";
        }
        catch (NpgsqlException fault)
        {
            return WhyNot(fault);
        }
    }

    /// <summary>In a clause, with what to do; no secret is in it.</summary>
    public string WhyNot(NpgsqlException fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"it does not let {_connection.Username ?? "this user"} in ({Detail(fault)}). Compare Username and Password.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } => $"it has no database {_connection.Database ?? _connection.Username}. Make it: CREATE DATABASE quartz;",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } =>
            $"{_connection.Username ?? "this user"} may not make or use its tables there ({Detail(fault)}). Give it the rights: GRANT ALL ON SCHEMA public TO {_connection.Username ?? "studybot"};",
        PostgresException => $"it refuses ({Detail(fault)}).",
        _ => $"it cannot be reached ({Detail(fault)}). {Way}",
    };

    /// <summary>For people; without a secret.</summary>
    public override string ToString() => $"{_connection.Database ?? _connection.Username} at {_connection.Host}:{_connection.Port}";

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task AnswerAsync(CancellationToken cancel)
    {
        await using var command = Source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancel);
    }

    private static string Way => "Check Host and Port, that it runs, and this machine's way to it.";

    private static string Detail(NpgsqlException fault) =>
        (fault is PostgresException { MessageText: var text } ? text : fault.GetBaseException().Message).ReplaceLineEndings(" ").TrimEnd('.');
}
