using NodaTime;
using StudyBot.Ports;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Running;

/// <summary>People live a story: each deed so long after its lesson appeared to them.</summary>
internal sealed class People(World world)
{
    private const string Emoji = "white_check_mark";

    private readonly Dictionary<int, PersonMessage> _written = [];
    private readonly Dictionary<int, (string Post, string Emoji)> _reacted = [];
    private readonly ILookup<(int Cohort, int Lesson), Deed> _deeds = world.Story.Deeds.ToLookup(deed => (deed.Cohort, deed.Lesson));
    private int _tries;

    /// <summary>A lesson is there to be seen.</summary>
    public void See(Room room, int lesson)
    {
        var before = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var deed in _deeds[(room.Cohort.Index, lesson)].OrderBy(deed => deed.After))
        {
            var at = world.Now + deed.After;
            if (world.Story.Planned) before[deed.Person] = at = Instant.Max(Planned(deed), before.GetValueOrDefault(deed.Person, Instant.MinValue) + Duration.FromSeconds(3));
            world.Time.At(at, () => Do(room, deed));
        }

        // To the hour that was planned, or as soon as it can be done.
        Instant Planned(Deed deed) => Instant.Max(world.PlannedSlot(room, lesson) + deed.After, world.Now + Duration.FromMinutes(2 + deed.Number % 50));
    }

    public void Order(Order order)
    {
        var room = world.Rooms[order.Cohort];
        Say(room, -1 - order.Number, room.Cohort.Lead, Words.Command(order.Words), null, false, mentioned: true, null);
    }

    private void Do(Room room, Deed deed)
    {
        var now = world.Now;
        var newest = room.NewestAt(now);
        var lesson = deed.Lesson;
        if (world.Story.Planned && world.IsDown && room.Id.Platform != "slack")
        {
            // Nobody answers: they say it again when the bot is back, as its line in the channel tells them to. Of anything else they let be.
            if (deed.Act is Act.InThread or Act.Named or Act.Button or Act.React) OnceBack(() => Say(room, deed.Number, deed.Person, Words.Done(0, lesson), null, false, false, lesson));
            return;
        }

        // A button that nobody answers shows so at once in Slack: they write it instead, and that is read back.
        if (world.Story.Planned && world.IsDown && deed.Act is Act.Button) deed = deed with { Act = Act.Named };
        var of = deed.Of is { } number ? _written.GetValueOrDefault(number) : null;
        var post = room.PostOf(lesson)?.Id;
        switch (deed.Act)
        {
            case Act.Bare: Write(Words.Done(deed.Arg)); break;
            case Act.InThread: Write(Words.DoneInThread(deed.Arg), thread: true); break;
            case Act.Named: Write(Words.Done(deed.Arg, lesson)); break;
            case Act.Mentioned: Write(Words.Done(deed.Arg), mentioned: true); break;
            case Act.Direct: Write(Words.Done(deed.Arg, lesson), direct: true); break;
            case Act.Link: Write(Words.WithLink(deed.Arg)); break;
            case Act.Before: Write(Words.Done(deed.Arg, Math.Max(1, lesson - 1))); break;
            case Act.Ahead: Write(Words.Done(deed.Arg, newest + 1)); break;
            case Act.TooFar: Write(Words.Done(deed.Arg, newest + 2 + deed.Arg % 3)); break;
            case Act.Several: Write(Words.Several(deed.Arg, Math.Max(1, lesson - 1 - deed.Arg % 3), Math.Max(2, lesson))); break;
            case Act.Chatter: Write(Words.Chatter(deed.Arg), thread: deed.Arg % 3 == 0); break;
            case Act.Button: Press(room, deed.Person, post, lesson); break;
            case Act.React: React(room, deed, post, true); break;
            case Act.Unreact: React(room, deed, post, false); break;
            case Act.EditAway: Edit(of, "still at it"); break;
            case Act.EditToDone: Edit(of, Words.Done(deed.Arg)); break;
            case Act.EditToNumber: Edit(of, Words.Done(deed.Arg, Math.Max(1, lesson - deed.Arg % 2))); break;
            case Act.Delete: Delete(of); break;
            case Act.Undo: Write(Words.Undo(null)); break;
            case Act.UndoThis: Write(Words.Undo(lesson)); break;
            case Act.NotDone: Write(Words.NotDone(deed.Arg % 2 == 0 ? lesson : null), thread: true); break;
            case Act.Move: Write(Words.Move(lesson, Math.Max(1, lesson - 1)), mentioned: true); break;
            case Act.Join: Write(Words.Join(), mentioned: true); break;
            case Act.Leave: Write(Words.Leave(), mentioned: true); break;
            case Act.Back: Write(Words.Back(), mentioned: true); break;
            case Act.Hide: Write(Words.Hide(true), mentioned: true); break;
            case Act.Show: Write(Words.Hide(false), mentioned: true); break;
            case Act.Mute: Write(Words.Mute(true), mentioned: true); break;
            case Act.Unmute: Write(Words.Mute(false), mentioned: true); break;
            case Act.Remind: Write(Words.Command(deed.Arg % 2 == 0 ? "remind me" : $"remind me at {deed.Arg % 24:00}:15"), mentioned: true); break;
            case Act.Ask: Write(Words.Command(new[] { "me", "why", "today", "leaderboard", "open", "week", "settings", "help" }[deed.Arg % 8]), mentioned: true); break;
            case Act.Pause: Write(Words.Pause(now.InZone(room.Cohort.Schedule.Zone).Date.PlusDays(deed.Arg % 9 - 1)), mentioned: true); break;
            case Act.ForgetMe:
                room.Farewells.Add(deed.Person);
                Write(Words.Forget(), mentioned: true);
                break;
            case Act.LeaveChannel:
                if (room.Id.Platform != "local") world.Mail.Send(room, world.Mail.Happened(room, deed.Person, "left", now, new Did.LeftChannel()));
                break;
            default: throw new NotSupportedException(deed.Act.ToString());
        }

        void Write(string words, bool thread = false, bool mentioned = false, bool direct = false) =>
            Say(room, deed.Number, deed.Person, words, thread ? post : null, direct, mentioned, lesson);

        void Edit(PersonMessage? message, string words)
        {
            if (message is null or { Deleted: true } || message.Text == words) return;
            message.Text = words;
            world.Tell($"{deed.Person} edits {message.Id}: {words}");
            if (room.Id.Platform == "local") Call(instance => LocalEdge.EditAsync(instance, message.Id, words));
            else world.Mail.Send(room, world.Mail.Edited(room, message, now));
        }

        void Delete(PersonMessage? message)
        {
            if (message is null or { Deleted: true }) return;
            message.Deleted = true;
            world.Tell($"{deed.Person} deletes {message.Id}");
            if (room.Id.Platform == "local") Call(instance => LocalEdge.DeleteAsync(instance, message.Id));
            else world.Mail.Send(room, world.Mail.Deleted(room, message, now));
        }
    }

    private void Press(Room room, string person, string? post, int lesson)
    {
        if (post is null) return;
        world.Tell($"{person} presses done {lesson} on {post}");
        if (room.Id.Platform == "local") Call(instance => LocalEdge.TouchAsync(instance, post, person, "press", _ => new Did.Pressed(Words.Done(0, lesson))));
        else world.Mail.Send(room, world.Mail.Pressed(room, person, post, Words.Done(0, lesson), world.Now));
    }

    private void React(Room room, Deed deed, string? post, bool on)
    {
        if (on && post is not null) _reacted[deed.Number] = (post, deed.Arg % 3 == 0 ? "heavy_check_mark" : Emoji);
        if (!_reacted.TryGetValue(on ? deed.Number : deed.Of ?? -1, out var reaction)) return;
        var (message, emoji) = reaction;
        var there = room.Reactions.FindIndex(r => r.Post == message && r.Person == deed.Person && r.Emoji == emoji);
        if (on == there >= 0) return;
        if (on) room.Reactions.Add((message, deed.Person, emoji, world.Now));
        else room.Reactions.RemoveAt(there);
        world.Tell($"{deed.Person} {(on ? "puts" : "takes")} {emoji} {(on ? "on" : "off")} {message}");
        if (room.Id.Platform == "local") Call(instance => LocalEdge.TouchAsync(instance, message, deed.Person, "reaction", id => new Did.Reacted(id, emoji, on)));
        else world.Mail.Send(room, world.Mail.Reacted(room, deed.Person, message, emoji, world.Now.ToUnixTimeTicks().ToString(), world.Now, on));
    }

    private void Say(Room room, int deed, string person, string words, string? thread, bool direct, bool mentioned, int? lesson)
    {
        world.Tell($"{person} in {room.Id.Channel}{(thread is null ? "" : $" under {thread}")}{(direct ? " directly" : "")}: {(mentioned ? "@" : "")}{words}");
        if (room.Id.Platform == "local")
        {
            Call(async instance =>
            {
                await LocalEdge.SayAsync(world, instance, room, person, words, mentioned, direct, thread, message =>
                    _written[deed] = new(deed, message.Id, message.At, person, thread, direct, mentioned) { Text = words });
            });
            return;
        }

        var (id, at) = world.Stamp(room);
        var message = _written[deed] = new(deed, id, at, person, thread, direct, mentioned) { Text = words };
        room.Messages.Add(message);
        world.Mail.Send(room, world.Mail.Said(room, message), () => Repeat(room, message, lesson));
    }

    /// <summary>No check mark appeared: they say it again, with its number.</summary>
    private void Repeat(Room room, PersonMessage message, int? lesson)
    {
        if (lesson is null || message.Deleted) return;
        if (Words.Of(message.Text) is Meaning.Forget) world.Time.After(Duration.FromHours(1), () => Say(room, message.Deed, message.Person, message.Text, null, message.Direct, message.Mentioned, lesson));
        if (Words.Of(message.Text) is not Meaning.Done) return;
        if (world.Story.Planned) OnceBack(SayAgain);
        else world.Time.After(Duration.FromMinutes(10 + message.Deed % 50), SayAgain);

        void SayAgain()
        {
            var (id, at) = world.Stamp(room);
            var again = new PersonMessage(message.Deed, id, at, message.Person, null, false, false) { Text = Words.Done(0, lesson.Value) };
            room.Messages.Add(again);
            world.Tell($"{message.Person} says again: {again.Text}");
            world.Mail.Send(room, world.Mail.Said(room, again));
        }
    }

    /// <summary>Whoever comes into the next outage with it comes once more.</summary>
    private void OnceBack(Action act) => world.Time.After(world.LastOutage, () =>
    {
        if (world.IsDown) OnceBack(act);
        else act();
    });

    /// <summary>A call of the page: who gets an error tries again a few times, and then lets it be.</summary>
    private void Call(Func<Instance, Task> call, int attempt = 1)
    {
        if (world.Pick() is not { } instance)
        {
            Later();
            return;
        }

        var answered = false;
        world.Time.After(Duration.FromSeconds(20), () =>
        {
            if (!answered) Later();
        });
        instance.Process.Start(() => _ = CallAsync());

        async Task CallAsync()
        {
            await instance.SafelyAsync(async () =>
            {
                await call(instance);
                answered = true;
            });
        }

        void Later()
        {
            if (attempt < 4) world.Time.After(Duration.FromMinutes(1 + ++_tries % 5), () => Call(call, attempt + 1));
        }
    }
}
