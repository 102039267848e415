using StudyBot.Ports;
using StudyBot.Teams;

namespace StudyBot.Tests.Teams;

/// <summary>Where a file is put is told by a message; a message can say anything.</summary>
public class UploadTests
{
    [Theory]
    [InlineData("https://elsewhere.example/personal/ana")]
    [InlineData("https://sharepoint.com.elsewhere.example/personal/ana")]
    [InlineData("https://elsewheresharepoint.com/personal/ana")]
    [InlineData("https://acme.sharepoint.com@elsewhere.example/personal/ana")]
    [InlineData("http://acme.sharepoint.com/personal/ana")]
    [InlineData("http://127.0.0.1/personal/ana")]
    [InlineData("file:///etc/passwd")]
    [InlineData("personal/ana")]
    public async Task A_file_goes_to_SharePoint_and_nowhere_else(string url)
    {
        var upload = new SharePointUpload(new Nobody(), new TeamsOptions(AppType.SingleTenant, "an app", "a tenant", "a password"));

        var failure = await upload.PutAsync(url, new Attachment("my-data.json", "application/json", "{}"), TestContext.Current.CancellationToken);

        Assert.Equal(FailureKind.Refused, failure!.Kind);
    }

    /// <summary>Whoever asks it for a client has taken the address.</summary>
    private sealed class Nobody : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => throw new InvalidOperationException("A call was about to be made.");
    }
}
