using StudyBot.Curricula;
using StudyBot.Wording;

namespace StudyBot.Tests.Wording;

public class LessonTitleTests
{
    [Theory]
    [InlineData("Feature stores: online, offline and why", "Feature stores")]
    [InlineData("Feature engineering in the Lakehouse—why it differs.", "Feature engineering in the Lakehouse")]
    [InlineData("Rest, read - and sleep", "Rest, read")]
    [InlineData("One sentence. And another.", "One sentence")]
    [InlineData("Formats, e.g. Delta and Iceberg", "Formats, e.g. Delta and Iceberg")]
    [InlineData("One sentence alone.", "One sentence alone")]
    [InlineData("A clause that goes on for so long that no heading could ever hold all of it", "A clause that goes on for so long that no heading could ever …")]
    [InlineData("Ends, with a comma where it would be cut right at the word, because", "Ends, with a comma where it would be cut right at the word …")]
    [InlineData("Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhersteller", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhe …")]
    public void A_lesson_without_a_title_is_called_by_its_first_words(string learning, string title) =>
        Assert.Equal(title, LessonTitle.Of(Lesson(learning: learning)));

    [Fact]
    public void The_files_own_title_comes_first() =>
        Assert.Equal("Day 3 · Salt", LessonTitle.WithDay(Lesson(title: "Salt", learning: "Salt and time")));

    [Fact]
    public void The_doable_stands_in_where_nothing_is_learned() => Assert.Equal("Bake two rolls", LessonTitle.Of(Lesson(doable: "Bake two rolls; eat both.")));

    [Fact]
    public void A_lesson_without_words_has_its_number() => Assert.Equal("Day 3", LessonTitle.WithDay(Lesson(learning: "  ")));

    [Fact]
    public void A_character_is_never_cut_in_half() =>
        Assert.DoesNotContain("\uFFFD", string.Concat(LessonTitle.Of(Lesson(learning: new string('x', 59) + string.Concat(Enumerable.Repeat("😀", 40))))!.EnumerateRunes()));

    private static Lesson Lesson(string? title = null, string? learning = null, string? doable = null) =>
        new(3, 1, null, title, learning, doable, null, null, false, [], []);
}
