using System.Security.Cryptography.X509Certificates;

namespace StudyBot.Teams;

/// <summary>The certificate by which the bot proves who it is: PKCS#12, or PEM with its key.</summary>
public static class Certificates
{
    /// <summary>Throws an <see cref="IOException"/> or a <see cref="System.Security.Cryptography.CryptographicException"/> where it cannot be read.</summary>
    public static X509Certificate2 Read(string path, string password)
    {
        if (X509Certificate2.GetCertContentType(path) is X509ContentType.Pkcs12) return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        return password.Length > 0 ? X509Certificate2.CreateFromEncryptedPemFile(path, password) : X509Certificate2.CreateFromPemFile(path);
    }
}
