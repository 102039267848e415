using StudyBot.Cards;

namespace StudyBot.Tests.Cards;

/// <summary>What stays of a message that is too large: numbers are parts by their weight, negative ones matter, and 0 is the note.</summary>
public class ChoosingTests
{
    [Theory]
    // parts, room, most → what stays
    [InlineData("3 4 5", 7, 9, "3 4 0")] // the note stands where the first is missing
    [InlineData("3 4 5", 6, 9, "3 0")]
    [InlineData("3 4 1", 6, 9, "3 0")] // later text without what came before it would say something else
    [InlineData("3 4 -1", 6, 9, "3 0 -1")] // what matters stays wherever it stands
    [InlineData("3 -4 -1", 4, 9, "0 -4")] // and comes first
    [InlineData("-5 -2 3", 4, 9, "0 -2")] // one that is too large does not keep the next out
    [InlineData("-5 -2 2", 4, 9, "0 -2 2")]
    [InlineData("1 1 1 -1", 9, 2, "1 0 -1")]
    [InlineData("1 -1 -1", 9, 0, "0")]
    [InlineData("9", 8, 9, "0")]
    public void What_matters_stays_as_far_as_it_fits_in_its_order(string parts, int room, int most, string stays) => Assert.Equal(
        stays,
        string.Join(' ', Choosing.Keep([.. parts.Split(' ').Select(int.Parse)], Math.Abs, part => part < 0, 0, room, most)));
}
