using StudyBot.Cards;
using StudyBot.Cohorts;
using StudyBot.Doors;
using StudyBot.Ports;
using StudyBot.Wording;

namespace StudyBot.Teams;

/// <summary>What one person sees of a card that all see.</summary>
public sealed class Views(IStudyStore store, LessonCards lessons, Pressers pressers)
{
    /// <summary>The answer to a press: on a lesson above what all see, elsewhere in the card's place.</summary>
    public async Task<Ack> AnswerAsync(Heard pressed, Card? mine, CohortId? about, CancellationToken cancel)
    {
        pressers.Add(pressed.To);
        if (mine is null) return Ack.Tell(Say.Noted());
        return await SharedAsync(pressed.Where.ChannelId, pressed.To, cancel) is (_, _, var shared)
            ? Ack.Show(AdaptiveCards.RenderFor(shared, mine))
            : Ack.Show(AdaptiveCards.RenderOne(mine, pressed.To.IsDirect ? about : null));
    }

    /// <summary>A card changed for all, and whoever had pressed on it asks for their own view of it again.</summary>
    public async Task<Ack> AgainAsync(Activity activity, CancellationToken cancel)
    {
        var id = new CohortId(Names.Platform, activity.Tenant, ConversationId.Read(activity.Conversation!.Id!).Channel);
        var person = new PersonId(Names.Platform, activity.Tenant, activity.From?.Id ?? "");
        var to = new ReplyTo(activity.ServiceUrl!, activity.Tenant, activity.Conversation.Id!, person.User, "", ConversationKinds.Of(activity.Conversation) is ConversationKind.Personal, Card: activity.ReplyToId);
        if (await SharedAsync(id, to, cancel) is not var (cohort, lesson, shared)) return Ack.NotOurs;
        return await store.FindCheckInAsync(id, cohort.Run, lesson.Day, person, cancel) is { Value.Class: var @class }
            ? Ack.Show(AdaptiveCards.RenderFor(shared, Card.Line(Say.AlreadyCounted(lesson.Day, @class))))
            : Ack.Show(AdaptiveCards.RenderOne(shared));
    }

    /// <summary>The lesson's card that all see, where the message is one.</summary>
    private async Task<(Cohort Cohort, PostedLesson Lesson, Card Card)?> SharedAsync(CohortId id, ReplyTo to, CancellationToken cancel)
    {
        if (to.IsDirect || await store.FindCohortAsync(id, cancel) is not { Value: var cohort }) return null;
        return cohort.Posted.FirstOrDefault(lesson => lesson.MessageId == to.Card) is { } posted && await lessons.OfAsync(cohort, posted.Day, cancel) is { } card ? (cohort, posted, card) : null;
    }
}
