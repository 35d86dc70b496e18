using PortScanner.Lab.Fixtures;

using Xunit.v3;

// Most of a scan is waiting for silence, so labs run side by side; each has namespaces and a program of its own. Six keep about one processor
// busy on average; the tests of loss, limits, delays and crowds passed so with ten times that load beside them.
[assembly: Parallelization(MaxThreads = 6)]
[assembly: AssemblyFixture(typeof(SharedLabs))]
