using Xunit.Sdk;
using Xunit.v3;

// The program's processes share two cores and the loopback interface; a scan that waits for another test would measure nothing.
[assembly: Parallelization(Mode = ParallelMode.None)]
