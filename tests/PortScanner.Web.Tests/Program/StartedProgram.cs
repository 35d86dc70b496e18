namespace PortScanner.Web.Tests.Program;

/// <summary>
/// Tests that start the program themselves. They run one after another and beside no other test: its processes share two cores and the
/// loopback interface, and a scan that waits for another test would measure nothing.
/// </summary>
[CollectionDefinition(DisableParallelization = true)]
[Trait("Needs", "the program")]
public sealed class StartedProgram;
