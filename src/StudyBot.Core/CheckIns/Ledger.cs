namespace StudyBot.CheckIns;

/// <summary>A member's completed lessons with their classes, one character a lesson (<c>o</c> on time, <c>g</c> grace, <c>l</c> late, <c>.</c> none),
/// so that a standing is read with the member's row alone.</summary>
public readonly record struct Ledger(string Marks)
{
    public static Ledger Empty { get; } = new("");

    /// <summary>The class of a completed lesson (1-based), or null.</summary>
    public CheckInClass? this[int lesson] => lesson < 1 || lesson > Marks.Length ? null : Marks[lesson - 1] switch
    {
        'o' => CheckInClass.OnTime,
        'g' => CheckInClass.Grace,
        'l' => CheckInClass.Late,
        _ => null,
    };

    public int Completed => Marks.Length - Marks.AsSpan().Count('.');

    public int Kept => Marks.AsSpan().Count('o') + Marks.AsSpan().Count('g');

    public Ledger With(int lesson, CheckInClass @class) => Set(lesson, @class switch
    {
        CheckInClass.OnTime => 'o',
        CheckInClass.Grace => 'g',
        _ => 'l',
    });

    public Ledger Without(int lesson) => this[lesson] is null ? this : Set(lesson, '.');

    private Ledger Set(int lesson, char mark)
    {
        var marks = Marks.PadRight(lesson, '.').ToCharArray();
        marks[lesson - 1] = mark;
        return new(new string(marks).TrimEnd('.'));
    }
}
