using CsCheck;
using StudyBot.CheckIns;

namespace StudyBot.Tests.Rules;

public class LedgerTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(9)]
    public void Taking_away_what_is_not_there_changes_nothing(int lesson) => Assert.Equal(new Ledger("o.g"), new Ledger("o.g").Without(lesson));

    [Fact]
    public void A_ledger_holds_what_a_dictionary_of_classes_would() => Gen
        .Select(Gen.Int[1, 40], Gen.Enum<CheckInClass>().Nullable())
        .Array[0, 60]
        .Sample(entries =>
        {
            var ledger = Ledger.Empty;
            var expected = new Dictionary<int, CheckInClass>();
            foreach (var (lesson, @class) in entries)
            {
                ledger = @class is { } done ? ledger.With(lesson, done) : ledger.Without(lesson);
                if (@class is { } entered) expected[lesson] = entered;
                else expected.Remove(lesson);
            }

            for (var lesson = -1; lesson <= 42; lesson++)
                Assert.Equal(expected.TryGetValue(lesson, out var @class) ? @class : null, ledger[lesson]);
            Assert.Equal(expected.Count, ledger.Completed);
            Assert.Equal(expected.Values.Count(c => c is not CheckInClass.Late), ledger.Kept);
            Assert.Equal(expected.Keys.DefaultIfEmpty().Max(), ledger.Marks.Length);
        });
}
