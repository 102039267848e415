using System.Net.Http.Headers;
using System.Text;
using StudyBot.Ports;

namespace StudyBot.Teams;

/// <summary>Puts a file where Teams said that the person keeps theirs: in SharePoint, and nowhere else.</summary>
public sealed class SharePointUpload(IHttpClientFactory http, TeamsOptions options)
{
    private static readonly string[] Hosts = [".sharepoint.com", ".sharepoint.us", ".sharepoint.cn", ".sharepoint-mil.us"];

    public async Task<Failure?> PutAsync(string url, Attachment file, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var to) || !IsAllowed(to)) return new(FailureKind.Refused, "the address is not SharePoint's");
        var bytes = Encoding.UTF8.GetBytes(file.Content);
        using var request = new HttpRequestMessage(HttpMethod.Put, to) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        if (bytes.Length > 0) request.Content.Headers.ContentRange = new ContentRangeHeaderValue(0, bytes.Length - 1, bytes.Length);
        try
        {
            using var response = await http.CreateClient(Connector.Once).SendAsync(request, cancel);
            return response.IsSuccessStatusCode ? null : new(FailureKind.Unknown, $"SharePoint answered {(int)response.StatusCode}");
        }
        catch (HttpRequestException fault)
        {
            return Failure.Of(fault);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(FailureKind.Unknown, "no answer in time");
        }
    }

    private bool IsAllowed(Uri to) => options.Anonymous ? to.IsLoopback : to.Scheme == Uri.UriSchemeHttps && Hosts.Any(host => to.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase));
}
