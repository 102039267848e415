using System.CommandLine;
using StudyBot.Cards;
using StudyBot.Curricula;
using StudyBot.Local;
using StudyBot.Wording;

namespace StudyBot.Host.Commands;

/// <summary><c>curriculum check | show | preview | import | list</c>.</summary>
internal static class CurriculumCommands
{
    public static Command Make(Terminal terminal) => new("curriculum", "Check, show, preview, import and list study plans written in Markdown.")
    {
        Check(terminal),
        Show(terminal),
        Preview(terminal),
        Import(terminal),
        List(terminal),
    };

    private static Command Check(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE") { Description = "Markdown files, or built-in names such as month-3.", Arity = ArgumentArity.OneOrMore };
        var online = new Option<bool>("--online") { Description = "Ask every linked page whether it is still there." };
        var json = Options.Json();
        var command = new Command("check", "Say what is wrong with a plan, line by line. Ends with 1 where there are errors.") { files, online, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var readings = parsed.GetRequiredValue(files).Select(file => CurriculumReader.Read(file, CurriculumFile.Bytes(file))).ToArray();
            List<Diagnostic> found = [.. readings.SelectMany(r => r.Diagnostics)];
            if (parsed.GetValue(online))
                foreach (var (file, reading) in parsed.GetRequiredValue(files).Zip(readings)) found.AddRange(await LinkCheck.RunAsync(file, reading.Links, terminal.Progress, LinkCheck.Patience, cancel));

            if (parsed.GetValue(json)) terminal.Json(found);
            else foreach (var diagnostic in found) terminal.Line(diagnostic.ToString());

            var errors = found.Count(d => d.Severity is Severity.Error);
            if (!parsed.GetValue(json)) terminal.Line($"{Many.Of(readings.Length, "file")} checked: {Read(readings)}, {Many.Of(errors, "error")}, {Many.Of(found.Count - errors, "warning")}.");
            return errors > 0 ? Exit.InputErrors : Exit.Fine;
        });
        return command;
    }

    /// <summary>What was read, so that it can be held to what the author knows is there. A file with errors is not.</summary>
    private static string Read(IEnumerable<CurriculumReading> readings)
    {
        Lesson[] lessons = [.. readings.SelectMany(reading => reading.Curriculum?.Lessons ?? [])];
        var weeks = lessons.Count(lesson => lesson is { OpensWeek: true, Week: > 0 });
        return $"{Many.Of(lessons.Length, "lesson")}{(weeks > 0 ? $" in {Many.Of(weeks, "week")}" : "")} read";
    }

    private static Command Show(Terminal terminal)
    {
        var file = Options.File();
        var json = Options.Json();
        var command = new Command("show", "Show what a plan holds.") { file, json };
        command.SetAction(parsed =>
        {
            var plan = CurriculumFile.Read(parsed.GetRequiredValue(file));
            if (parsed.GetValue(json)) terminal.Json(CurriculumOutput.Of(plan));
            else ShowTable(plan, terminal);
            return Exit.Fine;
        });
        return command;
    }

    private static void ShowTable(Curriculum plan, Terminal terminal)
    {
        var table = Terminal.NewTable("Day", "Week", "Lesson", "Resources", "Study time");
        foreach (var lesson in plan.Lessons)
            Terminal.Row(table, $"{lesson.Day}", $"{lesson.Week}", LessonTitle.Of(lesson) ?? "", $"{lesson.Resources.Count}", Many.Minutes(lesson.Minutes));
        terminal.Line(plan.Title);
        terminal.Pretty.Write(table);
        terminal.Line($"{Many.Of(plan.Lessons.Count, "lesson")}, {Many.Of(plan.Lessons.Sum(l => l.Resources.Count), "resource")}, {Many.Minutes(plan.Lessons.Sum(l => l.Minutes))} of study.");
    }

    private static Command Preview(Terminal terminal)
    {
        var file = Options.File();
        var day = new Option<int>("--day") { Description = "Which lesson.", Required = true };
        var form = new Option<string>("--as") { Description = "text or html.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "html");
        var command = new Command("preview", "Show a lesson as it will stand in the channel.") { file, day, form };
        command.SetAction(parsed =>
        {
            var plan = CurriculumFile.Read(parsed.GetRequiredValue(file));
            var number = parsed.GetValue(day);
            if (number < 1 || number > plan.Lessons.Count) throw CommandException.Usage($"--day: {number} is not one of the plan's {Many.Of(plan.Lessons.Count, "lesson")}.");
            var card = Say.Lesson(plan, plan.Lessons[number - 1], totals: null);
            terminal.Line(parsed.GetValue(form) == "html" ? HtmlRenderer.Render(card) : PlainText.Render(card));
            return Exit.Fine;
        });
        return command;
    }

    private static Command Import(Terminal terminal)
    {
        var file = Options.File();
        var name = new Option<string>("--as") { Description = "The name that people type to choose it.", Required = true };
        var command = new Command("import", "Keep a plan in the store, so that cohorts can run it.") { file, name };
        command.SetAction(async (parsed, cancel) =>
        {
            var called = parsed.GetRequiredValue(name);
            if (called != Shelf.NameFor(called)) throw CommandException.Usage($"--as: \"{called}\" is no name; use lower case letters, digits and dashes, such as {Shelf.NameFor(called)}.");
            if (BuiltIn.Names.Contains(called)) throw CommandException.Usage($"--as: {called} is built in, and the next start would put that one back. Choose another name, such as our-{called}.");
            var stored = CurriculumFile.Store(parsed.GetRequiredValue(file), called);
            using var access = await StoreAccess.OpenAsync(terminal, create: true, cancel);
            await access.Store.SaveCurriculumAsync(stored, cancel);
            terminal.Line($"{called} is kept: {stored.Version.Title}, {Many.Of(stored.Version.Lessons, "lesson")}, version {stored.Version.Version}.");
            return Exit.Fine;
        });
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var json = Options.Json();
        var command = new Command("list", "List the plans that a cohort can follow, and how many do.") { json };
        command.SetAction(async (parsed, cancel) =>
        {
            var rows = await PlanRow.AllAsync(terminal, cancel);
            if (parsed.GetValue(json))
            {
                terminal.Json(rows);
                return Exit.Fine;
            }

            var table = Terminal.NewTable("Name", "Plan", "Lessons", "Cohorts");
            foreach (var row in rows) Terminal.Row(table, row.Name, row.Title, $"{row.Lessons}", $"{row.Cohorts}");
            terminal.Pretty.Write(table);
            return Exit.Fine;
        });
        return command;
    }
}
