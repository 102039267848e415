namespace StudyBot.Judges;

public class SkeletonTests
{
    [Fact]
    public void The_house_stands() => Assert.Equal("StudyBot.Judges", typeof(SkeletonTests).Namespace);
}
