using StudyBot.Tests.Doors;

namespace StudyBot.Judges.Storage;

// What the store must bear (races, lost replies, people who are forgotten meanwhile), on Azurite instead of memory.
public class AzureForgettingTests : ForgettingTests;

public class AzureRaceTests : RaceTests;

public class AzureStrayTests : StrayTests;

public class AzureStoreFaultTests : StoreFaultTests;

public class AzureSweepTests : SweepTests;

public class AzureStoreCallsTests : StoreCallsTests;
