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
                else if (Mentions(message, person))
                {
                    await messages.ChangeAsync(message.Number, m => Without(m, person), cancel);
                }
            }
        }

        await people.ForgetAsync(person, cancel);
    }

    private static bool Mentions(Message message, string person) =>
        message.Reactions.Any(r => r.From.Contains(person)) || message.Receipts.Any(r => r.From.User == person);

    private static Message Without(Message message, string person) =>
        message.Reactions.Aggregate(message, (m, reaction) => Reactions.Set(m, reaction.Name, person, on: false)) with
        {
            Receipts = [.. message.Receipts.Where(r => r.From.User != person)],
        };
}
