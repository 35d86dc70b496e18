namespace PortScanner.Web.Tests.Program;

/// <summary>Tests that ask one running program, started once for all of them. They run one after another, as in <see cref="StartedProgram"/>.</summary>
[CollectionDefinition(DisableParallelization = true)]
[Trait("Needs", "the program")]
public sealed class SharedSiteTests : ICollectionFixture<SharedSite>;
