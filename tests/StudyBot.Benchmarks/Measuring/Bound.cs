namespace StudyBot.Benchmarks;

/// <summary>What a figure has to be.</summary>
public abstract record Bound(double Value)
{
    public static Bound AtLeast(double value) => new Least(value);

    public static Bound AtMost(double value) => new Most(value);

    public static Bound Exactly(double value) => new Exact(value);

    /// <summary>Ratios by their median; an exact count in every round.</summary>
    public abstract bool Holds(Sample seen);

    public sealed record Least(double Value) : Bound(Value)
    {
        public override bool Holds(Sample seen) => seen.Median >= Value;

        public override string ToString() => $"≥ {Value:0.###}";
    }

    public sealed record Most(double Value) : Bound(Value)
    {
        public override bool Holds(Sample seen) => seen.Median <= Value;

        public override string ToString() => $"≤ {Value:0.###}";
    }

    public sealed record Exact(double Value) : Bound(Value)
    {
        public override bool Holds(Sample seen) => seen.Least == Value && seen.Most == Value;

        public override string ToString() => $"= {Value:0.###}";
    }
}
