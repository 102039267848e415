namespace StudyBot.Local;

/// <summary>Removes what the chat keeps about a person: what they wrote and were told, their reactions and receipts, their name.</summary>
public sealed class Forgetting(MessageLog messages, Files files, People people)
{
    /// <summary>Reads the whole chat, page by page.</summary>
    public async Task ForgetAsync(string person, CancellationToken cancel)
    {
        for (var page = await messages.PageAsync(null, cancel); page.Count > 0; page = await messages.PageAsync(page[^1].Number, cancel))
        {
            foreach (var message in page.Where(m => !m.Deleted))
            {
                if (message.From == person || message.PrivateTo == person)
                {
                    await files.DeleteAsync(message, cancel);
                    await messages.DeleteAsync(message, cancel);
                }
                else if (Without(message, person) != message)
                {
                    await messages.ChangeAsync(message.Number, m => Without(m, person), cancel);
                }
            }
        }

        await people.ForgetAsync(person, cancel);
    }

    private static Message Without(Message message, string person)
    {
        var nameless = Redaction.Without(message, person);
        return nameless.Reactions.Any(r => r.From.Contains(person)) || nameless.Receipts.Any(r => r.From.User == person)
            ? nameless.Reactions.Aggregate(nameless, (m, reaction) => Reactions.Set(m, reaction.Name, person, on: false)) with
            {
                Receipts = [.. nameless.Receipts.Where(r => r.From.User != person)],
            }
            : nameless;
    }
}
