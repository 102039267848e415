namespace StudyBot.Benchmarks;

/// <summary>What was seen in several rounds; at least one.</summary>
public sealed class Sample
{
    private readonly double[] _sorted;

    public Sample(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        if (_sorted.Length == 0) throw new ArgumentException("Nothing was seen.", nameof(values));
    }

    public static Sample Of(double value) => new([value]);

    public static Sample OfAll(IEnumerable<Sample> parts) => new(parts.SelectMany(part => part._sorted));

    public int Count => _sorted.Length;

    public double Median => Quantile(0.5);

    public double Least => _sorted[0];

    public double Most => _sorted[^1];

    /// <summary>The value below which such a share (0 to 1) lies, on the line between its two neighbours.</summary>
    public double Quantile(double share)
    {
        var place = share * (_sorted.Length - 1);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + (_sorted[above] - _sorted[below]) * (place - below);
    }
}
