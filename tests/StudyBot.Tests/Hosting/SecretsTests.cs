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
    [InlineData("serve", 4)]
    [InlineData("doctor", 3)]
    public Task The_key_of_a_store_that_cannot_be_reached(string command, int exit) => ShowsNoneAsync(
        command,
        exit,
        "cannot be reached",
        "--urls", "http://127.0.0.1:0",
        "--Storage:Provider", "AzureTables", "--Storage:ConnectionString", $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Canary};TableEndpoint=http://127.0.0.1:1/a;");

    [Theory]
    [InlineData("serve")]
    [InlineData("doctor")]
    public async Task The_password_of_a_certificate_that_cannot_be_opened(string command) => await ShowsNoneAsync(
        command,
        3,
        "could not be read",
        "--urls", "http://127.0.0.1:0",
        "--MicrosoftAppId", "11111111-2222-3333-4444-555555555555", "--MicrosoftAppTenantId", "11111111-2222-3333-4444-555555555555",
        "--Teams:CertificatePath", await CertificateAsync(), "--Teams:CertificatePassword", Canary);

    [Fact]
    public async Task The_password_of_a_certificate_for_https_that_cannot_be_opened() => await ShowsNoneAsync(
        "serve",
        3,
        "StudyBot cannot listen at https://127.0.0.1:0: the certificate of Kestrel:Certificates:Default:Path cannot be read (",
        "--urls", "https://127.0.0.1:0",
        "--Kestrel:Certificates:Default:Path", await CertificateAsync(), "--Kestrel:Certificates:Default:Password", Canary);

    public void Dispose() => _folder.Dispose();

    /// <summary>Under another password.</summary>
    private async Task<string> CertificateAsync()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=studybot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var file = _folder.File("bot.pfx");
        await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12, "another"));
        return file;
    }

    private async Task ShowsNoneAsync(string command, int exit, string why, params string[] settings)
    {
        var ran = await Shell.RunAsync([command, "--Storage:SqlitePath", _folder.File("studybot.db"), "--Logging:LogLevel:Default", "Trace", .. settings]);

        Assert.Equal(exit, ran.Exit);
        Assert.Contains(why, ran.Output + ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, ran.Output + ran.Error, StringComparison.Ordinal);
    }
}
