using System.Collections.Concurrent;
using NodaTime;

namespace StudyBot.Simulation.Stories;

/// <summary>What words mean, known by whoever made them up: nothing here reads a word.</summary>
internal abstract record Meaning
{
    private Meaning() { }

    /// <param name="Lessons">Those named, each once; none: the one meant by place and time.</param>
    public sealed record Done(params int[] Lessons) : Meaning;

    public sealed record Undo(int? Lesson) : Meaning;

    public sealed record NotDone(int? Lesson) : Meaning;

    public sealed record Move(int From, int To) : Meaning;

    public sealed record Join : Meaning;

    public sealed record Leave : Meaning;

    public sealed record Pause(LocalDate Until) : Meaning;

    public sealed record Back : Meaning;

    public sealed record Hide(bool On) : Meaning;

    public sealed record Mute(bool On) : Meaning;

    public sealed record Forget : Meaning;

    /// <summary>A question, a setting: nothing a standing depends on.</summary>
    public sealed record Command : Meaning;

    /// <summary>Nothing that the bot listens to.</summary>
    public sealed record Chatter : Meaning;
}

/// <summary>Words with what they mean.</summary>
internal static class Words
{
    private static readonly string[] Plain = ["done", "Done!", "DONE 💪", "✅", "finished", "done, took me an hour", "Completed.", "done - hard one"];

    private static readonly string[] Other = ["well done Ana", "is anyone done?", "I'm done with this job", "almost done", "when you're done, ping me", "good morning", "will be done by 5", "> done"];

    private static readonly ConcurrentDictionary<string, Meaning> Known = new(StringComparer.Ordinal);

    public static Meaning Of(string words) => Known.TryGetValue(words, out var meaning) ? meaning : new Meaning.Chatter();

    public static string Done(int arg) => Say(Plain[arg % Plain.Length], new Meaning.Done());

    public static string DoneInThread(int arg) => arg % 5 == 0 ? Say("done", new Meaning.Done()) : Done(arg);

    public static string Done(int arg, int lesson) => Say((arg % 3) switch { 0 => $"done {lesson}", 1 => $"Day {lesson} done!", _ => $"done day {lesson}" }, new Meaning.Done(lesson));

    public static string Several(int arg, int first, int last) => arg % 2 == 0 && last == first + 1
        ? Say($"done {first} and {last}", new Meaning.Done(first, last))
        : Say($"done {first}-{last}", new Meaning.Done([.. Enumerable.Range(first, last - first + 1)]));

    public static string WithLink(int arg) => Say($"done: https://example.org/{arg}", new Meaning.Done());

    public static string Chatter(int arg) => Say(Other[arg % Other.Length], new Meaning.Chatter());

    public static string Undo(int? lesson) => Say(lesson is null ? "undo" : $"undo {lesson}", new Meaning.Undo(lesson));

    public static string NotDone(int? lesson) => Say(lesson is null ? "not done yet" : $"not done {lesson}", new Meaning.NotDone(lesson));

    public static string Move(int from, int to) => Say($"move {from} to {to}", new Meaning.Move(from, to));

    public static string Join() => Say("join", new Meaning.Join());

    public static string Leave() => Say("leave", new Meaning.Leave());

    public static string Back() => Say("back", new Meaning.Back());

    public static string Hide(bool on) => Say(on ? "hide me" : "show me", new Meaning.Hide(on));

    public static string Mute(bool on) => Say(on ? "mute" : "unmute", new Meaning.Mute(on));

    public static string Forget() => Say("forget me now", new Meaning.Forget());

    public static string Pause(LocalDate until) => Say($"pause until {until:uuuu-MM-dd}", new Meaning.Pause(until));

    public static string Command(string words) => Say(words, new Meaning.Command());

    private static string Say(string words, Meaning meaning)
    {
        Known.TryAdd(words, meaning);
        return words;
    }
}
