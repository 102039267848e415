using CsCheck;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Storage;

namespace StudyBot.Tests.Storage;

public class AzureKeyTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[0, 12],
        Gen.Char["\0\u001F !#%',-./09:?@AZ[\\^_`az{|}~\u007F\u0080é\uD800\uDC00\uE000\uFFFE\uFFFF"].Array[0, 6].Select(chars => new string(chars)));

    [Theory]
    [InlineData("", "!")]
    [InlineData("cohort|slack|T1|C~5F1", "cohort|slack|T1|C~,5F1")]
    [InlineData("20260302T090000.000|x-y", "20260302T090000-000|x,y")]
    [InlineData("a/b#c?d\\e", "a.b!23c@3Fd^5Ce")]
    [InlineData("é👍", "~00E9~D83D~DC4D")]
    public void A_key_stays_readable(string key, string encoded) => Assert.Equal(encoded, AzureKey.Encode(key));

    [Fact]
    public void Any_text_comes_back() => Text.Sample(text => AzureKey.Decode(AzureKey.Encode(text)) == text);

    [Fact]
    public void The_order_stays() => Gen.Select(Text, Text).Sample(
        (a, b) => Math.Sign(string.CompareOrdinal(a, b)) == Math.Sign(string.CompareOrdinal(AzureKey.Encode(a), AzureKey.Encode(b))));

    [Fact]
    public void Nothing_is_written_that_the_service_refuses() =>
        Text.Sample(text => AzureKey.Encode(text).All(c => c is > ' ' and <= '~' and not ('/' or '\\' or '#' or '?' or '%' or '\'' or '"')));

    /// <summary>Ids are cut to 150 characters of <see cref="Keys"/> each; the longest keys hold a tenant and a channel.</summary>
    [Fact]
    public void Whatever_ids_a_platform_sends_a_key_fits()
    {
        var id = Gen.OneOf(Gen.String[1, 400], Gen.Char["漢~|/é"].Array[1, 200].Select(chars => new string(chars)));
        Gen.Select(id, id).Sample((tenant, other) =>
        {
            var (cohort, person) = (new CohortId("teams", tenant, other), new PersonId("teams", tenant, other));
            foreach (var key in (string[])[Keys.Partition(cohort), Keys.Due(default, cohort), Keys.CohortOf(cohort), Keys.Person(person), Keys.Delivery(Deliveries.Nudge(1, 4, person)), Keys.CheckIn(1, 4, person)])
                AzureKey.OfRow(key);
        });
        Assert.Throws<ArgumentException>(() => AzureKey.OfRow(new string('x', 513)));
    }
}
