using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StudyBot.Ports;

namespace StudyBot.Slack;

/// <summary>Data Protection's keys, in the store beside what they protect, so that every instance and a store that was moved can read it.
/// They are wrapped before they come here.</summary>
public sealed class KeyRing(ITable table) : IXmlRepository
{
    private const string Partition = "keys";
    private const int Most = 1000;

    /// <summary>The framework asks for them synchronously, once a day.</summary>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. table.RangeAsync(Partition, "", "\uFFFF", Most, CancellationToken.None).GetAwaiter().GetResult().Select(row => XElement.Parse(Encoding.UTF8.GetString(row.Value.Span)))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var xml = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        var key = Convert.ToHexStringLower(SHA256.HashData(xml));
        table.WriteAsync(Partition, [new RowChange.Put(key, xml)], CancellationToken.None).GetAwaiter().GetResult();
    }
}
