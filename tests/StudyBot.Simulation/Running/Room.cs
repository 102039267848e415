using NodaTime;
using StudyBot.Agendas;
using StudyBot.Cohorts;
using StudyBot.Simulation.Stories;
using StudyBot.Storage;

namespace StudyBot.Simulation.Running;

/// <summary>What really is in a cohort's channel and its people's direct conversations, whoever knows of it.</summary>
internal sealed class Room(StoryCohort cohort)
{
    public StoryCohort Cohort => cohort;

    public CohortId Id => cohort.Id;

    public List<SeenPost> Posts { get; } = [];

    public List<PersonMessage> Messages { get; } = [];

    /// <summary>Reactions on posts, in the order in which they were put on; those taken off are gone.</summary>
    public List<(string Post, string Person, string Emoji, Instant At)> Reactions { get; } = [];

    /// <summary>Who asked to be forgotten, heard or not.</summary>
    public HashSet<string> Farewells { get; } = new(StringComparer.Ordinal);

    /// <summary>Who asked to be reminded, and when it was recorded: asked for again after it came, a reminder comes again.</summary>
    public List<(string User, Instant At)> Reminded { get; } = [];

    public PersonId PersonOf(string user) => new(Id.Platform, Id.Tenant, user);

    /// <summary>The bot is no member of the channel.</summary>
    public bool Gone { get; set; }

    /// <summary>When it was one again.</summary>
    public Instant BackAt { get; set; } = Instant.MinValue;

    /// <summary>When its lead asked for the cohort to go on after that.</summary>
    public List<Instant> Resumed { get; } = [];

    /// <summary>The highest lesson anybody can have seen by an instant.</summary>
    public int NewestAt(Instant at)
    {
        var newest = 0;
        foreach (var post in Posts)
            if (post.Lesson > newest && post.At <= at) newest = post.Lesson;
        return newest;
    }

    public SeenPost? PostOf(int lesson) => Posts.FindLast(post => post.Lesson == lesson && !post.Deleted) ?? Posts.FindLast(post => post.Lesson == lesson);
}

/// <summary>A post of ours as people see it.</summary>
internal sealed record SeenPost(string Id, Instant At, DeliveryId Delivery, string? To, Instance Sender)
{
    public int Lesson { get; } = Delivery.Kind is DeliveryKind.Lesson && Deliveries.LessonOf(Delivery) is { } day ? day : 0;

    public bool Deleted { get; set; }

    /// <summary>Whether who sent it learnt that it arrived.</summary>
    public bool Answered { get; set; }

    /// <summary>The row of its delivery.</summary>
    public string Row { get; } = Keys.Delivery(Delivery);

    /// <summary>Whether its delivery was written as sent with it.</summary>
    public bool Recorded { get; set; }

    /// <summary>Whether who sent it died before that.</summary>
    public bool DiedWithIt { get; set; }

    /// <summary>Whether nobody can know of it, where the platform cannot tell.</summary>
    public bool IsUnknown => !Recorded && (!Answered || DiedWithIt);
}

/// <summary>Something a person wrote.</summary>
internal sealed class PersonMessage(int deed, string id, Instant at, string person, string? thread, bool direct, bool mentioned)
{
    public int Deed => deed;

    public string Id => id;

    public Instant At => at;

    public string Person => person;

    public string? Thread => thread;

    public bool Direct => direct;

    public bool Mentioned => mentioned;

    public required string Text { get; set; }

    public bool Deleted { get; set; }
}
