using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Storage;
using StudyBot.Tests.Local;

namespace StudyBot.Tests.Storage;

/// <summary>Holds docs/what-we-store.md to the keys that are made and the fields that are written.</summary>
public partial class WhatWeStoreTests
{
    private static readonly CohortId Cohort = new("slack", "T 1", "C|1");
    private static readonly PersonId Person = new("slack", "T 1", "U/1");
    private static readonly Instant At = Instant.FromUtc(2026, 3, 2, 9, 0);

    /// <summary>Every row that <see cref="Keys"/> makes a key for, and what is written there; null: no JSON of ours.</summary>
    private static readonly (string Made, string Partition, string Key, JsonTypeInfo? Value)[] Made =
    [
        (nameof(Keys.Cohort), Keys.Partition(Cohort), Keys.Cohort, RowsJson.Default.Cohort),
        (nameof(Keys.Member), Keys.Partition(Cohort), Keys.Member(1, Person), RowsJson.Default.Member),
        (nameof(Keys.CheckIn), Keys.Partition(Cohort), Keys.CheckIn(1, 4, Person), RowsJson.Default.CheckIn),
        (nameof(Keys.Delivery), Keys.Partition(Cohort), Keys.Delivery(Deliveries.Nudge(1, 4, Person)), RowsJson.Default.Delivery),
        (nameof(Keys.Seen), Keys.Partition(Cohort), Keys.Seen("event 1"), RowsJson.Default.Seen),
        (nameof(Keys.Due), Keys.DuePartition(Cohort, 4), Keys.Due(At, Cohort), RowsJson.Default.CohortId),
        (nameof(Keys.CohortOf), Keys.Person(Person), Keys.CohortOf(Cohort), RowsJson.Default.CohortId),
        (nameof(Keys.Resolved), Keys.Person(Person), Keys.Resolved("event 1"), RowsJson.Default.Resolved),
        (nameof(Keys.Events), Keys.Events, Keys.Seen("event 1"), RowsJson.Default.Seen),
        (nameof(Keys.Curriculum), Keys.Curricula, Keys.Curriculum("bread"), RowsJson.Default.CurriculumVersion),
        (nameof(Keys.Newest), Keys.Curriculum("bread"), Keys.Newest, RowsJson.Default.CurriculumVersion),
        (nameof(Keys.Version), Keys.Curriculum("bread"), Keys.Version("ab12"), RowsJson.Default.CurriculumVersion),
        (nameof(Keys.Piece), Keys.Curriculum("bread"), Keys.Piece("ab12", 3), null),
        (nameof(Keys.Heartbeat), Keys.System, Keys.Heartbeat, RowsJson.Default.Beat),
    ];

    /// <summary>What makes partitions, or helps to make keys.</summary>
    private static readonly string[] NoRows = [nameof(Keys.Partition), nameof(Keys.DuePartition), nameof(Keys.Person), nameof(Keys.System), nameof(Keys.Curricula), nameof(Keys.AnyMember), nameof(Keys.Encode)];

    private static readonly Documented[] Rows = [.. Table()];

    [Fact]
    public void Every_row_that_is_made_is_told_of_once_with_its_very_fields()
    {
        foreach (var (made, partition, key, value) in Made)
        {
            var told = Assert.Single(Rows, row => row.IsOf(partition, key));
            if (value is not null) Assert.Equal($"{made}: {string.Join(' ', value.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => p.Name).Order(StringComparer.Ordinal))}", $"{made}: {string.Join(' ', told.Fields.Order(StringComparer.Ordinal))}");
        }
    }

    [Fact]
    public void Every_row_that_is_told_of_is_made()
    {
        foreach (var row in Rows.Where(row => !row.Partition.StartsWith("local/", StringComparison.Ordinal) && !row.Partition.StartsWith("slack|", StringComparison.Ordinal) && !row.Partition.StartsWith("teams|", StringComparison.Ordinal) && row.Partition != "keys"))
            Assert.Contains(Made, made => row.IsOf(made.Partition, made.Key));
    }

    [Fact]
    public void This_test_knows_every_key_that_is_made()
    {
        var text = typeof(Keys).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(string)).Select(m => m.Name)
            .Concat(typeof(Keys).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name));
        Assert.Equal(text.Distinct().Order(StringComparer.Ordinal), Made.Select(m => m.Made).Concat(NoRows).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_somebodys_is_said_to_go_when_they_ask()
    {
        foreach (var row in Rows.Where(row => row.Key.Contains("USER", StringComparison.Ordinal) || row.Partition.Contains("USER", StringComparison.Ordinal)))
        {
            Assert.NotEqual("none", row.Personal);
            Assert.Contains("`forget me`", row.Until);
        }
    }

    [Fact]
    public async Task The_built_in_chats_rows_are_told_of_too()
    {
        var table = new MemoryTable();
        await using (var chat = await Chat.StartAsync(table))
        {
            await chat.SayAsync("ana", "done");
            await chat.SayAsync("ana", "@StudyBot my data");
            await chat.NextMorningAsync();
        }

        foreach (var row in table.All()) Assert.Single(Rows, told => told.IsOf(row.Partition, row.Key));
        foreach (var told in Rows.Where(row => row.Partition.StartsWith("local/", StringComparison.Ordinal)))
            Assert.Contains(table.All(), row => told.IsOf(row.Partition, row.Key));
    }

    private static IEnumerable<Documented> Table()
    {
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "what-we-store.md")))
        {
            if (!line.StartsWith("| `", StringComparison.Ordinal)) continue;
            var cells = line.Replace("\\|", "\u0001").Split('|', StringSplitOptions.TrimEntries)[1..^1].Select(cell => cell.Replace('\u0001', '|')).ToArray();
            Assert.Equal(6, cells.Length);
            Assert.All(cells, Assert.NotEmpty);
            yield return new(cells[0].Trim('`'), cells[1].Trim('`'), [.. Code().Matches(cells[2]).Select(match => match.Groups[1].Value)], cells[3], cells[5]);
        }
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    /// <summary>A row of the tables. Words in capitals stand for anything.</summary>
    private sealed record Documented(string Partition, string Key, IReadOnlyList<string> Fields, string Personal, string Until)
    {
        public bool IsOf(string partition, string key) => Fits(Partition, partition) && Fits(Key, key);

        private static bool Fits(string pattern, string text) =>
            Regex.IsMatch(text, $"^{Regex.Replace(Regex.Escape(pattern), "[A-Z]+", "[^|]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
