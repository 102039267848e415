using System.Text;
using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Curricula;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Doors;

/// <summary>Setting a cohort up in a channel: the greeting, the form, and what was sent with it. Whoever does it becomes its lead.</summary>
internal sealed class SetUp(IStudyStore store, Library library, UsualPlan? usual)
{
    /// <summary>Whether this is about setting up, rather than about a cohort that is there.</summary>
    public static bool Is(Incoming incoming, Request request, Versioned<Cohort>? stored) => request switch
    {
        Request.Greeting or Request.Form { Submitted.Form: SetUpFields.Form } => true,
        Request.Words words when IsFree(incoming, stored) =>
            CommandGrammar.Read(words.Text, incoming.At.InUtc().Date) is Parsed.Ok { Command: Command.Setup },
        _ => false,
    };

    public async Task<Handled?> HandleAsync(Incoming incoming, Request request, Versioned<Cohort>? stored, CohortId id, CancellationToken cancel)
    {
        var free = IsFree(incoming, stored);
        if (request is Request.Greeting) return Greet(free ? null : stored!.Value);
        // There it is neither seen which channel is meant, nor known who may in it; a form that was asked for in a channel may be sent from there, and names it.
        if (incoming.Where is { Direct: true, Cohort: null }) return Handled.Say(Say.SetUpInItsChannel());
        if (incoming.From.Guest) return Handled.Say(Say.GuestCannotLead());

        var curricula = await store.CurriculaAsync(cancel);
        if (request is not Request.Form form)
        {
            var zone = incoming.From.Zone is { } own ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) : null;
            return Answered(SettingUp.Ask(curricula, stored?.Value, usual?.Name, zone ?? DateTimeZone.Utc, incoming.At));
        }

        if (!free) return await store.FindSeenAsync(id, Bot.EventKey(incoming), cancel) is null ? Handled.Say(Say.AlreadyRunning(stored!.Value, incoming.At)) : Handled.Again;
        var values = form.Submitted.Values;
        var upload = Uploaded(values.GetValueOrDefault(SetUpFields.File), curricula);
        var (cohort, errors) = SettingUp.Read(incoming, values, curricula, stored?.Value, upload?.Reading, upload?.Stored?.Version);
        if (cohort is null) return Handled.Say(Say.SetUpForm(curricula, values, errors));
        if (upload?.Stored is { } file) await store.SaveCurriculumAsync(file, cancel);
        return await StartAsync(incoming, cohort with { Id = id }, stored, cancel);
    }

    /// <param name="running">The channel's cohort, where it is not over.</param>
    private static Handled Greet(Cohort? running) => running switch
    {
        null => Handled.Say(new Reply(Say.Greeting(), Private: false)),
        { Broken: not null, IsFinished: false } => Handled.Say(new Reply(Say.GreetingAgain(running), Private: false)),
        _ => Handled.Silence,
    };

    private static bool IsFree(Incoming incoming, Versioned<Cohort>? stored) => stored is null || Agenda.IsOver(stored.Value, incoming.At);

    private async Task<Handled?> StartAsync(Incoming incoming, Cohort cohort, Versioned<Cohort>? stored, CancellationToken cancel)
    {
        DueHint[] hints = Agenda.Next(cohort, incoming.At) is { } next ? [new(cohort.Id, next)] : [];
        var lead = await Newcomers.LeadAsync(store, cohort.Id, cohort.Run, incoming.From.Id, incoming.From.NameAtFirst, cancel) with { Zone = incoming.From.Zone };
        var seen = new Change.MarkSeen(new(Bot.EventKey(incoming), incoming.At, [], incoming.At, incoming.At + Statements.Kept));
        var written = await store.CommitAsync(cohort.Id, [new Change.PutCohort(cohort, stored?.ETag), new Change.PutMember(cohort.Run, lead, null), seen], hints, cancel);
        if (written is not Commit.Done) return written is Commit.AlreadySeen ? Handled.Again : null;
        var plan = await library.OpenAsync(cohort.Curriculum, cancel);
        var opens = Agenda.ComingLesson(cohort, incoming.At) ?? incoming.At;
        return Handled.Say(Say.SetUpDone(cohort, plan.Lessons[0], opens, incoming.At)) with { Cohort = cohort.Id };
    }

    private static Handled Answered(Decision decision) => Handled.Say([.. decision.Replies]);

    /// <summary>A Markdown file sent with the form, under a name made from its title that is no other plan's.</summary>
    private static (CurriculumReading Reading, StoredCurriculum? Stored)? Uploaded(string? markdown, IReadOnlyList<CurriculumVersion> curricula)
    {
        if (string.IsNullOrWhiteSpace(markdown)) return null;
        var bytes = Encoding.UTF8.GetBytes(markdown);
        var reading = CurriculumReader.Read("your file", bytes);
        return (reading, reading.Curriculum is { } plan ? Shelf.Of(Shelf.FreeName(plan.Title, Shelf.VersionOf(bytes), curricula), markdown, plan) : null);
    }
}
