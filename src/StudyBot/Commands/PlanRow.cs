using StudyBot.Cohorts;
using StudyBot.Host.Settings;

namespace StudyBot.Host.Commands;

/// <summary>A plan as <c>curriculum list</c> shows it: the newest version of its name.</summary>
/// <param name="Cohorts">How many follow it, whichever version each of them has.</param>
internal sealed record PlanRow(string Name, string Title, int Lessons, string Version, bool BuiltIn, int Cohorts)
{
    /// <summary>By name. Without a store there are the built-in ones, which the first start puts into it.</summary>
    public static async Task<IReadOnlyList<PlanRow>> AllAsync(Terminal terminal, CancellationToken cancel)
    {
        var plans = Host.BuiltIn.Names.ToDictionary(name => name, name => Host.BuiltIn.Find(name)!.Version, StringComparer.Ordinal);
        var cohorts = new List<string>();
        if (Stores.Exists(StoreAccess.ReadSettings(terminal).Storage))
        {
            using var access = await StoreAccess.OpenAsync(terminal, create: false, cancel);
            foreach (var plan in await access.Store.CurriculaAsync(cancel)) plans[plan.Name] = plan;
            await foreach (var cohort in access.Store.CohortsAsync(cancel)) cohorts.Add(cohort.Value.Curriculum.Name);
        }

        var followed = cohorts.CountBy(name => name).ToDictionary(StringComparer.Ordinal);
        return [.. plans.Values.OrderBy(plan => plan.Name, StringComparer.Ordinal).Select(Row)];

        PlanRow Row(CurriculumVersion plan) => new(plan.Name, plan.Title, plan.Lessons, plan.Version, Host.BuiltIn.Names.Contains(plan.Name), followed.GetValueOrDefault(plan.Name));
    }
}
