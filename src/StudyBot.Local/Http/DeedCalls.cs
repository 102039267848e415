using Microsoft.AspNetCore.Http;
using StudyBot.Cards;

namespace StudyBot.Local;

/// <summary>The calls by which somebody does something to a message: a reaction, a button, a form.</summary>
public sealed class DeedCalls(MessageLog messages, People people, LocalChat chat)
{
    private const int FormCap = 2 * 1024 * 1024;

    /// <summary><c>POST /local/reactions</c> <c>{"from","message","name","on"}</c>.</summary>
    public async Task<IResult> ReactAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context);
        var name = body.Person("from");
        var id = body.Text("message", JsonBody.LongestId);
        var emoji = body.Text("name", 60).Trim(':');
        var on = body.Flag("on");
        if (!Names.IsReaction(emoji)) body.Wrong("name", "\"name\" is an emoji's name such as white_check_mark, or the emoji itself.");
        return await AboutAsync(context, body, name, id, async (person, message) =>
            Answers.Came(await chat.ReactAsync(person, message, emoji, on), message.Id, StatusCodes.Status200OK));
    }

    /// <summary><c>POST /local/press</c> <c>{"from","message","command","cohort"?}</c>: a button of the message.</summary>
    public async Task<IResult> PressAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context);
        var name = body.Person("from");
        var id = body.Text("message", JsonBody.LongestId);
        var command = body.Text("command", MessageCalls.LongestText); // It may be what somebody wrote, and was asked about.
        var cohort = body.OptionalText("cohort", 200);
        return await AboutAsync(context, body, name, id, async (person, message) =>
        {
            var button = MessageView.ButtonsOf(message).FirstOrDefault(b => b.Command == command && (cohort is null || b.Cohort?.ToString() == cohort));
            if (button is null) return Problem.BadInput("command", "The message has no such button.");
            return Answers.Came(await chat.PressAsync(person, message, command, button.Cohort), message.Id, StatusCodes.Status200OK);
        });
    }

    /// <summary><c>POST /local/forms</c> <c>{"from","message","form","values":{}}</c>; a file's value is its text.</summary>
    public async Task<IResult> SubmitAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync(context, FormCap);
        var name = body.Person("from");
        var id = body.Text("message", JsonBody.LongestId);
        var form = body.Text("form", 100);
        var values = body.Texts("values", FormCap);
        return await AboutAsync(context, body, name, id, async (person, message) =>
        {
            var asked = message.Card?.Parts.OfType<Part.Form>().Any(f => f.Name == form) ?? false;
            if (!asked) return Problem.BadInput("form", "The message has no such form.");
            return Answers.Came(await chat.SubmitAsync(person, message, form, values), message.Id, StatusCodes.Status200OK);
        });
    }

    private async Task<IResult> AboutAsync(HttpContext context, JsonBody body, string name, string id, Func<string, Message, Task<IResult>> act)
    {
        if (body.Problem is { } problem) return problem;
        var person = await people.MeetAsync(name, context.RequestAborted);
        return await messages.FindAsync(id, context.RequestAborted, person) is { } message ? await act(person, message) : Problem.NoSuchMessage(id);
    }
}
