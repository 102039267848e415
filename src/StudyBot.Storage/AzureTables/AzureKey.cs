using System.Globalization;
using System.Text;

namespace StudyBot.Storage;

/// <summary>Keys as the service takes them, in ASCII that sorts like the text does, ordinally. Since a key may hold no <c>/</c>, the three neighbours <c>-./</c> are written
/// <c>,-.</c>; letters, digits and <c>_`{|}</c> stand for themselves; all else is a sign of its rank and its number in hex.</summary>
internal static class AzureKey
{
    /// <summary>1 KiB in UTF-16.</summary>
    public const int Longest = 512;

    private const char BelowDash = '!';
    private const char BelowA = '@';
    private const char BelowUnderscore = '^';
    private const char Tilde = '~';

    /// <summary>After <see cref="Tilde"/>: it is the tilde itself. Sorts before every hex digit.</summary>
    private const char Itself = ',';

    public static string Encode(string key)
    {
        if (key.Length == 0) return $"{BelowDash}";
        var encoded = new StringBuilder(key.Length + 8);
        foreach (var unit in key) Append(encoded, unit);
        return encoded.ToString();
    }

    /// <summary>Of a row that is to be written or read. Throws <see cref="ArgumentException"/> where the service could not hold the key.</summary>
    public static string OfRow(string key) => Encode(key) is { Length: <= Longest } encoded ? encoded : throw new ArgumentException($"The key {key} is too long for Azure Tables.", nameof(key));

    public static string Decode(string encoded)
    {
        if (encoded is [BelowDash]) return "";
        var key = new StringBuilder(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            switch (encoded[i])
            {
                case ',' or '-' or '.':
                    key.Append((char)(encoded[i] + 1));
                    break;
                case BelowDash or BelowA or BelowUnderscore:
                    key.Append(Hex(encoded, i + 1, 2));
                    i += 2;
                    break;
                case Tilde when encoded[i + 1] == Itself:
                    key.Append(Tilde);
                    i++;
                    break;
                case Tilde:
                    key.Append(Hex(encoded, i + 1, 4));
                    i += 4;
                    break;
                default:
                    key.Append(encoded[i]);
                    break;
            }
        }

        return key.ToString();
    }

    private static void Append(StringBuilder encoded, char unit)
    {
        if (char.IsAsciiLetterOrDigit(unit) || unit is '_' or '`' or '{' or '|' or '}') encoded.Append(unit);
        else if (unit is '-' or '.' or '/') encoded.Append((char)(unit - 1));
        else if (unit == Tilde) encoded.Append(Tilde).Append(Itself);
        else if (unit > Tilde) encoded.Append(Tilde).Append(((int)unit).ToString("X4"));
        else encoded.Append(unit < '-' ? BelowDash : unit < 'A' ? BelowA : BelowUnderscore).Append(((int)unit).ToString("X2"));
    }

    private static char Hex(string encoded, int start, int length) => (char)int.Parse(encoded.AsSpan(start, length), NumberStyles.AllowHexSpecifier);
}
