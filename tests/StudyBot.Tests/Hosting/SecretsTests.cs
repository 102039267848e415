using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StudyBot.Tests.Storage;

namespace StudyBot.Tests.Hosting;

/// <summary>A start that comes to nothing says why, and shows no secret; <c>doctor</c> neither. What is logged while the host runs, each platform's tests look at.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Canary = "Y2FuYXJ5";

    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("serve")]
    [InlineData("doctor")]
    public Task The_key_of_a_store_that_cannot_be_reached(string command) => ShowsNoneAsync(
        command,
        "cannot be reached",
        "--Storage:Provider", "AzureTables", "--Storage:ConnectionString", $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Canary};TableEndpoint=http://127.0.0.1:1/a;");

    [Theory]
    [InlineData("serve")]
    [InlineData("doctor")]
    public async Task The_password_of_a_certificate_that_cannot_be_opened(string command)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=studybot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var file = _folder.File("bot.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "another"));

        await ShowsNoneAsync(
            command,
            "could not be read",
            "--MicrosoftAppId", "11111111-2222-3333-4444-555555555555", "--MicrosoftAppTenantId", "11111111-2222-3333-4444-555555555555",
            "--Teams:CertificatePath", file, "--Teams:CertificatePassword", Canary);
    }

    public void Dispose() => _folder.Dispose();

    private async Task ShowsNoneAsync(string command, string why, params string[] settings)
    {
        var ran = await Shell.RunAsync([command, "--urls", "http://127.0.0.1:0", "--Storage:SqlitePath", _folder.File("studybot.db"), "--Logging:LogLevel:Default", "Trace", .. settings]);

        Assert.Equal(3, ran.Exit);
        Assert.Contains(why, ran.Output + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, ran.Output + ran.Error, StringComparison.Ordinal);
    }
}
