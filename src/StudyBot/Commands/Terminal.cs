using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace StudyBot.Host.Commands;

/// <summary>Where a command writes: results to the one stream, progress and complaints to the other. And the settings that were given with it.</summary>
/// <param name="settings">As <see cref="SettingArguments"/> found them.</param>
internal sealed class Terminal(TextWriter output, TextWriter error, IReadOnlyList<string>? settings = null)
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions WithoutNulls = new(Readable) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Of a table's other columns, whose words wrap.</summary>
    private const int RoomBesideId = 60;

    private IAnsiConsole? _pretty;
    private IAnsiConsole? _progress;

    public TextWriter Output => output;

    public IReadOnlyList<string> Settings => settings ?? [];

    /// <summary>Tables and colours, where the stream can show them.</summary>
    public IAnsiConsole Pretty => _pretty ??= Console(output);

    /// <summary>Progress, kept out of the results.</summary>
    public IAnsiConsole Progress => _progress ??= Console(error);

    public void Line(string text) => output.WriteLine(text);

    public void Complain(string text) => error.WriteLine(text);

    /// <summary>JSON alone on the output.</summary>
    public void Json<T>(T value, bool nulls = true) => output.WriteLine(JsonSerializer.Serialize(value, nulls ? Readable : WithoutNulls));

    public static Table NewTable(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns) table.AddColumn(Markup.Escape(column));
        return table;
    }

    /// <summary>A table whose first cells are ids to be copied: none of them is broken, however narrow the terminal is.</summary>
    public void WriteWithIds(Table table, IEnumerable<string> ids)
    {
        table.Columns[0].NoWrap = true;
        Pretty.Profile.Width = Math.Max(Pretty.Profile.Width, ids.Max(id => id.Length) + RoomBesideId);
        Pretty.Write(table);
    }

    public static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        // A file or a pipe has no width; a narrow default would break lines in the middle.
        if (!ReferenceEquals(writer, System.Console.Out) || System.Console.IsOutputRedirected) console.Profile.Width = 160;
        return console;
    }
}
