using Xunit.v3;

// Most of a scan is waiting for silence, so labs run side by side; each has namespaces and a program of its own. Four keep less than one
// processor busy on average; the tests of loss, limits, delays and crowds passed so with ten times that load beside them.
[assembly: Parallelization(MaxThreads = 4)]
