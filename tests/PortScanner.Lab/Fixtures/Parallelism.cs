using PortScanner.Lab.Fixtures;

using Xunit.v3;

// Most of a scan is waiting for silence, so labs run side by side; each has namespaces and a program of its own. More at once than there are
// cores, as each waits for more of its time than it works.
[assembly: Parallelization(MaxThreads = 6)]
[assembly: AssemblyFixture(typeof(SharedLabs))]
