namespace StudyBot.Tests;

public class SkeletonTests
{
    [Fact]
    public void The_house_stands() => Assert.Equal("StudyBot.Tests", typeof(SkeletonTests).Namespace);
}
