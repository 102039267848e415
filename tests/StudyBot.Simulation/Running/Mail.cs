using NodaTime;
using StudyBot.Ports;
using StudyBot.Simulation.Stories;

namespace StudyBot.Simulation.Running;

/// <summary>How Slack and Teams tell the bot what people did: until it is acknowledged, again and again for a while; sometimes though it was.</summary>
internal sealed class Mail(World world)
{
    private static readonly Duration SlackWaits = Duration.FromSeconds(3);
    private static readonly Duration TeamsWaits = Duration.FromSeconds(15);
    private static readonly Duration SlackPatience = Duration.FromSeconds(2.5);
    private static readonly Duration TeamsPatience = Duration.FromSeconds(12);

    /// <summary>Slack: at once, after a minute, after five more.</summary>
    private static readonly Duration[] SlackAgain = [Duration.Zero, Duration.FromMinutes(1), Duration.FromMinutes(5)];

    private static readonly Duration[] TeamsAgain = [Duration.Zero];

    private readonly Chance _chance = Chance.For(world.Story.Seed, "mail");

    public int Deliveries { get; private set; }

    /// <summary>How many events a platform gave up, never acknowledged.</summary>
    public int Unheard { get; private set; }

    public Incoming Said(Room room, PersonMessage message) => Make(
        room,
        message.Person,
        room.Id.Platform == "slack" ? $"message {message.Id}" : $"message {message.Person} {message.At.ToUnixTimeTicks()} {message.Text}",
        message.At,
        new Did.Said(message.Id, message.Text, message.Mentioned),
        message.Thread,
        message.Direct);

    public Incoming Edited(Room room, PersonMessage message, Instant at) =>
        Make(room, message.Person, $"edit {message.Id} {at.ToUnixTimeTicks()}", at, new Did.Edited(message.Id, message.Text, message.At), message.Thread, message.Direct);

    public Incoming Deleted(Room room, PersonMessage message, Instant at) =>
        Make(room, message.Person, $"delete {message.Id}", at, new Did.Deleted(message.Id, message.At), message.Thread, message.Direct);

    public Incoming Reacted(Room room, string person, string post, string emoji, string stamp, Instant at, bool on) =>
        Make(room, person, $"reaction {post} {person} {emoji} {stamp} {(on ? "on" : "off")}", at, new Did.Reacted(post, emoji, on), null, false);

    public Incoming Pressed(Room room, string person, string post, string command, Instant at) =>
        Make(room, person, $"press {post} {person} {at.ToUnixTimeTicks()}", at, new Did.Pressed(command), post, false);

    public Incoming Happened(Room room, string person, string kind, Instant at, Did what) => Make(room, person, $"{kind} {person} {at.ToUnixTimeTicks()}", at, what, null, false);

    /// <param name="lost">Whoever did it sees in the end that nothing came of it.</param>
    public void Send(Room room, Incoming incoming, Action? lost = null)
    {
        var late = world.Trouble.Is(FaultKind.Reorder) && _chance.In(0.5) ? _chance.Seconds(1, 240) : Duration.Zero;
        if (late > Duration.Zero) world.Trouble.Struck(FaultKind.Reorder);
        var letter = new Letter(room, incoming, lost);
        world.Time.After(late + Wire(), () => Deliver(letter, 0));

        // A mention is told twice, as a mention and as a message, in the same moment.
        if (incoming is { What: Did.Said { Mentioned: true }, Where.Platform: "slack" }) world.Time.After(late + Wire(), () => Deliver(new(room, incoming, null), 0));
        if (!world.Trouble.Is(FaultKind.Duplicates)) return;
        for (var copy = _chance.Int(1, 4); copy > 0; copy--)
        {
            world.Trouble.Struck(FaultKind.Duplicates);
            world.Time.After(late + _chance.Seconds(0, _chance.Of(2, 60, 900)), () => Deliver(new(room, incoming, null), 0));
        }
    }

    /// <summary>What really went out to the bot, one attempt after the other.</summary>
    private void Deliver(Letter letter, int attempt)
    {
        Deliveries++;
        var slack = letter.Room.Id.Platform == "slack";
        var incoming = letter.Incoming;
        // Teams' second try comes under another activity id; its instant stays.
        if (!slack && attempt > 0 && incoming.What is Did.Said said) incoming = incoming with { What = said with { MessageId = letter.SecondId ??= world.Stamp(letter.Room).Id } };
        var failed = false;
        void Fail()
        {
            if (failed || letter.Acknowledged) return;
            failed = true;
            Again(letter, attempt, slack ? SlackAgain : TeamsAgain);
        }

        if (world.Pick() is not { } instance)
        {
            Fail();
            return;
        }

        world.Time.After(slack ? SlackWaits : TeamsWaits, Fail);
        instance.Process.Start(() => _ = HearAsync(instance, incoming, slack, ok =>
        {
            if (!ok)
            {
                Fail();
                return;
            }

            world.Judge.Acknowledged(incoming, instance);
            letter.Acknowledged = true;
        }));
    }

    private void Again(Letter letter, int attempt, Duration[] again)
    {
        if (attempt < again.Length)
        {
            world.Time.After(again[attempt] + Wire(), () => Deliver(letter, attempt + 1));
            return;
        }

        Unheard++;
        letter.Lost?.Invoke();
    }

    /// <summary>The edge: durable before it is acknowledged; what takes too long is left to the next delivery and goes on meanwhile.</summary>
    private static async Task HearAsync(Instance instance, Incoming incoming, bool slack, Action<bool> answer)
    {
        using var enough = new CancellationTokenSource((slack ? Duration.FromHours(1) : TeamsPatience).ToTimeSpan(), instance.Clock);
        var work = instance.HearAsync(incoming, enough.Token);
        if (slack)
        {
            var late = Task.Delay(SlackPatience.ToTimeSpan(), instance.Clock, enough.Token);
            if (await Task.WhenAny(work, late) == late)
            {
                answer(false);
                await instance.SafelyAsync(() => work);
                return;
            }
        }

        var ok = false;
        await instance.SafelyAsync(async () =>
        {
            await work;
            ok = true;
        });
        answer(ok);
    }

    private Duration Wire() => Duration.FromMilliseconds(_chance.Int(30, 400));

    private static Incoming Make(Room room, string person, string key, Instant at, Did what, string? thread, bool direct)
    {
        var channel = direct ? $"D{person}" : room.Id.Channel;
        return new($"{channel} {key}", new(room.Id.Platform, room.Id.Tenant, channel, direct, thread), new(new(room.Id.Platform, room.Id.Tenant, person), person), at, what);
    }

    private sealed class Letter(Room room, Incoming incoming, Action? lost)
    {
        public Room Room => room;

        public Incoming Incoming => incoming;

        public Action? Lost => lost;

        public bool Acknowledged { get; set; }

        public string? SecondId { get; set; }
    }
}
