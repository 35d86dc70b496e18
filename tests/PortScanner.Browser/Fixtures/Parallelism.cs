using PortScanner.Lab.Fixtures;

using Xunit.v3;

// Most of a test is waiting for silence; two browsers are what two cores draw without waiting for each other.
[assembly: Parallelization(MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(SharedLabs))]
