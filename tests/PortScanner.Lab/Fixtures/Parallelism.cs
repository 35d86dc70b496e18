// Most of a scan is waiting for silence, so labs run side by side; each has namespaces and a program of its own.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
