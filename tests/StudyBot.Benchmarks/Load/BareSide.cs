using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace StudyBot.Benchmarks.Load;

/// <summary>The bare server with its load: letters of Slack's, as long as any.</summary>
internal sealed class BareSide : IAsyncDisposable
{
    private const int Letters = 12_000;

    private readonly WebApplication _app;
    private readonly Barrage _barrage;

    private BareSide(WebApplication app, Barrage barrage) => (_app, _barrage) = (app, barrage);

    public static async Task<BareSide> StartAsync()
    {
        var (app, address) = await BareServer.StartAsync();
        return new(app, await Barrage.ConnectAsync(address));
    }

    public Task<Turn> TurnAsync()
    {
        byte[][] letters = [.. Enumerable.Range(0, Letters).Select(Letter)];
        return Turn.MeasureAsync(letters.Length, () => _barrage.SendAsync(letters));
    }

    public async ValueTask DisposeAsync()
    {
        _barrage.Dispose();
        await _app.DisposeAsync();
    }

    private static byte[] Letter(int number) => SlackLetter.Done(
        "T0BENCH", "C00001", "U00001001", string.Create(CultureInfo.InvariantCulture, $"1790000000.{number:000000}"), "1700000000.000001", string.Create(CultureInfo.InvariantCulture, $"Ev{number:00000000}"));
}
