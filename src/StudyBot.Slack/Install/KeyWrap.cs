using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace StudyBot.Slack;

/// <summary>The key of the settings that wraps every key of the ring: 32 bytes.</summary>
public sealed record WrappingKey(byte[] Bytes)
{
    public const int Length = 32;

    /// <summary>From base64; null where it is none, or not 32 bytes.</summary>
    public static WrappingKey? Read(string base64)
    {
        var bytes = new byte[Length + 1];
        return Convert.TryFromBase64String(base64, bytes, out var written) && written == Length ? new(bytes[..Length]) : null;
    }

    public override string ToString() => nameof(WrappingKey);
}

/// <summary>Wraps a key of the ring with AES-256-GCM.</summary>
public sealed class KeyWrap(WrappingKey key) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(key.Bytes, tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag);
        return new(new XElement("wrapped", Convert.ToBase64String([.. nonce, .. tag, .. cipher])), typeof(KeyUnwrap));
    }
}

/// <summary>Opens what <see cref="KeyWrap"/> wrapped; throws where the key is another one. Data Protection makes it by its type.</summary>
public sealed class KeyUnwrap(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var all = Convert.FromBase64String(encryptedElement.Value).AsSpan();
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[all.Length - nonce - tag];
        using var aes = new AesGcm(services.GetRequiredService<WrappingKey>().Bytes, tag);
        aes.Decrypt(all[..nonce], all[(nonce + tag)..], all.Slice(nonce, tag), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
