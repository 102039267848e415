using System.Net;

namespace StudyBot.Tests.Fuzz;

/// <summary>Stands in a platform's place: answers one after the other, and then the last again.</summary>
internal sealed class Impostor : HttpMessageHandler
{
    private (HttpStatusCode Status, byte[] Body)[] _answers = [];
    private Stream? _stream;
    private int _next;

    /// <summary>How often it was asked for the answers that it gives now.</summary>
    public int Asked => _next;

    public void Says(params byte[][] answers) => Says([.. answers.Select(answer => (HttpStatusCode.OK, answer))]);

    public void Says(params (HttpStatusCode Status, byte[] Body)[] answers) => (_answers, _stream, _next) = (answers, null, 0);

    public void Says(Stream answer) => _stream = answer;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_stream is not null) return Task.FromResult(new HttpResponseMessage { Content = new StreamContent(_stream) });
        var (status, body) = _answers[Math.Min(_next++, _answers.Length - 1)];
        return Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
    }
}
