using NodaTime;
using StudyBot.Agendas;
using StudyBot.CheckIns;
using StudyBot.Cohorts;
using StudyBot.Commands;
using StudyBot.Commands.Decisions;
using StudyBot.Exports;
using StudyBot.Ports;
using StudyBot.Standings;

namespace StudyBot.Doors;

/// <summary>Reads what a decision needs, and no more: a check-in is the cohort, the person, what the message said before, and any check-in that stands.</summary>
internal sealed class Gathering(IStudyStore store, Library library)
{
    /// <summary>The cohort; for what a message says, also who says it and what it said before, since those are wanted next. Whether a message that is its own mark was
    /// heard before, the commit finds out by itself.</summary>
    public async Task<Backdrop?> BackdropAsync(Incoming incoming, Request request, CohortId id, CancellationToken cancel) => request switch
    {
        Request.Reply { Reading: Reading.CheckIn } or Request.Edit or Request.Deletion => await store.FindBackdropAsync(id, incoming.From.Id, incoming.IsItsOwnMark ? null : MessageOf(incoming, request), cancel),
        _ => await store.FindCohortAsync(id, cancel) is { } cohort ? new(cohort) : null,
    };

    /// <param name="appearing">What <see cref="AppearingAsync"/> found.</param>
    public async Task<(Scene Scene, Parsed? Command)> ForAsync(Incoming incoming, Request request, Backdrop backdrop, int? appearing, CancellationToken cancel)
    {
        var cohort = backdrop.Cohort.Value;
        var parsed = request is Request.Words words
            ? CommandGrammar.Read(words.Text, incoming.At.InZone(cohort.Schedule.Zone).Date, Request.InLessonThread(incoming, cohort, appearing is not null))
            : null;
        var command = (parsed as Parsed.Ok)?.Command;
        var need = command is null ? Need.Nothing : Needs.Of(command);

        var person = incoming.From.Id;
        var members = need.HasFlag(Need.Members) ? await store.MembersAsync(cohort.Id, cohort.Run, cancel) : [];
        var row = need.HasFlag(Need.Members)
            ? members.FirstOrDefault(m => m.Value.Id == person)
            : backdrop.Person == person ? backdrop.Member : await store.FindMemberAsync(cohort.Id, cohort.Run, person, cancel);
        var (newcomer, wasKnown) = row is null ? await Newcomers.RowAsync(store, cohort.Id, cohort.Run, person, incoming.From.NameAtFirst, cancel) : (row.Value, false);
        var scene = new Scene(incoming, backdrop.Cohort, row ?? new(newcomer, null)) { WasKnown = wasKnown, Members = members, Appearing = appearing };
        if (NamedLessons(request, command, appearing) is { } lessons && await IsOfEarlierAsync(cohort, incoming, lessons, cancel)) return (scene with { IsOfEarlier = true }, parsed);
        if (command is Command.ForLeads && !scene.IsLead || NotACommand.IsForOthers(parsed, scene)) return (scene with { Members = await LeadsAsync(cohort, cancel) }, parsed);

        if (command is null || command is Command.Done) scene = await WithStatementAsync(scene, request, command, backdrop, cancel);
        scene = scene with { CheckIns = await CheckInsAsync(scene, request, command, need, cancel) };
        if (need.HasFlag(Need.Statements)) scene = await WithSourcesAsync(scene, cancel);
        if (need.HasFlag(Need.Plan)) scene = scene with { Curriculum = await library.OpenAsync(cohort, cancel) };
        if (need.HasFlag(Need.Curricula)) scene = scene with { Curricula = await store.CurriculaAsync(cancel) };
        if (need.HasFlag(Need.WeekCheckIns)) scene = scene with { WeekCheckIns = await WeekAsync(scene.Cohort, scene.At, cancel) };
        if (need.HasFlag(Need.Reminder)) scene = scene with { Reminder = await store.FindDeliveryAsync(cohort.Id, Members.ReminderOf(scene), cancel) };
        if (need.HasFlag(Need.LastDelivery)) scene = scene with { LastDelivery = await LastDeliveryAsync(cohort, cohort.Day + 1, cancel) };
        if (need.HasFlag(Need.Files)) scene = scene with { Files = await FilesAsync(person, cohort.Id, cancel) };
        if (command is Command.Lead { Off: false, Whom: { Name: { } called } named }) scene = scene with { Named = await Newcomers.LeadAsync(store, cohort.Id, cohort.Run, person with { User = named.Person }, called, cancel) };
        if (need.HasFlag(Need.LedAlone)) scene = scene with { LedAlone = await LedAloneAsync(person, cohort.Id, incoming.At, cancel) };
        return (scene, parsed);
    }

    /// <summary>What a finish card speaks of: the plan, and all of the person's check-ins as they were.</summary>
    public async Task<Scene> ForFinishAsync(Scene scene, CancellationToken cancel) => scene with
    {
        Curriculum = await library.OpenAsync(scene.Cohort, cancel),
        CheckIns = await OfAsync(scene.Cohort, scene.Member, Completed(scene.Member), cancel),
    };

    /// <summary>A lesson whose post is on its way. Read only where a lesson is due and not recorded, which is for moments a day, or where somebody answers a post that is not known: then it may be the next lesson's
    /// by another clock than theirs.</summary>
    public async Task<int?> AppearingAsync(Cohort cohort, Incoming incoming, CancellationToken cancel)
    {
        if (UnknownPost(cohort, incoming) is null && !Agenda.Due(cohort, incoming.At).OfType<Due.Lesson>().Any()) return null;
        var next = cohort.Day + 1;
        return await store.IsAppearingAsync(cohort, next, cancel) ? next : null;
    }

    /// <summary>Whom somebody may ask who is no lead.</summary>
    private async Task<IReadOnlyList<Versioned<Member>>> LeadsAsync(Cohort cohort, CancellationToken cancel)
    {
        var leads = new List<Versioned<Member>>();
        foreach (var lead in cohort.Leads)
            if (await store.FindMemberAsync(cohort.Id, cohort.Run, new(cohort.Id.Platform, cohort.Id.Tenant, lead), cancel) is { } row) leads.Add(row);
        return leads;
    }

    private async Task<Scene> WithStatementAsync(Scene scene, Request request, Command? command, Backdrop backdrop, CancellationToken cancel)
    {
        var key = request switch
        {
            Request.Reply { Reading: Reading.Almost } => Dispatch.Almost(scene),
            Request.Edit { Reading: Reading.Almost } when scene.ThreadLesson is not null => Dispatch.Almost(scene),
            // Of somebody new it is written before the commit that they are here, which nobody may do who was forgotten since.
            Request.Reply { Reading: Reading.CheckIn } when scene.Incoming.IsItsOwnMark && scene.Row.ETag is not null => null,
            Request.Words { MessageId: { } message } when command is Command.Done => Statements.OfMessage(scene.Incoming.Where.Channel, message),
            Request.Reaction reaction when scene.LessonOf(reaction.MessageId) is not null => Statements.OfReaction(reaction.MessageId, scene.Member.Id, reaction.Emoji),
            _ => MessageOf(scene.Incoming, request),
        };
        if (key is null) return scene;
        return (key == backdrop.Key ? backdrop.Seen : await store.FindSeenAsync(scene.Cohort.Id, key, cancel)) is { } seen
            ? scene with { Statements = new Dictionary<string, Versioned<Seen>>(StringComparer.Ordinal) { [key] = seen } }
            : scene;
    }

    /// <summary>The key of the message that is spoken, edited or taken back.</summary>
    private static string? MessageOf(Incoming incoming, Request request) => request switch
    {
        Request.Reply { Reading: Reading.CheckIn } reply => Statements.OfMessage(incoming.Where.Channel, reply.MessageId),
        Request.Edit edit => Statements.OfMessage(incoming.Where.Channel, edit.MessageId),
        Request.Deletion deletion => Statements.OfMessage(incoming.Where.Channel, deletion.Deleted.MessageId),
        _ => null,
    };

    private async Task<Scene> WithSourcesAsync(Scene scene, CancellationToken cancel)
    {
        var known = new Dictionary<string, Versioned<Seen>>(StringComparer.Ordinal);
        foreach (var source in scene.CheckIns.SelectMany(c => c.Value.Sources).Distinct())
            if (await store.FindSeenAsync(scene.Cohort.Id, source, cancel) is { } seen) known[source] = seen;
        return scene with { Statements = known };
    }

    private async Task<IReadOnlyList<Versioned<CheckIn>>> CheckInsAsync(Scene scene, Request request, Command? command, Need need, CancellationToken cancel)
    {
        if (need.HasFlag(Need.OwnCheckIns) && scene.ThreadLesson is null) return await OfAsync(scene.Cohort, scene.Member, Completed(scene.Member), cancel);
        IEnumerable<int> lessons = request switch
        {
            Request.Reply { Reading: Reading.CheckIn said } => Statements.Meaning(scene, said, null).Lessons,
            Request.Reply { Reading: Reading.NotDone not } => (not.Lesson ?? scene.ThreadLesson) is { } one ? [one] : [],
            Request.Reaction reaction => scene.LessonOf(reaction.MessageId) is { } one ? [one] : [],
            Request.Edit { Reading: Reading.CheckIn said } => Statements.Meaning(scene, said, scene.Statements.Values.FirstOrDefault()?.Value).Lessons,
            _ when command is not null => Needs.Lessons(command, scene),
            _ => [],
        };
        var recorded = scene.Statements.Values.SelectMany(seen => seen.Value.Lessons);
        return await OfAsync(scene.Cohort, scene.Member, [.. lessons.Union(recorded).Where(lesson => scene.Member.Ledger[lesson] is not null)], cancel);
    }

    /// <summary>Everybody's check-ins of the week so far.</summary>
    public async Task<IReadOnlyList<CheckIn>> WeekAsync(Cohort cohort, Instant at, CancellationToken cancel) =>
        Weeks.StillOpen(cohort, at) is [var first, ..] open
            ? [.. Weeks.Of(cohort, at, (await store.CheckInsAsync(cohort.Id, cohort.Run, first.Day, open[^1].Day, cancel)).Select(c => c.Value))]
            : [];

    private async Task<Delivery?> LastDeliveryAsync(Cohort cohort, int next, CancellationToken cancel)
    {
        var coming = await store.FindDeliveryAsync(cohort.Id, Deliveries.Lesson(cohort.Run, next), cancel);
        if (coming is not null || next == 1) return coming?.Value;
        return (await store.FindDeliveryAsync(cohort.Id, Deliveries.Lesson(cohort.Run, next - 1), cancel))?.Value;
    }

    /// <summary>What this cohort and every other keeps about a person; empty where none knows them.</summary>
    public async Task<IReadOnlyList<Attachment>> FilesAsync(PersonId person, CohortId here, CancellationToken cancel)
    {
        var kept = new List<PersonRecord>();
        foreach (var id in (await store.CohortsOfAsync(person, cancel)).Union([here]))
        {
            if (await store.FindCohortAsync(id, cancel) is not { Value: var now }) continue;
            for (var run = 1; run <= now.Run; run++)
            {
                if (await store.FindMemberAsync(id, run, person, cancel) is not { } member) continue;
                var cohort = run == now.Run ? now : Earlier(now, run);
                var checkIns = await OfAsync(cohort, member.Value, Completed(member.Value), cancel);
                kept.Add(new(cohort, member.Value, [.. checkIns.Select(c => c.Value)], await ToAsync(id, run, person, cancel)));
            }
        }

        return kept.Count == 0 ? [] : PersonExport.Of(person, kept);
    }

    /// <summary>The cohorts that have no lead but this person; one that is over needs none.</summary>
    public async Task<IReadOnlyList<Cohort>> LedAloneAsync(PersonId person, CohortId here, Instant at, CancellationToken cancel)
    {
        var led = new List<Cohort>();
        foreach (var id in (await store.CohortsOfAsync(person, cancel)).Union([here]))
            if (await store.FindCohortAsync(id, cancel) is { Value: { Leads: [var only] } cohort } && only == person.User && !Agenda.IsOver(cohort, at)) led.Add(cohort);
        return led;
    }

    /// <summary>The lessons that a request names whose meaning depends on the post it answers: empty where it names none, null where the post does not matter.</summary>
    private static IReadOnlyList<int>? NamedLessons(Request request, Command? command, int? appearing) => (request, command) switch
    {
        (_, Command.Done done) => done.CheckIn.Days,
        (_, Command.Undo undo) => undo.Lesson is { } one ? [one] : [],
        (_, Command.Remind) => [],
        (Request.Reply { Reading: Reading.CheckIn said }, _) => said.Days,
        (Request.Edit { Reading: Reading.CheckIn said }, _) => said.Days,
        (Request.Reply { Reading: Reading.NotDone { Lesson: { } one } }, _) => [one],
        (Request.Reaction, _) when appearing is not null => [],
        _ => null,
    };

    /// <summary>Whether the lesson of an earlier cohort is meant, below whose post it is said: it names that one or none. Of such a cohort it is kept which message brought each lesson;
    /// read only where there was one, and a post is answered that this cohort does not know.</summary>
    private async Task<bool> IsOfEarlierAsync(Cohort now, Incoming incoming, IReadOnlyList<int> named, CancellationToken cancel)
    {
        if (UnknownPost(now, incoming) is not { } post) return false;
        for (var run = now.Run - 1; run > 0; run--)
            if ((await store.DeliveriesAsync(now.Id, run, DeliveryKind.Lesson, cancel)).FirstOrDefault(lesson => lesson.Value.MessageId == post) is { Value.Id: var brought })
                return named.Count == 0 || Deliveries.LessonOf(brought) is { } lesson && named.Contains(lesson);
        return false;
    }

    /// <summary>The post in a channel that is answered and none of the cohort's lessons; null where none is, or it is one of them.</summary>
    private static string? UnknownPost(Cohort cohort, Incoming incoming) =>
        (incoming.What is Did.Reacted reacted ? reacted.MessageId : incoming.Where.Thread) is { } answered && !incoming.Where.Direct && cohort.Posted.DayOf(answered) is null ? answered : null;

    /// <summary>A channel's earlier cohort, of which only people's own rows are kept: its plan and its lessons are not known any more.</summary>
    private static Cohort Earlier(Cohort now, int run) => now with { Run = run, Posted = [], Leads = [], Curriculum = new("", "", "", 0) };

    private async Task<IReadOnlyList<Delivery>> ToAsync(CohortId id, int run, PersonId person, CancellationToken cancel)
    {
        var to = new List<Delivery>();
        foreach (var kind in Deliveries.ToPeople)
            to.AddRange((await store.DeliveriesAsync(id, run, kind, cancel)).Select(delivery => delivery.Value).Where(delivery => delivery.Person == person));
        return to;
    }

    private Task<IReadOnlyList<Versioned<CheckIn>>> OfAsync(Cohort cohort, Member member, IReadOnlyList<int> lessons, CancellationToken cancel) =>
        lessons.Count == 0
            ? Task.FromResult<IReadOnlyList<Versioned<CheckIn>>>([])
            : store.CheckInsOfAsync(cohort.Id, cohort.Run, member.Id, lessons, cancel);

    private static int[] Completed(Member member) => [.. Enumerable.Range(1, member.Ledger.Marks.Length).Where(lesson => member.Ledger[lesson] is not null)];
}
