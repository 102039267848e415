namespace StudyBot.Benchmarks;

/// <summary>Rounds in which both sides had their turn, so that whatever else the machine did met both.</summary>
internal sealed record Pairs(IReadOnlyList<(Turn Baseline, Turn Subject)> Rounds)
{
    /// <summary>The subject's share of the baseline's rate.</summary>
    public Sample Share => new(Rounds.Select(round => round.Subject.Rate / round.Baseline.Rate));

    /// <summary>The same by seconds of processor.</summary>
    public Sample ProcessorShare => new(Rounds.Select(round => round.Baseline.Processor / round.Subject.Processor));

    /// <summary>Bytes more than the baseline's.</summary>
    public Sample Allocated => new(Rounds.Select(round => round.Subject.Allocated - round.Baseline.Allocated));

    /// <summary>Each round begins with the other side.</summary>
    public static async Task<Pairs> InterleaveAsync(int rounds, Func<Task<Turn>> baseline, Func<Task<Turn>> subject)
    {
        var seen = new List<(Turn, Turn)>();
        for (var round = 0; round < rounds; round++)
        {
            var first = round % 2 == 0 ? await baseline() : await subject();
            var second = round % 2 == 0 ? await subject() : await baseline();
            seen.Add(round % 2 == 0 ? (first, second) : (second, first));
        }

        return new(seen);
    }

    public string Rates(string thing, string who = "StudyBot")
    {
        var (baseline, subject) = (new Sample(Rounds.Select(r => r.Baseline.Rate)), new Sample(Rounds.Select(r => r.Subject.Rate)));
        return $"{thing} a second: baseline {baseline.Median:0} ({baseline.Least:0}–{baseline.Most:0}), {who} {subject.Median:0} ({subject.Least:0}–{subject.Most:0}); share by processor time {ProcessorShare.Median:0.000} ({ProcessorShare.Least:0.000}–{ProcessorShare.Most:0.000})";
    }
}
