using Azure.Core.Pipeline;
using StudyBot.Ports;
using StudyBot.Storage;

namespace StudyBot.Judges.Storage;

/// <summary>The way to the service fails, before or after it did what was asked.</summary>
public class AzureFaultTests
{
    [Fact]
    public async Task A_write_whose_reply_is_lost_is_known_again_as_ours()
    {
        var (table, way) = await OpenAsync();
        way.Loses = 1;
        Assert.IsType<Written.Done>(await table.WriteAsync("p", [new RowChange.Delete("gone"), new RowChange.Insert("a", "1"u8.ToArray())], default));
        var row = (await table.GetAsync("p", "a", default))!;
        way.Loses = 1;
        Assert.IsType<Written.Done>(await table.WriteAsync("p", [new RowChange.Replace("a", row.ETag, "2"u8.ToArray())], default));
        Assert.Equal(0, way.Loses);
    }

    [Fact]
    public async Task What_somebody_else_wrote_in_the_very_same_words_is_not_ours()
    {
        var (table, way) = await OpenAsync();
        await table.WriteAsync("p", [new RowChange.Insert("a", "1"u8.ToArray())], default);
        way.Refuses = 1;
        Assert.Equal(new Written.Conflict(1), await table.WriteAsync("p", [new RowChange.Put("b", "1"u8.ToArray()), new RowChange.Insert("a", "1"u8.ToArray())], default));
    }

    [Fact]
    public async Task A_call_that_fails_once_is_made_again_and_one_that_fails_twice_is_told()
    {
        var (table, way) = await OpenAsync();
        await table.WriteAsync("p", [new RowChange.Put("a", "1"u8.ToArray())], default);
        way.Refuses = 1;
        Assert.NotNull(await table.GetAsync("p", "a", default));
        foreach (var call in Calls(table))
        {
            way.Refuses = 2;
            var fault = await Assert.ThrowsAsync<TableUnavailableException>(call);
            Assert.Equal("The store could not answer (503 ServerBusy).", fault.Message);
        }
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_up_before_a_person_would()
    {
        var (table, way) = await OpenAsync(new AzureAccount("", "", "").Patience);
        way.Hangs = true;
        var started = TimeProvider.System.GetTimestamp();
        var fault = await Assert.ThrowsAsync<TableUnavailableException>(() => table.WriteAsync("p", [new RowChange.Put("a", "2"u8.ToArray())], default));
        Assert.Equal("The store could not answer (it took too long).", fault.Message);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(1.9), TimeSpan.FromSeconds(30));

        using var off = new CancellationTokenSource();
        var waiting = table.GetAsync("p", "a", off.Token);
        await off.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_table_that_is_gone_is_no_empty_table()
    {
        var account = await Azurite.TableAsync();
        var table = AzureTable.Open(account);
        await account.Client().DeleteAsync();
        foreach (var call in Calls(table)) await Assert.ThrowsAsync<TableUnavailableException>(call);
    }

    [Fact]
    public async Task An_account_that_cannot_be_used_is_refused_with_the_setting_to_look_at()
    {
        var account = await Azurite.TableAsync();
        Assert.Contains("There is no table", Refused(account, create: false));
        Assert.False(AzureTable.Exists(account));

        var stranger = account with { ConnectionString = account.ConnectionString.Replace("AccountKey=", "AccountKey=AAAA") };
        Assert.Contains("cannot be used: it does not let StudyBot in: 403. Copy", Refused(stranger));
        Assert.Contains("into Storage:ConnectionString anew", Refused(stranger));

        var nowhere = account with { ConnectionString = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;TableEndpoint=http://127.0.0.1:1/a;" };
        var away = Assert.Throws<TableUnavailableException>(() => AzureTable.Open(nowhere)).Message;
        Assert.StartsWith("The table", away);
        Assert.Contains("cannot be reached (Connection refused", away);
    }

    private static string Refused(AzureAccount account, bool create = true)
    {
        var words = Assert.Throws<StoreRefusedException>(() => AzureTable.Open(account, create)).Message;
        Assert.DoesNotContain("\n", words);
        Assert.DoesNotContain("AAAA", words);
        return words;
    }

    private static IEnumerable<Func<Task>> Calls(ITable table)
    {
        yield return () => table.GetAsync("p", "a", default);
        yield return () => table.RangeAsync("p", "", "\uFFFF", 10, default);
        yield return () => table.WriteAsync("p", [new RowChange.Put("a", "2"u8.ToArray())], default);
        yield return async () => await table.EveryAsync("", "\uFFFF", "a", default).ToListAsync();
        yield return async () => await table.AllAsync(default).ToListAsync();
    }

    /// <param name="patience">Null: as long as a busy machine takes.</param>
    private static async Task<(ITable Table, Way Way)> OpenAsync(TimeSpan? patience = null)
    {
        var way = new Way();
        var account = await Azurite.TableAsync();
        return (AzureTable.Open(account with { Patience = patience ?? account.Patience, Transport = new HttpClientTransport(new HttpClient(way) { Timeout = Timeout.InfiniteTimeSpan }) }), way);
    }

    /// <summary>The network between.</summary>
    private sealed class Way() : DelegatingHandler(new SocketsHttpHandler())
    {
        /// <summary>How many of the next calls are turned away unheard.</summary>
        public int Refuses { get; set; }

        /// <summary>How many of the next writes are done and never answered.</summary>
        public int Loses { get; set; }

        public bool Hangs { get; set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            if (Refuses > 0)
            {
                Refuses--;
                return new(System.Net.HttpStatusCode.ServiceUnavailable) { Content = new StringContent("""{"odata.error":{"code":"ServerBusy","message":{"value":"busy"}}}""", null, "application/json") };
            }

            var answer = await base.SendAsync(request, cancellationToken);
            if (Loses == 0 || request.Method != HttpMethod.Post || !answer.IsSuccessStatusCode || (await answer.Content.ReadAsStringAsync(cancellationToken)).Contains("odata.error")) return answer;
            Loses--;
            answer.Dispose();
            throw new HttpRequestException("The connection was reset.");
        }
    }
}
