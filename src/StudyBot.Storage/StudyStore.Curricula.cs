using System.Text;
using StudyBot.Cohorts;
using StudyBot.Ports;

namespace StudyBot.Storage;

/// <summary>Curricula: versions that never change, in pieces, since a file may be larger than a row.</summary>
public sealed partial class StudyStore
{
    private const int Piece = 256 * 1024;

    public async Task<StoredCurriculum?> FindCurriculumAsync(string name, CancellationToken cancel) =>
        await table.GetAsync(Keys.Curriculum(name), Keys.Newest, cancel) is { } row ? await FindCurriculumAsync(Rows.Version(row), cancel) : null;

    public async Task<StoredCurriculum?> FindCurriculumAsync(CurriculumVersion version, CancellationToken cancel)
    {
        var partition = Keys.Curriculum(version.Name);
        if (await table.GetAsync(partition, Keys.Version(version.Version), cancel) is not { } row) return null;
        using var file = new MemoryStream();
        foreach (var piece in await AllAsync(partition, Keys.Pieces(version.Version), cancel)) file.Write(piece.Value.Span);
        return new(Rows.Version(row), Encoding.UTF8.GetString(file.ToArray()));
    }

    public async Task<IReadOnlyList<CurriculumVersion>> CurriculaAsync(CancellationToken cancel) =>
        [.. (await AllAsync(Keys.Curricula, Keys.All, cancel)).Select(Rows.Version)];

    /// <summary>Pieces first, the version after them, the newest last: whoever finds a name finds a whole file.</summary>
    public async Task SaveCurriculumAsync(StoredCurriculum curriculum, CancellationToken cancel)
    {
        var version = curriculum.Version;
        var partition = Keys.Curriculum(version.Name);
        var file = Encoding.UTF8.GetBytes(curriculum.Markdown);
        for (var (start, piece) = (0, 0); start < file.Length; start += Piece, piece++)
        {
            var part = file.AsMemory(start, Math.Min(Piece, file.Length - start));
            await table.WriteAsync(partition, [new RowChange.Put(Keys.Piece(version.Version, piece), part)], cancel);
        }

        await table.WriteAsync(partition, [new RowChange.Put(Keys.Version(version.Version), Rows.Of(version)), new RowChange.Put(Keys.Newest, Rows.Of(version))], cancel);
        await table.WriteAsync(Keys.Curricula, [new RowChange.Put(Keys.Curriculum(version.Name), Rows.Of(version))], cancel);
    }
}
