using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using StudyBot.Host.Settings;
using StudyBot.Tests.Days;

namespace StudyBot.Tests.CommandLine;

/// <summary><c>health</c>: what a container's health check runs.</summary>
public class HealthCommandTests
{
    [Fact]
    public async Task A_host_that_is_ready_ends_it_with_0()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");

        var health = await Shell.RunAsync("health", "--urls", $"http://127.0.0.1:{app.Http.BaseAddress!.Port}");

        Assert.Equal((0, "Healthy\n", ""), (health.Exit, health.Output, health.Error));
    }

    [Fact]
    public async Task Where_the_host_listens_everywhere_the_machine_itself_is_asked()
    {
        await using var app = await App.StartAsync("2035-01-01T09:00:00Z");

        var health = await Shell.RunAsync("health", "--urls", $"http://+:{app.Http.BaseAddress!.Port}");

        Assert.Equal((0, "Healthy\n"), (health.Exit, health.Output));
    }

    /// <summary>Its certificate is for the name that others know it by.</summary>
    [Fact]
    public async Task A_host_that_speaks_https_is_asked_whatever_its_certificate_says()
    {
        await using var host = await HttpsAsync();

        var health = await Shell.RunAsync("health", "--urls", $"https://127.0.0.1:{PortOf(host)}");

        Assert.Equal((0, "Healthy\n"), (health.Exit, health.Output));
    }

    [Fact]
    public async Task An_endpoint_of_Kestrel_s_own_settings_is_asked_as_the_host_listens_there()
    {
        await using var host = await HttpsAsync();

        var health = await Shell.RunAsync("health", "--Kestrel:Endpoints:Web:Url", $"https://study.example.org:{PortOf(host)}");

        Assert.Equal((0, "Healthy\n"), (health.Exit, health.Output));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(";")]
    public void No_address_at_all_is_as_if_none_was_said(string urls) =>
        Assert.Equal("http://127.0.0.1:3978", Defaults.Builder([$"--urls={urls}"]).Configuration["urls"]);

    [Fact]
    public async Task An_endpoint_without_an_address_is_told_in_one_line()
    {
        var health = await Shell.RunAsync("health", "--Kestrel:Endpoints:Web:Protocols=Http1");

        Assert.Equal((3, "Kestrel:Endpoints:Web:Url: \"\" is no address to listen at. Example: Kestrel:Endpoints:Web:Url=http://127.0.0.1:3978\n"), (health.Exit, health.Error));
    }

    [Fact]
    public async Task Nobody_there_ends_it_with_1()
    {
        var health = await Shell.RunAsync("health", "--urls", "http://127.0.0.1:9");

        Assert.Equal((1, "No StudyBot answers at http://127.0.0.1:9.\n", ""), (health.Exit, health.Output, health.Error));
    }

    [Fact]
    public async Task A_wrong_setting_is_told_as_everywhere_else()
    {
        var health = await Shell.RunAsync("health", "--urls", "nowhere");

        Assert.Equal(3, health.Exit);
        Assert.StartsWith("urls: \"nowhere\" is no address to listen at.", health.Error);
    }

    /// <summary>Says that it is healthy, and has a certificate that nobody signed, for a name that is not asked for.</summary>
    private static async Task<WebApplication> HttpsAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=study.example.org", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var host = builder.Build();
        host.MapGet("/health/ready", () => new { status = "Healthy" });
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static int PortOf(WebApplication host) => new Uri(host.Urls.Single()).Port;
}
